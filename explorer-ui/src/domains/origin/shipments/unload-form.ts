import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { RecordState, ShipmentUnitBody } from '@daunguon/records';
import { CommandProgress } from '../../../command/command-progress.ts';
import { Words } from '../../../i18n/words.ts';
import { PickList } from './pick-list.ts';
import { shipmentCommand } from './shipment-command.ts';
import type { Content } from './shipment-contents.ts';

/** Takes goods out, which breaks the seal; all of them unless some are chosen away. */
@Component({
  selector: 'dn-unload-form',
  imports: [CommandProgress, PickList],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (!run.done()) {
      <form class="form" novalidate (submit)="send($event)">
        <p class="hint">{{ t('shipment.unload-hint') }}</p>
        <dn-pick-list
          [label]="t('shipment.inside')"
          [choices]="choices()"
          [value]="out()"
          (valueChange)="keep($event)"
        />
        <button type="submit" class="primary" [disabled]="run.busy() || out().length === 0">
          {{ t('shipment.unload') }}
        </button>
      </form>
    }
    <dn-command-progress [run]="run" />
  `,
})
export class UnloadForm {
  readonly t = inject(Words).t;
  readonly unit = input.required<RecordState<ShipmentUnitBody>>();
  readonly contents = input.required<readonly Content[]>();
  readonly done = output();
  readonly command = shipmentCommand('unload', { kept: [] as readonly string[] });
  readonly run = this.command.run;
  readonly choices = computed(() => this.contents().map(({ id, name }) => ({ value: id, label: name })));
  readonly out = computed(() =>
    this.contents()
      .map(({ id }) => id)
      .filter((id) => !this.command.form().kept.includes(id)),
  );

  keep(out: readonly string[]): void {
    const kept = this.contents().flatMap(({ id }) => (out.includes(id) ? [] : [id]));
    this.command.set({ kept });
  }

  async send(event: Event): Promise<void> {
    const out = this.contents().filter(({ id }) => this.out().includes(id));
    const [units, batches] = [true, false].map((isUnit) =>
      out.filter((one) => one.isUnit === isUnit).map(({ id }) => id),
    );
    const sent = await this.command.send(event, {
      shipmentUnit: this.unit().id,
      ...(batches?.length ? { batches } : {}),
      ...(units?.length ? { units } : {}),
    });
    if (sent) this.done.emit();
  }
}
