import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { boardWords } from './board-words.ts';
import type { MeasureNumbers } from './dashboard-answers.ts';

export interface NamedCell {
  readonly key: string;
  readonly name: string;
  readonly records: number;
  readonly amount: number;
}

/** Numbers by commune or kind, the largest first: the table twin of a chart or map. A name is pressed to look at it alone. */
@Component({
  selector: 'dn-cell-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="label()">
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">{{ w.t('board.rank') }}</th>
            <th scope="col">{{ head() }}</th>
            <th scope="col" class="number">{{ w.said(of().unit) }}</th>
            @if (of().amountIn; as unit) {
              <th scope="col" class="number">{{ w.said(unit.unit) }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (cell of cells(); track cell.key) {
            <tr [class.chosen]="cell.key === chosen()">
              <td class="number">{{ $index + 1 }}</td>
              <th scope="row">
                @if (cell.key !== '-') {
                  <button
                    type="button"
                    class="plain"
                    [attr.aria-pressed]="cell.key === chosen()"
                    (click)="choose.emit(cell.key)"
                  >
                    {{ cell.name }}
                  </button>
                } @else {
                  {{ cell.name }}
                }
              </th>
              <td class="number">{{ w.formats.number(cell.records) }}</td>
              @if (of().amountIn) {
                <td class="number">{{ amountOf(cell) }}</td>
              }
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
})
export class CellTable {
  readonly w = boardWords();
  readonly of = input.required<MeasureNumbers>();
  readonly cells = input.required<readonly NamedCell[]>();
  readonly label = input.required<string>();
  readonly head = input.required<string>();
  readonly chosen = input<string>();
  readonly choose = output<string>();

  readonly amountOf = ({ amount }: NamedCell): string =>
    this.w.formats.number(amount / 10 ** (this.of().amountIn?.decimals ?? 0));
}
