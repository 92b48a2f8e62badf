import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { BatchBody, RecordState } from '@daunguon/records';
import { commandForm, versionOf } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { given } from '../../format/field-input.ts';
import { weightInput } from '../../format/weight-input.ts';
import { Words } from '../../i18n/words.ts';

/** Takes a batch over from whoever sent it, with the receiver's own weight where it differs. */
@Component({
  selector: 'dn-receive-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<dn-command-form [form]="form" [specs]="specs()" [send]="t('batch.receive')" (sent)="done.emit()" />`,
})
export class ReceiveForm {
  readonly t = inject(Words).t;
  readonly batch = input.required<RecordState<BatchBody>>();
  readonly done = output();
  readonly form = commandForm(
    () => `origin/receive/${versionOf(this.batch())}`,
    { weightKg: '' },
    { transaction: 'Origin:Receive', path: '/api/origin/receive' },
    ({ weightKg }, { id }) => ({ id, batch: this.batch().id, ...given({ weightKg: weightInput(weightKg) }) }),
  );
  readonly specs = computed((): readonly FieldSpec[] => [
    {
      ...{ name: 'weightKg', label: this.t('batch.receive-weight'), hint: this.t('batch.receive-weight-hint') },
      ...{ kind: 'number', optional: true, maxlength: 12 },
    },
  ]);
}
