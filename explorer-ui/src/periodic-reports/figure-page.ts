import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { recordPath } from '../domains.ts';
import { PageState } from '../shell/page-state.ts';
import { decimalOf, reportWords } from './report-words.ts';

/** "Vì sao là số này": the query of a figure in words, and the records that it counts; `?after=` holds the page. */
@Component({
  imports: [PageState, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p>
      <a [routerLink]="['/periodic-reports', task(), period()]">{{ t('reports.back-to-report') }}</a>
    </p>
    <h1>{{ t('reports.why') }}</h1>
    <dn-page-state [of]="answer" (again)="answer.reload()" />
    @if (behind(); as found) {
      <p class="lead">{{ w.said(found.title) }}, {{ w.name(found.period) }}</p>
      <p>{{ w.said(found.method) }} {{ w.days(found.period) }}.</p>
      @if (found.countsOnce) {
        <p class="hint">{{ t('reports.counts-once') }}</p>
      }
      @if (found.isProtected) {
        <p class="card">{{ t('reports.protected') }}</p>
      } @else if (found.items.length === 0) {
        <p class="card">{{ t('reports.no-records') }}</p>
      } @else {
        <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="t('reports.records')">
          <table>
            <thead>
              <tr>
                <th scope="col">{{ t('record.name') }}</th>
                <th scope="col">{{ t('reports.recorded-at') }}</th>
                <th scope="col" class="number">{{ t('reports.adds') }} ({{ w.said(found.unit) }})</th>
              </tr>
            </thead>
            <tbody>
              @for (one of found.items; track one.id) {
                <tr>
                  <th scope="row">
                    <a [routerLink]="recordPath(one.type, one.id)">{{ one.title }}</a>
                  </th>
                  <td>{{ w.formats.time(one.recordedAt) }}</td>
                  <td class="number">{{ w.formats.number(decimalOf(one.adds, found.decimals)) }}</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      }
      <p class="actions">
        @if (after()) {
          <a [routerLink]="[]">{{ t('reports.first-page') }}</a>
        }
        @if (found.next; as next) {
          <a [routerLink]="[]" [queryParams]="{ after: next }">{{ t('state.more') }}</a>
        }
      </p>
    }
  `,
})
export class FigurePage {
  readonly #api = inject(Api);
  readonly w = reportWords();
  readonly t = this.w.t;
  readonly recordPath = recordPath;
  readonly decimalOf = decimalOf;
  /** From the address. */
  readonly task = input.required<string>();
  readonly period = input.required<string>();
  readonly figure = input.required<string>();
  readonly after = input<string | undefined>(undefined);
  readonly answer = resource({
    params: () => ({
      path: { task: this.task(), period: this.period(), figure: this.figure() },
      query: { after: this.after() },
    }),
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/periodic-reports/{task}/{period}/figures/{figure}', params, abortSignal),
  });
  readonly behind = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
}
