import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { RecordState, ShipmentUnitBody } from '@daunguon/records';
import { CommandProgress } from '../../../command/command-progress.ts';
import { TextField } from '../../../form/text-field.ts';
import { Words } from '../../../i18n/words.ts';
import { nextGate } from './shipment-choices.ts';
import { shipmentCommand } from './shipment-command.ts';

/** The port's people record that a unit of shipment came in or went out. */
@Component({
  selector: 'dn-gate-form',
  imports: [CommandProgress, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (!run.done()) {
      <form class="form" novalidate (submit)="send($event)">
        <p>
          {{ t('gate.direction') }}: <strong>{{ t(next().direction === 'in' ? 'gate.in' : 'gate.out') }}</strong>
        </p>
        <dn-text-field
          [label]="t('gate.locode')"
          [hint]="t('gate.locode-hint')"
          [maxlength]="5"
          [value]="locode()"
          (valueChange)="command.set({ locode: $event })"
          [error]="run.fields()['/port/locode']"
        />
        <dn-text-field
          [label]="t('gate.terminal')"
          [optional]="true"
          [maxlength]="80"
          [value]="form().terminal"
          (valueChange)="command.set({ terminal: $event })"
          [error]="run.fields()['/port/terminal']"
        />
        <button type="submit" class="primary" [disabled]="run.busy() || locode() === ''">
          {{ t(next().direction === 'in' ? 'gate.send-in' : 'gate.send-out') }}
        </button>
      </form>
    }
    <dn-command-progress [run]="run" />
  `,
})
export class GateForm {
  readonly t = inject(Words).t;
  readonly unit = input.required<RecordState<ShipmentUnitBody>>();
  readonly done = output();
  readonly command = shipmentCommand('gate', { locode: '', terminal: '' });
  readonly run = this.command.run;
  readonly form = this.command.form;
  readonly next = computed(() => nextGate(this.unit()));
  readonly locode = computed(() => (this.form().locode || this.next().locode).toUpperCase().trim());

  async send(event: Event): Promise<void> {
    const terminal = this.form().terminal.normalize('NFC').trim();
    const port = { locode: this.locode(), ...(terminal === '' ? {} : { terminal }) };
    const { direction } = this.next();
    if (await this.command.send(event, { shipmentUnit: this.unit().id, direction, port })) this.done.emit();
  }
}
