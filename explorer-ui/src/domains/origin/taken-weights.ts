import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { BatchBody, RecordState } from '@daunguon/records';
import { TextField } from '../../form/text-field.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import type { takenInputs } from './taken-inputs.ts';

/** How much of each lot goes into another one: a field a lot; blank: none of it. */
@Component({
  selector: 'dn-taken-weights',
  imports: [TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (batch of batches(); track batch.id) {
      <dn-text-field
        [label]="batch.body.lot + ' · ' + batch.body.product.name"
        [hint]="t('batch.remaining') + ': ' + formats.number(batch.body.remainingKg)"
        inputmode="decimal"
        [optional]="true"
        [maxlength]="12"
        [value]="take()[batch.id] ?? ''"
        (valueChange)="typed.emit([batch.id, $event])"
        [error]="wrong()[batch.id]"
      />
    }
  `,
})
export class TakenWeights {
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  /** Lots to show. */
  readonly batches = input.required<readonly RecordState<BatchBody>[]>();
  /** Inputs of the command as the ledger was sent them. */
  readonly inputs = input.required<ReturnType<typeof takenInputs>>();
  /** Batch id -> weight as typed. */
  readonly take = input.required<Readonly<Record<string, string>>>();
  /** What the ledger says of the command's fields, by pointer. */
  readonly errors = input.required<Readonly<Record<string, string>>>();
  readonly typed = output<readonly [batch: string, weight: string]>();
  /** The ledger names wrong ones by their place among those that were taken. */
  readonly wrong = computed((): Readonly<Record<string, string | undefined>> =>
    Object.fromEntries(
      this.inputs().map(({ batch }, at) => [
        batch,
        this.errors()[`/inputs/${at}/weightKg`] ?? this.errors()[`/inputs/${at}`],
      ]),
    ),
  );
}
