import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CommandProgress } from '../../../command/command-progress.ts';
import { SelectField } from '../../../form/select-field.ts';
import { TextField } from '../../../form/text-field.ts';
import { Words } from '../../../i18n/words.ts';
import { ShipmentNumber } from './number-field.ts';
import { shipmentCommand } from './shipment-command.ts';
import { numberHelp, plainNumber, shipmentKinds, type ShipmentKind } from './shipment-number.ts';

/** A journey of a container, pallet or parcel begins: its number, bill of lading and carrier. */
@Component({
  imports: [CommandProgress, RouterLink, SelectField, ShipmentNumber, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('shipment.new') }}</h1>
    <p class="lead">{{ t('shipment.lead') }}</p>
    @if (!run.done()) {
      <form class="card form" novalidate (submit)="send($event)">
        <dn-select-field
          [label]="t('shipment.kind')"
          [choices]="kinds()"
          [value]="form().kind"
          (valueChange)="choose($event)"
        />
        <dn-shipment-number
          [kind]="form().kind"
          [value]="form().number"
          (valueChange)="command.set({ number: $event })"
          [error]="run.fields()['/identity/number']"
        />
        @if (form().kind === 'container') {
          <dn-text-field
            [label]="t('shipment.bill')"
            [optional]="true"
            [maxlength]="35"
            [value]="form().bill"
            (valueChange)="command.set({ bill: $event })"
            [error]="run.fields()['/billOfLading']"
          />
        }
        <dn-text-field
          [label]="t('shipment.carrier')"
          [optional]="true"
          [maxlength]="120"
          [value]="form().carrier"
          (valueChange)="command.set({ carrier: $event })"
          [error]="run.fields()['/carrier']"
        />
        <button type="submit" class="primary" [disabled]="run.busy() || !ready()">{{ t('shipment.new') }}</button>
      </form>
    }
    <dn-command-progress [run]="run">
      <div class="actions">
        <a class="button secondary" [routerLink]="'/origin/shipments/' + form().id">{{ t('shipment.open-page') }}</a>
      </div>
    </dn-command-progress>
  `,
})
export class NewShipmentPage {
  readonly t = inject(Words).t;
  readonly command = shipmentCommand('open', {
    ...{ kind: 'container' as ShipmentKind, number: '', bill: '', carrier: '' },
  });
  readonly run = this.command.run;
  readonly form = this.command.form;
  readonly kinds = computed(() => shipmentKinds.map((value) => ({ value, label: this.t(`shipment.${value}`) })));
  readonly ready = computed(() => numberHelp(this.form().kind, this.form().number).is === 'right');

  choose(kind: string): void {
    const known = shipmentKinds.find((one) => one === kind);
    if (known !== undefined) this.command.set({ kind: known });
  }

  send(event: Event): void {
    const { kind, number, bill, carrier } = this.form();
    void this.command.send(event, {
      identity: { kind, number: plainNumber(kind, number) },
      ...(kind !== 'container' || bill.trim() === '' ? {} : { billOfLading: bill.trim().toUpperCase() }),
      ...(carrier.trim() === '' ? {} : { carrier: carrier.normalize('NFC').trim() }),
    });
  }
}
