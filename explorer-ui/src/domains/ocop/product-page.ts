import { ChangeDetectionStrategy, Component, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { RecordView } from '../../record/record-view.ts';
import { StatusBadge } from '../../record/status-badge.ts';
import { PageState } from '../../shell/page-state.ts';
import { ProductActions } from './product-actions.ts';
import { ValidityNote } from './validity-note.ts';

/** One OCOP product: its step, its stars and how long they hold, what can be done, what it is made of. */
@Component({
  imports: [PageState, ProductActions, RecordView, RouterLink, StatusBadge, ValidityNote],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (answer.hasValue()) {
      @let record = answer.value().record;
      @let body = record.body;
      <h1>{{ body.name }} <dn-status [status]="record.status" /></h1>
      <dn-validity-note [product]="body" />
      <section class="card">
        <dl>
          <div>
            <dt>{{ t('ocop.step') }}</dt>
            <dd>{{ words.of('ocop.stage', body.stage) }}</dd>
          </div>
          <div>
            <dt>{{ t('ocop.stars') }}</dt>
            <dd>
              @if (body.rating; as rating) {
                {{ '★'.repeat(rating.stars) }} {{ t('ocop.stars-count', { count: rating.stars }) }} ·
                {{ rating.certificate }}
              } @else {
                {{ t('ocop.no-stars') }}
              }
            </dd>
          </div>
          @if (body.rating; as rating) {
            <div>
              <dt>{{ t('ocop.until') }}</dt>
              <dd>{{ formats.date(rating.expiresOn) }}</dd>
            </div>
          }
          <div>
            <dt>{{ t('ocop.materials') }}</dt>
            <dd>
              @for (material of body.materials; track $index) {
                <p>{{ material.name }}</p>
                <ul class="plain-list">
                  @for (batch of material.batches; track batch) {
                    <li>
                      <a [routerLink]="'/origin/batches/' + batch">{{ t('batch.lot') }} {{ lotOf(batch) }}</a>
                    </li>
                  }
                </ul>
              }
            </dd>
          </div>
          @if (body.council; as council) {
            <div>
              <dt>{{ t('ocop.council') }}</dt>
              <dd>
                <a [routerLink]="'/ocop/councils/' + council">{{ t('ocop.council.sheets') }}</a>
              </dd>
            </div>
          }
        </dl>
      </section>
      <dn-product-actions [product]="record" (changed)="answer.reload()" />
      <dn-record-view [answer]="answer.value()" />
    } @else {
      <h1>{{ t('ocop.product') }}</h1>
    }
    <dn-page-state [of]="answer" (again)="answer.reload()" />
  `,
})
export class ProductPage {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly id = input.required<string>();
  /** Lot numbers of the batches that it is made of. */
  readonly lots = resource({
    params: () => (this.answer.hasValue() ? this.answer.value().record.body.materials : undefined),
    loader: async ({ params, abortSignal }) => {
      const ids = params.flatMap(({ batches }) => batches);
      const found = await Promise.all(
        ids.map((id) => this.#api.get('/api/origin/batches/{id}', { path: { id } }, abortSignal)),
      );
      return new Map(found.map(({ record }) => [record.id, record.body.lot]));
    },
  });
  readonly lotOf = (id: string): string => (this.lots.hasValue() ? this.lots.value().get(id) : undefined) ?? '…';
  readonly answer = resource({
    params: () => this.id(),
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/ocop/products/{id}', { path: { id: params } }, abortSignal),
  });
}
