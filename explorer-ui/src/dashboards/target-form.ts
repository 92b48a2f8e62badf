import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { ApiError } from '../api/api-error.ts';
import { Api } from '../api/api.ts';
import { boardWords } from './board-words.ts';
import type { MeasureAnswer } from './dashboard-answers.ts';

/** The department that leads sets what it aims at in the year; the version before stays. */
@Component({
  selector: 'dn-target-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <details class="screen-only">
      <summary>{{ w.t('board.target-set') }}</summary>
      <form class="form" (submit)="set($event)">
        @if (of().amountIn; as amount) {
          <label>
            <span>{{ w.t('board.amount') }}</span>
            <select name="of" [value]="countsOf()" (change)="chosen.set($any($event.target).value)">
              <option value="records" [selected]="countsOf() === 'records'">{{ w.said(of().unit) }}</option>
              <option value="amount" [selected]="countsOf() === 'amount'">{{ w.said(amount.unit) }}</option>
            </select>
          </label>
        }
        <label>
          <span>{{ w.t('board.target-value', { unit: unit() }) }}</span>
          <input name="value" type="number" min="0" step="any" inputmode="decimal" [value]="of().target?.value ?? ''" />
        </label>
        <label>
          <span>{{ w.t('board.target-source') }}</span>
          <input name="source" type="text" maxlength="200" required [value]="of().target?.source ?? ''" />
        </label>
        <button type="submit" class="primary">{{ w.t('board.target-set') }}</button>
        <p role="status">{{ said() }}</p>
      </form>
    </details>
  `,
})
export class TargetForm {
  readonly #api = inject(Api);
  readonly w = boardWords();
  readonly of = input.required<MeasureAnswer>();
  readonly saved = output();
  readonly said = signal('');
  readonly chosen = signal<'records' | 'amount' | undefined>(undefined);
  readonly countsOf = computed(() => this.chosen() ?? this.of().target?.of ?? 'records');
  readonly unit = computed(() => {
    const { unit, amountIn } = this.of();
    return this.w.said(this.countsOf() === 'amount' && amountIn !== undefined ? amountIn.unit : unit);
  });

  async set(event: Event): Promise<void> {
    event.preventDefault();
    const sent = new FormData(event.target as HTMLFormElement);
    const value = String(sent.get('value') ?? '').trim();
    const { id, to, target } = this.of();
    try {
      await this.#api.post('/api/dashboards/targets', {
        body: {
          ...{ measure: id, year: Number(to.slice(0, 4)), value: value === '' ? null : Number(value) },
          ...{
            of: this.countsOf(),
            source: String(sent.get('source') ?? '')
              .trim()
              .normalize('NFC'),
          },
          base: target?.version ?? 0,
        },
      });
      this.said.set(this.w.t('board.target-saved'));
      this.saved.emit();
    } catch (error) {
      this.said.set(error instanceof ApiError ? error.message : String(error));
    }
  }
}
