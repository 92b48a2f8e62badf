import { ChangeDetectionStrategy, Component, computed, inject, input, model, signal } from '@angular/core';
import { Words } from '../i18n/words.ts';
import { foundChoices } from './found-choices.ts';
import { SelectField, type Choice } from './select-field.ts';

let count = 0;
/** So many are read at a glance; more are searched. */
const glance = 8;

/** A choice of one of many: what is typed above it leaves those in whose label it stands. */
@Component({
  selector: 'dn-find-field',
  imports: [SelectField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (choices().length > glance) {
      <div class="field">
        <label [for]="id">{{ t('form.find') }}: {{ label() }}</label>
        <input
          [id]="id"
          type="search"
          maxlength="100"
          [value]="text()"
          [attr.aria-describedby]="id + '-found'"
          (input)="text.set(typed($event))"
        />
        <p class="hint" role="status" [id]="id + '-found'">{{ t('form.found', { count: found().length }) }}</p>
      </div>
    }
    <dn-select-field
      [label]="label()"
      [choices]="found()"
      [hint]="hint()"
      [optional]="optional()"
      [(value)]="value"
      [error]="error()"
    />
  `,
})
export class FindField {
  readonly id = `find-${(count += 1)}`;
  readonly glance = glance;
  readonly t = inject(Words).t;
  readonly label = input.required<string>();
  readonly value = model.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  readonly error = input<string | undefined>(undefined);
  readonly hint = input('');
  readonly optional = input(false);
  readonly text = signal('');
  readonly found = computed(() => foundChoices(this.choices(), this.text(), this.value()));
  readonly typed = (event: Event): string => (event.target as HTMLInputElement).value;
}
