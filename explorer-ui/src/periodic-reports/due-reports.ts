import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { reportWords } from './report-words.ts';

/** Reminds who writes reports of those that are due; shows nothing while none is, or while they cannot be read. */
@Component({
  selector: 'dn-due-reports',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (due().length > 0) {
      <section class="card" role="status">
        <h2>{{ t('reports.due') }}</h2>
        <ul class="plain-list">
          @for (line of due(); track line.task + line.period.id) {
            <li>
              <a [routerLink]="['/periodic-reports', line.task, line.period.id]">
                {{ w.said(line.title) }}, {{ w.name(line.period) }}: {{ w.reminder(line) }}
              </a>
            </li>
          }
        </ul>
      </section>
    }
  `,
})
export class DueReports {
  readonly #api = inject(Api);
  readonly w = reportWords();
  readonly t = this.w.t;
  readonly #answer = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/periodic-reports', {}, abortSignal),
  });
  readonly due = computed(() =>
    (this.#answer.hasValue() ? this.#answer.value().items : []).filter(
      ({ reminder, mayWrite }) => mayWrite && (reminder === 'soon' || reminder === 'overdue'),
    ),
  );
}
