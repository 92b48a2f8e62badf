import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { CommandOf, CommandPath, CommandTarget } from '../api/asked.ts';
import type { FieldSpec } from '../form/form-fields.ts';
import { textInput } from '../format/field-input.ts';
import { Words } from '../i18n/words.ts';
import { commandForm, versionOf } from './command-form.ts';
import { CommandFormView } from './command-form-view.ts';

interface Asked {
  readonly requestId: string;
  readonly id: string;
  readonly reason: string;
}
/** Paths of commands that are about a record and, some of them, a reason. */
type ReasonPath = { [Path in CommandPath]: Asked extends CommandOf<Path> ? Path : never }[CommandPath];
type Target = CommandTarget<ReasonPath>;

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
  readonly transaction = input.required<Target['transaction']>();
  readonly path = input.required<Target['path']>();
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
    () => ({ transaction: this.transaction(), path: this.path() }) as Target,
    ({ reason }) => ({ id: this.record().id, ...(this.reasonLabel() === '' ? {} : { reason: textInput(reason) }) }),
  );
  readonly specs = computed((): readonly FieldSpec[] => {
    const [label, hint] = [this.reasonLabel(), this.reasonHint()];
    return label === '' ? [] : [{ name: 'reason', label, ...(hint === '' ? {} : { hint }) }];
  });
}
