import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { BatchBody, RecordState } from '@daunguon/records';
import { versionOf } from '../../command/command-form.ts';
import { CommandProgress } from '../../command/command-progress.ts';
import { commandRun, freshId } from '../../command/command-run.ts';
import { draft } from '../../form/draft.ts';
import { TextField } from '../../form/text-field.ts';
import { Formats } from '../../format/formats.ts';
import { weightInput } from '../../format/weight-input.ts';
import { Words } from '../../i18n/words.ts';

interface Part {
  readonly id: string;
  readonly lot: string;
  readonly weight: string;
}
const most = 100;
const grams = (kg: string): number => Math.round(Number(kg) * 1000);

/** Makes several batches of one. */
@Component({
  selector: 'dn-split-form',
  imports: [CommandProgress, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (!run.done()) {
      <form class="form" novalidate (submit)="send($event)">
        <p class="hint">{{ t('batch.remaining') }}: {{ formats.number(batch().body.remainingKg) }}</p>
        @for (part of form().parts; track part.id; let index = $index) {
          <fieldset>
            <legend>{{ t('batch.split-part', { number: index + 1 }) }}</legend>
            <dn-text-field
              [label]="t('batch.lot')"
              [maxlength]="20"
              [value]="part.lot"
              (valueChange)="set(index, { lot: $event })"
              [error]="run.fields()['/parts/' + index + '/lot']"
            />
            <dn-text-field
              [label]="t('batch.weight')"
              inputmode="decimal"
              [maxlength]="12"
              [value]="part.weight"
              (valueChange)="set(index, { weight: $event })"
              [error]="run.fields()['/parts/' + index + '/weightKg']"
            />
            @if (form().parts.length > 1) {
              <button type="button" class="plain" (click)="remove(index)">
                {{ t('batch.split-remove', { number: index + 1 }) }}
              </button>
            }
          </fieldset>
        }
        @if (sum() > 0) {
          <p role="status" [class.wrong]="sum() > left()">{{ sumText() }}</p>
        }
        <div class="actions">
          <button type="button" class="secondary" (click)="add()">{{ t('batch.split-add') }}</button>
          <button type="submit" class="primary" [disabled]="run.busy() || sum() > left()">
            {{ t('batch.split') }}
          </button>
        </div>
      </form>
    }
    <dn-command-progress [run]="run" />
  `,
})
export class SplitForm {
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly batch = input.required<RecordState<BatchBody>>();
  readonly done = output();
  readonly run = commandRun();
  readonly #draft = draft(() => `origin/split/${versionOf(this.batch())}`, {
    ...{ requestId: freshId(), id: freshId() },
    parts: [1, 2].map((): Part => ({ id: freshId(), lot: '', weight: '' })),
  });
  readonly form = this.#draft.value;

  readonly left = computed(() => grams(this.batch().body.remainingKg));
  /** Grams of the parts, as far as they are weights. */
  readonly sum = computed(() =>
    this.form().parts.reduce((total, { weight }) => total + (grams(weightInput(weight)) || 0), 0),
  );
  readonly sumText = computed(() => {
    const kg = (of: number): string => this.formats.number(of / 1000);
    const [sum, left] = [this.sum(), this.left()];
    return sum > left
      ? this.t('batch.split-over', { sum: kg(sum), left: kg(left) })
      : this.t('batch.split-sum', { sum: kg(sum), rest: kg(left - sum) });
  });

  remove(index: number): void {
    this.form.update((form) => ({ ...form, parts: form.parts.filter((_, at) => at !== index) }));
  }

  add(): void {
    this.form.update((form) => ({
      ...form,
      parts: [...form.parts, { id: freshId(), lot: '', weight: '' }].slice(0, most),
    }));
  }

  set(index: number, change: Partial<Part>): void {
    this.form.update((form) => ({
      ...form,
      parts: form.parts.map((part, at) => (at === index ? { ...part, ...change } : part)),
    }));
  }

  async send(event: Event): Promise<void> {
    event.preventDefault();
    const { requestId, id, parts } = this.form();
    const rows = parts.map(({ weight, ...part }) => ({ ...part, lot: part.lot.trim(), weightKg: weightInput(weight) }));
    const command = { requestId, id, batch: this.batch().id, parts: rows };
    if (!(await this.run.send('Origin:Split', '/api/origin/split', command))) return;
    this.#draft.done();
    this.done.emit();
  }
}
