import { ChangeDetectionStrategy, Component, computed, inject, input, output, resource } from '@angular/core';
import type { RecordState, ShipmentUnitBody } from '@daunguon/records';
import { Api } from '../../../api/api.ts';
import { CommandFormView } from '../../../command/command-form-view.ts';
import type { FieldSpec } from '../../../form/form-fields.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { Session } from '../../../session/session.ts';
import { PageState } from '../../../shell/page-state.ts';
import { fittingUnits, looseBatches } from './shipment-choices.ts';
import { shipmentCommand } from './shipment-command.ts';
import { loadOf } from './shipment-fields.ts';

/** Own lots and sealed smaller units go into a unit of shipment. */
@Component({
  selector: 'dn-load-form',
  imports: [CommandFormView, PageState],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (!form.run.done()) {
      <dn-page-state [of]="own" [empty]="none()" [emptyText]="t('shipment.load-none')" (again)="own.reload()" />
    }
    @if (!none() || form.run.done()) {
      <dn-command-form
        [form]="form"
        [specs]="specs()"
        [send]="t('shipment.load')"
        [ready]="ready()"
        (sent)="done.emit()"
      />
    }
  `,
})
export class LoadForm {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly unit = input.required<RecordState<ShipmentUnitBody>>();
  readonly done = output();
  readonly form = shipmentCommand('load', this.unit, { batches: '', units: '' }, (chosen) =>
    loadOf(chosen, { batches: this.lots(), units: this.inner() }),
  );
  readonly own = resource({
    params: () => this.#session.unit() || undefined,
    loader: async ({ params: owner, abortSignal }) => {
      const asked = { query: { owner, status: 'active', limit: '1000' } };
      const [batches, units] = await Promise.all([
        this.#api.get('/api/origin/batches', asked, abortSignal),
        this.#api.get('/api/origin/shipment-units', asked, abortSignal),
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
  readonly none = computed(() => this.lots().length + this.inner().length === 0);
  readonly ready = computed(
    () => Object.keys(loadOf(this.form.values(), { batches: this.lots(), units: this.inner() })).length > 0,
  );
  readonly specs = computed((): readonly FieldSpec[] =>
    [
      { name: 'batches', label: this.t('shipment.load-lots'), choices: this.lots() },
      { name: 'units', label: this.t('shipment.load-units'), choices: this.inner() },
    ]
      .filter(({ choices }) => choices.length > 0)
      .map((spec) => ({ ...spec, kind: 'many', optional: true })),
  );
}
