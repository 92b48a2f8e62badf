import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { BatchBody, RecordState } from '@daunguon/records';
import { commandForm, versionOf } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { textInput } from '../../format/field-input.ts';
import { Words } from '../../i18n/words.ts';

/** An inspector lets a held batch go, saying why. */
@Component({
  selector: 'dn-release-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<dn-command-form [form]="form" [specs]="specs()" [send]="t('batch.release')" (sent)="done.emit()" />`,
})
export class ReleaseForm {
  readonly t = inject(Words).t;
  readonly batch = input.required<RecordState<BatchBody>>();
  readonly done = output();
  readonly form = commandForm(
    () => `origin/release/${versionOf(this.batch())}`,
    { reason: '' },
    { transaction: 'Origin:ReleaseBatch', path: '/api/origin/release' },
    ({ reason }) => ({ id: this.batch().id, reason: textInput(reason) }),
  );
  readonly specs = computed((): readonly FieldSpec[] => [{ name: 'reason', label: this.t('batch.release-reason') }]);
}
