import { ChangeDetectionStrategy, Component, inject, input, model } from '@angular/core';
import { Words } from '../i18n/words.ts';

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
      <label [for]="id">
        {{ label() }}
        @if (optional()) {
          <small>({{ t('form.optional') }})</small>
        }
      </label>
      <select
        [id]="id"
        [required]="!optional()"
        [attr.aria-invalid]="error() ? true : null"
        [attr.aria-describedby]="describedBy()"
        (change)="value.set(chosen($event))"
      >
        @if (value() === '' || optional()) {
          <option value="" [selected]="value() === ''">–</option>
        }
        @for (choice of choices(); track choice.value) {
          <option [value]="choice.value" [selected]="choice.value === value()">{{ choice.label }}</option>
        }
      </select>
      @if (hint()) {
        <p class="hint" [id]="id + '-hint'">{{ hint() }}</p>
      }
      @if (error()) {
        <p class="wrong" [id]="id + '-error'">{{ error() }}</p>
      }
    </div>
  `,
})
export class SelectField {
  readonly id = `select-${(count += 1)}`;
  readonly t = inject(Words).t;
  readonly label = input.required<string>();
  readonly value = model.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  readonly error = input<string | undefined>(undefined);
  readonly hint = input('');
  readonly optional = input(false);
  readonly describedBy = (): string | null =>
    [this.hint() && `${this.id}-hint`, this.error() && `${this.id}-error`].filter(Boolean).join(' ') || null;
  readonly chosen = (event: Event): string => (event.target as HTMLSelectElement).value;
}
