import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';
import { PageState } from '../shell/page-state.ts';

/** What one sharing system read, page by page; `?before=` holds the page. */
@Component({
  imports: [PageState, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p>
      <a routerLink="/exchange/partners">{{ t('exchange.back') }}</a>
    </p>
    <h1>{{ t('exchange.log-title') }}</h1>
    <p class="lead">{{ t('exchange.log-lead') }}</p>
    <dn-page-state
      [of]="answer"
      [empty]="items().length === 0"
      [emptyText]="t('exchange.log-none')"
      (again)="answer.reload()"
    />
    @if (items().length > 0) {
      <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="t('exchange.log-title')">
        <table>
          <thead>
            <tr>
              <th scope="col">{{ t('exchange.at') }}</th>
              <th scope="col">{{ t('exchange.read-kind') }}</th>
              <th scope="col">{{ t('exchange.what') }}</th>
              <th scope="col">{{ t('exchange.rows') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (line of items(); track $index) {
              <tr>
                <td>
                  <time [attr.datetime]="line.at">{{ formats.time(line.at) }}</time>
                </td>
                <td>{{ words.of('exchange.read-kind', line.kind) }}</td>
                <td>
                  <code>{{ line.what }}</code>
                </td>
                <td>{{ line.rows ?? '–' }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
    <p class="actions">
      @if (before()) {
        <a [routerLink]="[]">{{ t('exchange.log-newest') }}</a>
      }
      @if (next(); as at) {
        <a [routerLink]="[]" [queryParams]="{ before: at }">{{ t('exchange.log-older') }}</a>
      }
    </p>
  `,
})
export class PartnerLogPage {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  /** From the address. */
  readonly id = input.required<string>();
  readonly before = input<string | undefined>(undefined);
  readonly answer = resource({
    params: () => ({ id: this.id(), before: this.before() }),
    loader: ({ params: { id, before }, abortSignal }) =>
      this.#api.get('/api/exchange/partners/{id}/reads', { path: { id }, query: { before } }, abortSignal),
  });
  readonly items = computed(() => (this.answer.hasValue() ? this.answer.value().items : []));
  readonly next = computed(() => (this.answer.hasValue() ? this.answer.value().next : undefined));
}
