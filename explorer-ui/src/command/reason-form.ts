import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { FieldSpec } from '../form/form-fields.ts';
import { textInput } from '../format/field-input.ts';
import { Words } from '../i18n/words.ts';
import { commandForm, versionOf } from './command-form.ts';
import { CommandFormView } from './command-form-view.ts';

/** A step that needs no more than a record, and a reason where one is asked for. */
@Component({
  selector: 'dn-reason-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-command-form [form]="form" [specs]="specs()" [send]="send()" [danger]="danger()" (sent)="done.emit()">
      @if (lead()) {
        <p before>{{ lead() }}</p>
      }
    </dn-command-form>
  `,
})
export class ReasonForm {
  readonly t = inject(Words).t;
  readonly record = input.required<{ readonly id: string; readonly version: number }>();
  readonly transaction = input.required<string>();
  readonly path = input.required<string>();
  readonly send = input.required<string>();
  readonly lead = input('');
  /** Without one no reason is asked for. */
  readonly reasonLabel = input('');
  readonly reasonHint = input('');
  /** It takes something away. */
  readonly danger = input(false);
  readonly done = output();
  readonly form = commandForm(
    () => `${this.transaction()}/${versionOf(this.record())}`,
    { reason: '' },
    () => ({ transaction: this.transaction(), path: this.path() }),
    ({ reason }) => ({ id: this.record().id, ...(this.reasonLabel() === '' ? {} : { reason: textInput(reason) }) }),
  );
  readonly specs = computed((): readonly FieldSpec[] => {
    const [label, hint] = [this.reasonLabel(), this.reasonHint()];
    return label === '' ? [] : [{ name: 'reason', label, ...(hint === '' ? {} : { hint }) }];
  });
}
