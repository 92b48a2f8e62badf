import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { RecordState, ShipmentUnitBody } from '@daunguon/records';
import { CommandFormView } from '../../../command/command-form-view.ts';
import { CheckboxList } from '../../../form/checkbox-list.ts';
import { Words } from '../../../i18n/words.ts';
import { shipmentCommand } from './shipment-command.ts';
import type { Content } from './shipment-contents.ts';
import { unloadOf } from './shipment-fields.ts';

/** Takes goods out, which breaks the seal; all of them unless some are chosen away. */
@Component({
  selector: 'dn-unload-form',
  imports: [CheckboxList, CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-command-form
      [form]="form"
      [specs]="[]"
      [send]="t('shipment.unload')"
      [ready]="unload().out !== ''"
      (sent)="done.emit()"
    >
      <p class="hint" before>{{ t('shipment.unload-hint') }}</p>
      <dn-checkbox-list
        [label]="t('shipment.inside')"
        [choices]="choices()"
        [value]="unload().out"
        (valueChange)="keep($event)"
      />
    </dn-command-form>
  `,
})
export class UnloadForm {
  readonly t = inject(Words).t;
  readonly unit = input.required<RecordState<ShipmentUnitBody>>();
  readonly contents = input.required<readonly Content[]>();
  readonly done = output();
  readonly form = shipmentCommand('unload', this.unit, { staying: '' }, ({ staying }) => ({
    ...unloadOf(this.contents(), staying).fields,
  }));
  readonly choices = computed(() => this.contents().map(({ id, name }) => ({ value: id, label: name })));
  readonly unload = computed(() => unloadOf(this.contents(), this.form.values().staying));

  /** What is not among those to come out stays. */
  keep(out: string): void {
    this.form.set(['staying', unloadOf(this.contents(), out).out]);
  }
}
