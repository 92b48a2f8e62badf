import { ChangeDetectionStrategy, Component, computed, inject, input, model } from '@angular/core';
import { TextField } from '../../../form/text-field.ts';
import { Words } from '../../../i18n/words.ts';
import { numberHelp, type ShipmentKind } from './shipment-number.ts';

/** A container number, SSCC or tracking number, with its check digit told while it is typed. */
@Component({
  selector: 'dn-shipment-number',
  imports: [TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-text-field
      [label]="words.t(labels[kind()])"
      [hint]="words.t(hints[kind()])"
      [maxlength]="kind() === 'parcel' ? 40 : 24"
      [inputmode]="kind() === 'pallet' ? 'numeric' : ''"
      [(value)]="value"
      [error]="error()"
    />
    <div role="status" class="number-help">
      @switch (help().is) {
        @case ('right') {
          @if (kind() !== 'parcel') {
            <p class="good">✓ {{ words.t('shipment.number-right') }}</p>
          }
        }
        @case ('wrong') {
          <p class="wrong">{{ words.t('shipment.number-wrong') }}</p>
        }
        @case ('digit') {
          @let digit = right();
          <p>{{ words.t('shipment.number-digit', digit) }}</p>
          <button type="button" class="secondary" (click)="value.set(digit.full)">
            {{ words.t('shipment.number-use', digit) }}
          </button>
        }
      }
    </div>
  `,
})
export class ShipmentNumber {
  readonly words = inject(Words);
  readonly kind = input.required<ShipmentKind>();
  readonly value = model.required<string>();
  readonly error = input<string | undefined>(undefined);
  readonly help = computed(() => numberHelp(this.kind(), this.value()));
  readonly right = computed(() => {
    const help = this.help();
    return help.is === 'digit' ? { digit: help.digit, full: help.full } : { digit: '', full: '' };
  });
  readonly labels = {
    container: 'shipment.number.container',
    pallet: 'shipment.number.pallet',
    parcel: 'shipment.number.parcel',
  } as const;
  readonly hints = {
    container: 'shipment.number-hint.container',
    pallet: 'shipment.number-hint.pallet',
    parcel: 'shipment.number-hint.parcel',
  } as const;
}
