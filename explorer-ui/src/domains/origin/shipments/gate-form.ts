import { ChangeDetectionStrategy, Component, computed, inject, input, output, type OnInit } from '@angular/core';
import type { RecordState, ShipmentUnitBody } from '@daunguon/records';
import { CommandFormView } from '../../../command/command-form-view.ts';
import type { FieldSpec } from '../../../form/form-fields.ts';
import { Words } from '../../../i18n/words.ts';
import { nextGate } from './shipment-choices.ts';
import { shipmentCommand } from './shipment-command.ts';
import { portOf } from './shipment-fields.ts';

/** The port's people record that a unit of shipment came in or went out. */
@Component({
  selector: 'dn-gate-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-command-form
      [form]="form"
      [specs]="specs()"
      [send]="t(next().direction === 'in' ? 'gate.send-in' : 'gate.send-out')"
      (sent)="done.emit()"
    >
      <p before>
        {{ t('gate.direction') }}: <strong>{{ t(next().direction === 'in' ? 'gate.in' : 'gate.out') }}</strong>
      </p>
    </dn-command-form>
  `,
})
export class GateForm implements OnInit {
  readonly t = inject(Words).t;
  readonly unit = input.required<RecordState<ShipmentUnitBody>>();
  readonly done = output();
  readonly form = shipmentCommand('gate', this.unit, { locode: '', terminal: '' }, ({ locode, terminal }) => ({
    ...{ direction: this.next().direction, port: portOf(locode, terminal) },
  }));
  readonly next = computed(() => nextGate(this.unit()));
  readonly specs = computed((): readonly FieldSpec[] => [
    {
      ...{ name: 'locode', label: this.t('gate.locode'), hint: this.t('gate.locode-hint') },
      ...{ maxlength: 5, pointer: '/port/locode' },
    },
    {
      ...{ name: 'terminal', label: this.t('gate.terminal'), optional: true },
      ...{ maxlength: 80, pointer: '/port/terminal' },
    },
  ]);

  ngOnInit(): void {
    this.form.fill({ locode: this.next().locode });
  }
}
