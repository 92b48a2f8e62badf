import { ChangeDetectionStrategy, Component, inject, input, model } from '@angular/core';
import { Words } from '../i18n/words.ts';

let count = 0;

/** Several labelled lines of text. */
@Component({
  selector: 'dn-text-area-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="field">
      <label [for]="id">
        {{ label() }}
        @if (optional()) {
          <small>({{ t('form.optional') }})</small>
        }
      </label>
      <textarea
        rows="4"
        [id]="id"
        [value]="value()"
        [attr.maxlength]="maxlength()"
        [required]="!optional()"
        [attr.aria-invalid]="error() ? true : null"
        [attr.aria-describedby]="error() ? id + '-error' : null"
        (input)="value.set(typed($event))"
      ></textarea>
      @if (error()) {
        <p class="wrong" [id]="id + '-error'">{{ error() }}</p>
      }
    </div>
  `,
})
export class TextAreaField {
  readonly id = `area-${(count += 1)}`;
  readonly t = inject(Words).t;
  readonly label = input.required<string>();
  readonly value = model.required<string>();
  readonly maxlength = input(2000);
  readonly error = input<string | undefined>(undefined);
  readonly optional = input(false);
  readonly typed = (event: Event): string => (event.target as HTMLTextAreaElement).value;
}
