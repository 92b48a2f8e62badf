import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { RecordState } from '@daunguon/records';
import { commandForm, versionOf } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { textInput } from '../../format/field-input.ts';
import { Words } from '../../i18n/words.ts';

/** A step that needs no more than a record, and a reason where one is asked for. */
@Component({
  selector: 'dn-reason-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-command-form [form]="form" [specs]="specs()" [send]="send()" (sent)="done.emit()">
      @if (lead()) {
        <p before>{{ lead() }}</p>
      }
    </dn-command-form>
  `,
})
export class ReasonForm {
  readonly t = inject(Words).t;
  readonly record = input.required<RecordState>();
  readonly transaction = input.required<string>();
  readonly path = input.required<string>();
  readonly send = input.required<string>();
  readonly lead = input('');
  /** Without one no reason is asked for. */
  readonly reasonLabel = input('');
  readonly done = output();
  readonly form = commandForm(
    () => `${this.transaction()}/${versionOf(this.record())}`,
    { reason: '' },
    () => ({ transaction: this.transaction(), path: this.path() }),
    ({ reason }) => ({ id: this.record().id, ...(this.reasonLabel() === '' ? {} : { reason: textInput(reason) }) }),
  );
  readonly specs = computed((): readonly FieldSpec[] => {
    const label = this.reasonLabel();
    return label === '' ? [] : [{ name: 'reason', label }];
  });
}
