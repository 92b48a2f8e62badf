import { ChangeDetectionStrategy, Component, inject, input, model } from '@angular/core';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';

let count = 0;
const isDate = (value: string): boolean => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));

/** One labelled line of a form, or several, with hint and error tied to it for screen readers. */
@Component({
  selector: 'dn-text-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="field">
      <label [for]="id">
        {{ label() }}
        @if (optional()) {
          <small>({{ t('form.optional') }})</small>
        }
      </label>
      @if (lines() > 1) {
        <textarea
          [id]="id"
          [rows]="lines()"
          [value]="value()"
          [attr.maxlength]="maxlength()"
          [required]="!optional()"
          [attr.aria-invalid]="error() ? true : null"
          [attr.aria-describedby]="describedBy()"
          (input)="value.set(typed($event))"
        ></textarea>
      } @else {
        <input
          [id]="id"
          [type]="type()"
          [value]="value()"
          [attr.inputmode]="inputmode() || null"
          [attr.maxlength]="maxlength()"
          [attr.max]="max() || null"
          [required]="!optional()"
          [attr.aria-invalid]="error() ? true : null"
          [attr.aria-describedby]="describedBy()"
          (input)="value.set(typed($event))"
        />
      }
      @if (inWords(); as day) {
        <p class="hint" [id]="id + '-day'">{{ day }}</p>
      }
      @if (hint()) {
        <p class="hint" [id]="id + '-hint'">{{ hint() }}</p>
      }
      @if (error()) {
        <p class="wrong" [id]="id + '-error'">{{ error() }}</p>
      }
    </div>
  `,
})
export class TextField {
  readonly #formats = inject(Formats);
  readonly id = `field-${(count += 1)}`;
  readonly t = inject(Words).t;
  readonly label = input.required<string>();
  readonly value = model.required<string>();
  readonly type = input<'text' | 'date' | 'datetime-local'>('text');
  readonly inputmode = input('');
  readonly maxlength = input(500);
  readonly max = input('');
  readonly hint = input('');
  readonly error = input<string | undefined>(undefined);
  readonly optional = input(false);
  readonly lines = input(1);
  readonly typed = (event: Event): string => (event.target as HTMLInputElement | HTMLTextAreaElement).value;
  /** A browser shows a date in the order of its own language, which need not be the page's: so it stands in words below. */
  readonly inWords = (): string =>
    this.type() === 'date' && isDate(this.value()) ? this.#formats.dateInWords(this.value()) : '';
  readonly describedBy = (): string | null =>
    [this.inWords() && `${this.id}-day`, this.hint() && `${this.id}-hint`, this.error() && `${this.id}-error`]
      .filter(Boolean)
      .join(' ') || null;
}
