import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { FormFields, type FieldSpec } from '../form/form-fields.ts';
import { stillOffered } from '../form/still-offered.ts';
import type { WordKey } from '../i18n/vi.ts';
import { Words } from '../i18n/words.ts';
import type { CommandForm } from './command-form.ts';
import { CommandProgress } from './command-progress.ts';
import { SigningNote } from './signing-note.ts';

/**
 * A command form as people see it: fields, whose key signs, the button, then how far the command is. Contents stand between the fields and the
 * button, those marked `before` above the fields, those marked `after` beside the result; `signing` stands in place of the note on keys.
 */
@Component({
  selector: 'dn-command-form',
  imports: [CommandProgress, FormFields, SigningNote],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (!form().run.done()) {
      @if (form().typed.restored) {
        <p class="hint" role="status">{{ t('form.kept') }}</p>
      }
      <form class="form" novalidate (submit)="submit($event)">
        <ng-content select="[before]" />
        <dn-form-fields
          [specs]="specs()"
          [values]="form().values()"
          [errors]="form().run.fields()"
          (changed)="form().set($event)"
        />
        <ng-content />
        <ng-content select="[signing]"><dn-signing-note /></ng-content>
        <button
          type="submit"
          [class]="danger() ? 'danger' : 'primary'"
          [disabled]="form().run.busy() || blank() || !ready()"
        >
          {{ send() }}
        </button>
      </form>
    }
    <dn-command-progress [run]="form().run" [spread]="spread()">
      <ng-content select="[after]" />
    </dn-command-progress>
  `,
})
export class CommandFormView {
  readonly t = inject(Words).t;
  readonly form = input.required<CommandForm>();
  readonly specs = input.required<readonly FieldSpec[]>();
  /** Words of the button. */
  readonly send = input.required<string>();
  /** What the fields alone do not tell is there, too. */
  readonly ready = input(true);
  /** It takes something away. */
  readonly danger = input(false);
  /** Words for how many descendants a recall or its end reached. */
  readonly spread = input<WordKey>('recall.spread');
  /** The command is on the ledger. */
  readonly sent = output();
  /** Something that must be filled in is not. */
  readonly blank = computed(() =>
    this.specs().some(({ name, kind, optional, choices = [] }) => {
      const value = (this.form().values()[name] ?? '').trim();
      return !optional && (kind === 'many' ? stillOffered(value, choices).length === 0 : value === '');
    }),
  );

  async submit(event: Event): Promise<void> {
    if (await this.form().send(event)) this.sent.emit();
  }
}
