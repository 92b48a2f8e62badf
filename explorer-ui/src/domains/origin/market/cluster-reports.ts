import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { Api } from '../../../api/api.ts';
import { addressOf } from '../../../api/asked.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { PageState } from '../../../shell/page-state.ts';
import { labelName, type ClusterQuery } from './cluster-query.ts';
import { ReportNote } from './report-note.ts';

/** The reports of one cluster, and its evidence to take away. */
@Component({
  selector: 'dn-cluster-reports',
  imports: [PageState, ReportNote],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2>{{ t('fakes.cluster', { key: name() }) }}</h2>
      <div class="actions">
        <a class="button primary" [href]="file('json')" download="evidence.json">{{ t('fakes.evidence-json') }}</a>
        <a class="button secondary" [href]="file('html')" target="_blank">{{ t('fakes.evidence-html') }}</a>
      </div>
      <p class="hint">{{ t('fakes.evidence-hint') }}</p>
      <dn-page-state [of]="reports" [empty]="items().length === 0" (again)="reports.reload()" />
      @if (items().length > 0) {
        <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="t('fakes.cluster', { key: name() })">
          <table>
            <thead>
              <tr>
                <th scope="col">{{ t('fakes.day') }}</th>
                <th scope="col">{{ t('fakes.reason') }}</th>
                <th scope="col">{{ t('fakes.by.serial') }}</th>
                <th scope="col">{{ t('fakes.by.commune') }}</th>
                <th scope="col">{{ t('fakes.note') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (report of items(); track report.id) {
                <tr>
                  <td>{{ formats.date(report.day) }}</td>
                  <td>{{ words.t(reasons[report.reason]) }}</td>
                  <td>{{ nameOf(report.label) }}</td>
                  <td>{{ report.commune ? formats.commune(report.commune) : t('fakes.unnamed') }}</td>
                  <td>
                    @if (report.sealed) {
                      <dn-report-note [id]="report.id" />
                    } @else {
                      –
                    }
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      }
    </section>
  `,
})
export class ClusterReports {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  /** Filters of the reports. */
  readonly query = input.required<ClusterQuery>();
  readonly name = input.required<string>();
  readonly reports = resource({
    params: () => this.query(),
    loader: async ({ params: query, abortSignal }) =>
      (await this.#api.get('/api/origin/fake-reports', { query }, abortSignal)).items,
  });
  readonly items = computed(() => (this.reports.hasValue() ? this.reports.value() : []));
  readonly nameOf = labelName;
  readonly file = (form: 'json' | 'html'): string =>
    addressOf(`/api/origin/fake-reports/evidence.${form}`, { query: this.query() });
  readonly reasons = {
    'label-copied': 'fakes.reason.label-copied',
    'seal-broken': 'fakes.reason.seal-broken',
    'goods-differ': 'fakes.reason.goods-differ',
    'no-record': 'fakes.reason.no-record',
    other: 'fakes.reason.other',
  } as const;
}
