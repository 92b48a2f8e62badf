import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';

let count = 0;
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A labelled choice of one of several. */
@Component({
  selector: 'dn-select-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="field">
      <label [for]="id">{{ label() }}</label>
      <select
        [id]="id"
        required
        [attr.aria-invalid]="error() ? true : null"
        [attr.aria-describedby]="error() ? id + '-error' : null"
        (change)="value.set(chosen($event))"
      >
        @if (value() === '') {
          <option value="" selected>–</option>
        }
        @for (choice of choices(); track choice.value) {
          <option [value]="choice.value" [selected]="choice.value === value()">{{ choice.label }}</option>
        }
      </select>
      @if (error()) {
        <p class="wrong" [id]="id + '-error'">{{ error() }}</p>
      }
    </div>
  `,
})
export class SelectField {
  readonly id = `select-${(count += 1)}`;
  readonly label = input.required<string>();
  readonly value = model.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  readonly error = input<string | undefined>(undefined);
  readonly chosen = (event: Event): string => (event.target as HTMLSelectElement).value;
}
