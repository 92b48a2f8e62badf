import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { BatchBody, RecordState } from '@daunguon/records';
import { commandForm, versionOf } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { textInput } from '../../format/field-input.ts';
import { Formats } from '../../format/formats.ts';
import { weightInput } from '../../format/weight-input.ts';
import { Words } from '../../i18n/words.ts';

/** Destroyed by whoever has it, also and above all while it is held or recalled; sent only after the person has said that they mean it. */
@Component({
  selector: 'dn-destroy-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-command-form
      [form]="form"
      [specs]="specs()"
      [send]="t('batch.destroy')"
      [ready]="form.values().sure !== ''"
      [danger]="true"
      (sent)="done.emit()"
    >
      <p class="hint" before>{{ t('batch.remaining') }}: {{ formats.number(batch().body.remainingKg) }}</p>
      <label class="choice">
        <input
          type="checkbox"
          [checked]="form.values().sure !== ''"
          (change)="form.set(['sure', form.values().sure === '' ? 'yes' : ''])"
        />
        {{ t('batch.destroy-sure', { lot: batch().body.lot }) }}
      </label>
    </dn-command-form>
  `,
})
export class DestroyForm {
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly batch = input.required<RecordState<BatchBody>>();
  readonly done = output();
  readonly form = commandForm(
    () => `origin/destroy/${versionOf(this.batch())}`,
    { weightKg: '', reason: '', sure: '' },
    { transaction: 'Origin:Destroy', path: '/api/origin/destroy' },
    ({ weightKg, reason }, { id }) => ({
      ...{ id, batch: this.batch().id, weightKg: weightInput(weightKg), reason: textInput(reason) },
    }),
  );
  readonly specs = computed((): readonly FieldSpec[] => [
    { name: 'weightKg', label: this.t('batch.weight'), kind: 'number', maxlength: 12 },
    { name: 'reason', label: this.t('batch.destroy-reason') },
  ]);
}
