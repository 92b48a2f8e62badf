import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import type { WordKey } from '../i18n/vi.ts';
import { Words } from '../i18n/words.ts';
import type { OpenForm } from './open-form.ts';

/** A button for each form that can be opened. */
@Component({
  selector: 'dn-form-buttons',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="actions">
      @for (name of forms().names(); track name) {
        <button
          type="button"
          [class]="danger().includes(name) ? 'danger' : 'secondary'"
          [attr.aria-expanded]="forms().open() === name"
          (click)="forms().toggle(name)"
        >
          {{ t(words()[name]) }}
        </button>
      }
      <ng-content />
    </div>
  `,
})
export class FormButtons<Name extends string> {
  readonly t = inject(Words).t;
  readonly forms = input.required<OpenForm<Name>>();
  readonly words = input.required<Readonly<Record<Name, WordKey>>>();
  /** Those that take something away. */
  readonly danger = input<readonly string[]>([]);
}
