import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CommandBody } from '../../../api/asked.ts';
import { commandForm } from '../../../command/command-form.ts';
import { CommandProgress } from '../../../command/command-progress.ts';
import { SelectField } from '../../../form/select-field.ts';
import { TextField } from '../../../form/text-field.ts';
import { given, textInput } from '../../../format/field-input.ts';
import { Words } from '../../../i18n/words.ts';
import { ShipmentNumber } from './number-field.ts';
import { numberHelp, plainNumber, shipmentKinds } from './shipment-number.ts';

/** A journey of a container, pallet or parcel begins: its number, bill of lading and carrier. */
@Component({
  imports: [CommandProgress, RouterLink, SelectField, ShipmentNumber, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('shipment.new') }}</h1>
    <p class="lead">{{ t('shipment.lead') }}</p>
    @if (!run.done()) {
      <form class="card form" novalidate (submit)="command.send($event)">
        <dn-select-field
          [label]="t('shipment.kind')"
          [choices]="kinds()"
          [value]="form().kind"
          (valueChange)="command.set(['kind', $event])"
        />
        <dn-shipment-number
          [kind]="kind()"
          [value]="form().number"
          (valueChange)="command.set(['number', $event])"
          [error]="run.fields()['/identity/number']"
        />
        @if (kind() === 'container') {
          <dn-text-field
            [label]="t('shipment.bill')"
            [optional]="true"
            [maxlength]="35"
            [value]="form().bill"
            (valueChange)="command.set(['bill', $event])"
            [error]="run.fields()['/billOfLading']"
          />
        }
        <dn-text-field
          [label]="t('shipment.carrier')"
          [optional]="true"
          [maxlength]="120"
          [value]="form().carrier"
          (valueChange)="command.set(['carrier', $event])"
          [error]="run.fields()['/carrier']"
        />
        <button type="submit" class="primary" [disabled]="run.busy() || !ready()">{{ t('shipment.new') }}</button>
      </form>
    }
    <dn-command-progress [run]="run">
      <div class="actions">
        <a class="button secondary" [routerLink]="'/origin/shipments/' + command.ids().id">{{
          t('shipment.open-page')
        }}</a>
      </div>
    </dn-command-progress>
  `,
})
export class NewShipmentPage {
  readonly t = inject(Words).t;
  readonly command = commandForm(
    'origin/shipments/open',
    { kind: 'container', number: '', bill: '', carrier: '' },
    { transaction: 'Origin:OpenShipmentUnit', path: '/api/origin/shipment-units' },
    ({ number, bill, carrier }, { id }): CommandBody<'/api/origin/shipment-units'> => ({
      ...{ id, identity: { kind: this.kind(), number: plainNumber(this.kind(), number) } },
      ...given({
        billOfLading: this.kind() === 'container' ? bill.trim().toUpperCase() : '',
        carrier: textInput(carrier),
      }),
    }),
  );
  readonly run = this.command.run;
  readonly form = this.command.values;
  readonly kind = computed(() => shipmentKinds.find((one) => one === this.form().kind) ?? 'container');
  readonly kinds = computed(() => shipmentKinds.map((value) => ({ value, label: this.t(`shipment.${value}`) })));
  readonly ready = computed(() => numberHelp(this.kind(), this.form().number).is === 'right');
}
