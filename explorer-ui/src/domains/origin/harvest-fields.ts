import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { SelectField } from '../../form/select-field.ts';
import { TextField } from '../../form/text-field.ts';
import { Formats } from '../../format/formats.ts';
import { today } from '../../format/today.ts';
import { Words } from '../../i18n/words.ts';
import type { HarvestChoice } from './harvest-choice.ts';

/** Messages by pointer of the command. */
export type HarvestErrors = Readonly<Record<string, string | undefined>>;

/** What a farmer says of a harvest: the product and how much of it. */
@Component({
  selector: 'dn-harvest-fields',
  imports: [SelectField, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (harvest().last()) {
      <button type="button" class="secondary" (click)="harvest().asLast()">{{ t('batch.as-last') }}</button>
    }
    <dn-select-field
      [label]="t('batch.product')"
      [choices]="harvest().choices()"
      [value]="values().product"
      (valueChange)="changed.emit(['product', $event])"
      [error]="errors()['/product/name'] ?? errors()['/product'] ?? errors()['/growingArea']"
    />
    <dn-text-field
      [label]="t('batch.weight')"
      inputmode="decimal"
      [maxlength]="12"
      [value]="values().weight"
      (valueChange)="changed.emit(['weight', $event])"
      [error]="errors()['/weightKg']"
    />
  `,
})
export class HarvestFields {
  readonly t = inject(Words).t;
  readonly harvest = input.required<HarvestChoice>();
  readonly values = input.required<Readonly<Record<'product' | 'weight', string>>>();
  readonly errors = input.required<HarvestErrors>();
  readonly changed = output<readonly [name: 'product' | 'weight', value: string]>();
}

/** What follows from the product and the day, to be seen and, below, to be changed; more of either is projected: `place`, `more`. */
@Component({
  selector: 'dn-harvest-filled',
  imports: [SelectField, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (harvest().chosen()) {
      <dl class="filled">
        <div>
          <dt>{{ t('batch.area') }}</dt>
          <dd>{{ harvest().area()?.body?.puc }} · {{ formats.commune(harvest().area()?.body?.commune) }}</dd>
        </div>
        <div>
          <dt>{{ t('batch.harvested') }}</dt>
          <dd>{{ formats.date(values().date) }}</dd>
        </div>
        <div>
          <dt>{{ t('batch.lot') }}</dt>
          <dd>{{ harvest().lot() }}</dd>
        </div>
      </dl>
    }
    <ng-content select="[place]" />
    <details [open]="isOpen()">
      <summary>{{ t('batch.change') }}</summary>
      <dn-text-field
        [label]="t('batch.harvested')"
        type="date"
        [max]="today"
        [value]="values().date"
        (valueChange)="changed.emit(['date', $event])"
        [error]="errors()['/harvestDate']"
      />
      <dn-text-field
        [label]="t('batch.lot')"
        [maxlength]="20"
        [value]="harvest().lot()"
        (valueChange)="changed.emit(['lot', $event])"
        [error]="errors()['/lot']"
      />
      @if (harvest().farms().length > 0) {
        <dn-select-field
          [label]="t('diary.farm')"
          [optional]="true"
          [choices]="harvest().farms()"
          [value]="values().farm"
          (valueChange)="changed.emit(['farm', $event])"
          [error]="errors()['/farm']"
        />
      }
      <ng-content select="[more]" />
    </details>
  `,
})
export class HarvestFilled {
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly today = today();
  readonly harvest = input.required<HarvestChoice>();
  readonly values = input.required<Readonly<Record<'date' | 'farm', string>>>();
  readonly errors = input.required<HarvestErrors>();
  readonly changed = output<readonly [name: 'date' | 'lot' | 'farm', value: string]>();
  readonly isOpen = computed(() =>
    ['/lot', '/harvestDate', '/farm', '/product/gtin'].some((pointer) => this.errors()[pointer] !== undefined),
  );
}
