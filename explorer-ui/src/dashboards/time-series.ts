import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { BarChart, type Bar } from '../chart/bar-chart.ts';
import { boardWords } from './board-words.ts';
import type { Cell, MeasureNumbers } from './dashboard-answers.ts';
import { daysUntil, monthsBetween } from './spans.ts';

/** Days that are shown one by one: as many as the gateway tells. */
const shownDays = 31;

/** Numbers of a measure by month, or of its last days: bars, also where nothing was recorded, and the table that says the same. */
@Component({
  selector: 'dn-time-series',
  imports: [BarChart],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-bar-chart [label]="w.title(of()) + ', ' + caption()" [bars]="bars()" />
    <details>
      <summary>{{ w.t('board.table') }}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{{ w.t(days() ? 'board.day' : 'board.month') }}</th>
            <th scope="col" class="number">{{ w.title(of()) }}</th>
          </tr>
        </thead>
        <tbody>
          @for (bar of bars(); track bar.key) {
            <tr>
              <th scope="row">{{ bar.name }}</th>
              <td class="number">{{ bar.said }}</td>
            </tr>
          }
        </tbody>
      </table>
    </details>
  `,
})
export class TimeSeries {
  readonly w = boardWords();
  readonly of = input.required<MeasureNumbers>();
  /** What stands above it. */
  readonly caption = input.required<string>();
  /** Months, both inclusive; or the last of the days. */
  readonly from = input('');
  readonly to = input.required<string>();
  /** Days with a record; absent: by month. */
  readonly days = input<readonly Cell[]>();

  readonly bars = computed((): readonly Bar[] => {
    const [one, days, { formats }] = [this.of(), this.days(), this.w];
    const told = days ?? one.months.map(({ month, ...numbers }) => ({ key: month, ...numbers }));
    const numbers = new Map(told.map((cell) => [cell.key, cell]));
    const steps = days === undefined ? monthsBetween(this.from(), this.to()) : daysUntil(this.to(), shownDays);
    const [name, label] = days === undefined ? [formats.month, formats.month] : [formats.date, formats.dayOfMonth];
    return steps.map((key) => {
      const { records, amount } = numbers.get(key) ?? { records: 0, amount: 0 };
      const said = this.w.both(one, { records, amount });
      return { key, name: name(key), label: label(key), value: records ?? 0, said };
    });
  });
}
