import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import type { RecordState, ShipmentUnitBody } from '@daunguon/records';
import { CommandProgress } from '../../../command/command-progress.ts';
import { TextField } from '../../../form/text-field.ts';
import { Words } from '../../../i18n/words.ts';
import { shipmentCommand } from './shipment-command.ts';

/** Closes a unit of shipment by a numbered seal. */
@Component({
  selector: 'dn-seal-form',
  imports: [CommandProgress, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (!run.done()) {
      <form class="form" novalidate (submit)="send($event)">
        <dn-text-field
          [label]="t('shipment.seal-number')"
          [hint]="t('shipment.seal-hint')"
          [maxlength]="40"
          [value]="form().seal"
          (valueChange)="command.set({ seal: $event })"
          [error]="run.fields()['/seal']"
        />
        <button type="submit" class="primary" [disabled]="run.busy() || form().seal.trim() === ''">
          {{ t('shipment.seal') }}
        </button>
      </form>
    }
    <dn-command-progress [run]="run" />
  `,
})
export class SealForm {
  readonly t = inject(Words).t;
  readonly unit = input.required<RecordState<ShipmentUnitBody>>();
  readonly done = output();
  readonly command = shipmentCommand('seal', { seal: '' });
  readonly run = this.command.run;
  readonly form = this.command.form;

  async send(event: Event): Promise<void> {
    const seal = this.form().seal.normalize('NFC').trim();
    if (await this.command.send(event, { shipmentUnit: this.unit().id, seal })) this.done.emit();
  }
}
