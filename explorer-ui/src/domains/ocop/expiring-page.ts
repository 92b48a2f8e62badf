import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { Session } from '../../session/session.ts';
import { PageState } from '../../shell/page-state.ts';

/** Certificates that end soon: a producer's own, all for the department. */
@Component({
  imports: [PageState, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('ocop.nav.expiring') }}</h1>
    <p class="lead">{{ t('ocop.expiring.lead') }}</p>
    <dn-page-state
      [of]="answer"
      [empty]="items().length === 0"
      [emptyText]="t('ocop.expiring.none')"
      (again)="answer.reload()"
    />
    @if (items().length > 0) {
      <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="t('ocop.nav.expiring')">
        <table>
          <thead>
            <tr>
              <th scope="col">{{ t('ocop.product') }}</th>
              <th scope="col">{{ t('record.owner') }}</th>
              <th scope="col">{{ t('ocop.certificate') }}</th>
              <th scope="col">{{ t('ocop.until') }}</th>
              <th scope="col" class="number">{{ t('ocop.expiring.days') }}</th>
              <th scope="col">{{ t('ocop.expiring.noticed') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (item of items(); track item.product) {
              <tr>
                <th scope="row">
                  <a [routerLink]="'/ocop/products/' + item.product">{{ item.name }}</a>
                </th>
                <td>{{ item.producer.name }}</td>
                <td>{{ item.certificate }}</td>
                <td>{{ formats.date(item.expiresOn) }}</td>
                <td class="number">{{ item.daysLeft }}</td>
                <td>{{ item.noticedOn ? formats.date(item.noticedOn) : '–' }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
  `,
})
export class ExpiringPage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly answer = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/ocop/expiring', {}, abortSignal),
  });
  readonly items = computed(() => {
    const all = this.answer.hasValue() ? this.answer.value().items : [];
    const unit = this.#session.unit();
    return unit === '' ? all : all.filter(({ producer }) => producer.id === unit);
  });
}
