import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { PageState } from '../shell/page-state.ts';
import type { ReportLine, ReportList } from './report-answers.ts';
import { reportWords } from './report-words.ts';

/** The department's reports: what is due first, then each task with its periods. */
@Component({
  imports: [PageState, RouterLink],
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
    @if (due().length > 0) {
      <section class="card due" role="status">
        <h2>{{ t('reports.due') }}</h2>
        <ul class="plain-list">
          @for (line of due(); track line.task + line.period.id) {
            <li>
              <a [routerLink]="['/periodic-reports', line.task, line.period.id]">
                {{ w.said(line.title) }}, {{ w.name(line.period) }}: {{ state(line) }}
              </a>
            </li>
          }
        </ul>
      </section>
    }
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
                  {{ state(line) }}
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
    loader: ({ abortSignal }) => this.#api.get<ReportList>('/api/periodic-reports', abortSignal),
  });
  readonly #items = computed(() => (this.answer.hasValue() ? this.answer.value().items : []));
  readonly due = computed(() =>
    this.#items().filter(({ reminder, mayWrite }) => mayWrite && (reminder === 'soon' || reminder === 'overdue')),
  );
  readonly tasks = computed(
    () => [...Map.groupBy(this.#items(), ({ task }) => task).values()] as [ReportLine, ...ReportLine[]][],
  );
  readonly state = ({ reminder, period }: ReportLine): string =>
    this.t(`reports.reminder.${reminder}`, { date: this.w.formats.date(period.due) });
}
