import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { PageState } from '../shell/page-state.ts';
import { DueReports } from './due-reports.ts';
import type { ReportLine } from './report-answers.ts';
import { reportWords } from './report-words.ts';

/** The department's reports: what is due first, then each task with its periods. */
@Component({
  imports: [DueReports, PageState, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('reports.nav') }}</h1>
    <p class="lead">{{ t('reports.lead') }}</p>
    <dn-page-state
      [of]="answer"
      [empty]="tasks().length === 0"
      [emptyText]="t('reports.none')"
      (again)="answer.reload()"
    />
    <dn-due-reports />
    @for (lines of tasks(); track lines[0].task) {
      <h2>
        {{ w.said(lines[0].title) }} <small [attr.lang]="w.besideLang()">{{ w.beside(lines[0].title) }}</small>
      </h2>
      <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="w.said(lines[0].title)">
        <table>
          <thead>
            <tr>
              <th scope="col">{{ t('reports.period') }}</th>
              <th scope="col">{{ t('reports.data') }}</th>
              <th scope="col">{{ t('reports.hand-in') }}</th>
              <th scope="col">{{ t('reports.state') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (line of lines; track line.period.id) {
              <tr>
                <th scope="row">
                  <a [routerLink]="['/periodic-reports', line.task, line.period.id]">{{ w.name(line.period) }}</a>
                </th>
                <td>{{ w.days(line.period) }}</td>
                <td>{{ w.formats.date(line.period.due) }}</td>
                <td>
                  {{ w.reminder(line) }}
                  @if (line.drafts > 0 && line.finals === 0) {
                    · {{ t('reports.drafted', { count: line.drafts }) }}
                  }
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
  `,
})
export class ReportsPage {
  readonly #api = inject(Api);
  readonly w = reportWords();
  readonly t = this.w.t;
  readonly answer = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/periodic-reports', {}, abortSignal),
  });
  readonly #items = computed(() => (this.answer.hasValue() ? this.answer.value().items : []));
  readonly tasks = computed(
    () => [...Map.groupBy(this.#items(), ({ task }) => task).values()] as [ReportLine, ...ReportLine[]][],
  );
}
