import { ChangeDetectionStrategy, Component, computed, inject, input, model } from '@angular/core';
import { Words } from '../i18n/words.ts';
import type { Choice } from './select-field.ts';
import { stillOffered } from './still-offered.ts';

let count = 0;

/** Several of many; the value is those that are chosen, parted by blanks, in the order of the list. */
@Component({
  selector: 'dn-checkbox-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset [attr.aria-describedby]="error() ? id : null">
      <legend>{{ label() }}</legend>
      @for (choice of choices(); track choice.value) {
        <label class="choice">
          <input type="checkbox" [checked]="chosen().has(choice.value)" (change)="toggle(choice.value)" />
          {{ choice.label }}
        </label>
      } @empty {
        <p class="hint">{{ t('form.none') }}</p>
      }
      @if (error()) {
        <p class="wrong" [id]="id">{{ error() }}</p>
      }
    </fieldset>
  `,
})
export class CheckboxList {
  readonly id = `choices-${(count += 1)}-error`;
  readonly t = inject(Words).t;
  readonly label = input.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  readonly value = model.required<string>();
  readonly error = input<string | undefined>(undefined);
  readonly chosen = computed(() => new Set(this.value().split(' ')));

  toggle(value: string): void {
    const had = this.chosen();
    const now = had.has(value) ? [...had].filter((one) => one !== value) : [...had, value];
    this.value.set(stillOffered(now.join(' '), this.choices()).join(' '));
  }
}
