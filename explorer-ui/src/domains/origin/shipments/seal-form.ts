import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { RecordState, ShipmentUnitBody } from '@daunguon/records';
import { CommandFormView } from '../../../command/command-form-view.ts';
import type { FieldSpec } from '../../../form/form-fields.ts';
import { textInput } from '../../../format/field-input.ts';
import { Words } from '../../../i18n/words.ts';
import { shipmentCommand } from './shipment-command.ts';

/** Closes a unit of shipment by a numbered seal. */
@Component({
  selector: 'dn-seal-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<dn-command-form [form]="form" [specs]="specs()" [send]="t('shipment.seal')" (sent)="done.emit()" />`,
})
export class SealForm {
  readonly t = inject(Words).t;
  readonly unit = input.required<RecordState<ShipmentUnitBody>>();
  readonly done = output();
  readonly form = shipmentCommand('seal', this.unit, { seal: '' }, ({ seal }) => ({ seal: textInput(seal) }));
  readonly specs = computed((): readonly FieldSpec[] => [
    { name: 'seal', label: this.t('shipment.seal-number'), hint: this.t('shipment.seal-hint'), maxlength: 40 },
  ]);
}
