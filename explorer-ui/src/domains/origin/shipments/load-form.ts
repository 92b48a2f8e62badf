import { ChangeDetectionStrategy, Component, computed, inject, input, output, resource } from '@angular/core';
import type { BatchBody, RecordState, ShipmentUnitBody } from '@daunguon/records';
import { Api } from '../../../api/api.ts';
import type { ListAnswer } from '../../../api/answers.ts';
import { CommandProgress } from '../../../command/command-progress.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { Session } from '../../../session/session.ts';
import { PageState } from '../../../shell/page-state.ts';
import { PickList } from './pick-list.ts';
import { fittingUnits, looseBatches } from './shipment-choices.ts';
import { shipmentCommand } from './shipment-command.ts';

/** Own lots and sealed smaller units go into a unit of shipment. */
@Component({
  selector: 'dn-load-form',
  imports: [CommandProgress, PageState, PickList],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (!run.done()) {
      <dn-page-state
        [of]="own"
        [empty]="lots().length + inner().length === 0"
        [emptyText]="t('shipment.load-none')"
        (again)="own.reload()"
      />
      @if (lots().length + inner().length > 0) {
        <form class="form" novalidate (submit)="send($event)">
          <dn-pick-list
            [label]="t('shipment.load-lots')"
            [choices]="lots()"
            [value]="form().batches"
            (valueChange)="command.set({ batches: $event })"
          />
          <dn-pick-list
            [label]="t('shipment.load-units')"
            [choices]="inner()"
            [value]="form().units"
            (valueChange)="command.set({ units: $event })"
          />
          <button
            type="submit"
            class="primary"
            [disabled]="run.busy() || form().batches.length + form().units.length === 0"
          >
            {{ t('shipment.load') }}
          </button>
        </form>
      }
    }
    <dn-command-progress [run]="run" />
  `,
})
export class LoadForm {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly unit = input.required<RecordState<ShipmentUnitBody>>();
  readonly done = output();
  readonly command = shipmentCommand('load', { batches: [] as readonly string[], units: [] as readonly string[] });
  readonly run = this.command.run;
  readonly form = this.command.form;
  readonly own = resource({
    params: () => this.#session.unit() || undefined,
    loader: async ({ params: owner, abortSignal }) => {
      const list = <Body>(name: string) =>
        this.#api.get<ListAnswer<Body>>(`/api/origin/${name}?owner=${owner}&status=active&limit=1000`, abortSignal);
      const [batches, units] = await Promise.all([
        list<BatchBody>('batches'),
        list<ShipmentUnitBody>('shipment-units'),
      ]);
      return { batches: looseBatches(batches.items), units: units.items };
    },
  });
  readonly lots = computed(() =>
    (this.own.hasValue() ? this.own.value().batches : []).map(({ id, body }) => ({
      value: id,
      label: `${body.lot} · ${body.product.name} · ${this.formats.number(body.remainingKg)} kg`,
    })),
  );
  readonly inner = computed(() =>
    fittingUnits(this.unit(), this.own.hasValue() ? this.own.value().units : []).map(({ id, body }) => ({
      value: id,
      label: `${this.t(`shipment.${body.identity.kind}`)} ${body.identity.number}`,
    })),
  );

  async send(event: Event): Promise<void> {
    const { batches, units } = this.form();
    const load = {
      ...(batches.length === 0 ? {} : { batches }),
      ...(units.length === 0 ? {} : { units }),
    };
    if (await this.command.send(event, { shipmentUnit: this.unit().id, ...load })) this.done.emit();
  }
}
