import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import type { Choice } from '../../../form/select-field.ts';

/** Any number of several, by their values. */
@Component({
  selector: 'dn-pick-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (choices().length > 0) {
      <fieldset>
        <legend>{{ label() }}</legend>
        @for (choice of choices(); track choice.value) {
          <label class="choice">
            <input
              type="checkbox"
              [checked]="value().includes(choice.value)"
              (change)="value.set(toggled(choice.value))"
            />
            {{ choice.label }}
          </label>
        }
      </fieldset>
    }
  `,
})
export class PickList {
  readonly label = input.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  readonly value = model.required<readonly string[]>();
  readonly toggled = (one: string): readonly string[] =>
    this.value().includes(one) ? this.value().filter((other) => other !== one) : [...this.value(), one];
}
