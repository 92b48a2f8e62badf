import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CouncilBody, ProductBody } from '@daunguon/records';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { pagedList } from '../../record/paged-list.ts';
import { Session } from '../../session/session.ts';
import { PageState } from '../../shell/page-state.ts';

/** Councils: those that the person's unit sits in, all for the department. */
@Component({
  imports: [PageState, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t(mineOnly() ? 'ocop.council.list-mine' : 'ocop.council.list') }}</h1>
    <dn-page-state [of]="list.first" [empty]="councils().length === 0" (again)="list.reload()" />
    @if (councils().length > 0) {
      <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="t('ocop.council.list')">
        <table>
          <thead>
            <tr>
              <th scope="col">{{ t('ocop.product') }}</th>
              <th scope="col">{{ t('ocop.step') }}</th>
              <th scope="col" class="number">{{ t('ocop.council.member') }}</th>
              <th scope="col">{{ t('record.at') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (council of councils(); track council.id) {
              <tr>
                <th scope="row">
                  <a [routerLink]="'/ocop/councils/' + council.id">{{ names().get(council.body.product) ?? '…' }}</a>
                </th>
                <td>{{ words.of('ocop.council.stage', council.body.stage) }}</td>
                <td class="number">{{ council.body.members.length }}</td>
                <td>{{ formats.time(council.ts) }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
    @if (list.hasMore()) {
      <button type="button" class="secondary" (click)="list.more()">{{ t('state.more') }}</button>
    }
  `,
})
export class CouncilsPage {
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly list = pagedList<CouncilBody>(computed(() => '/api/ocop/councils'));
  readonly #products = pagedList<ProductBody>(computed(() => '/api/ocop/products'));
  readonly mineOnly = computed(() => this.#session.role() === 'council');
  readonly councils = computed(() =>
    this.list.items().filter(({ body }) => !this.mineOnly() || body.members.includes(this.#session.unit())),
  );
  readonly names = computed(() => new Map(this.#products.items().map(({ id, body }) => [id, body.name])));
}
