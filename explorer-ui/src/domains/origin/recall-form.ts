import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { RecallBody } from '@daunguon/records';
import type { BatchAnswer } from '../../api/answers.ts';
import { commandForm, versionOf } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { textInput } from '../../format/field-input.ts';
import { Words } from '../../i18n/words.ts';
import { RelativesTable } from './relatives-table.ts';

const recallClasses = ['I', 'II', 'III'] as const satisfies readonly RecallBody['class'][];

/** A recall: what it does, whom it reaches, why; sent only after the person has said that they mean it. */
@Component({
  selector: 'dn-recall-form',
  imports: [CommandFormView, RelativesTable],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-command-form
      [form]="form"
      [specs]="specs()"
      [send]="t('recall.send')"
      [ready]="form.values().sure !== ''"
      [danger]="true"
      (sent)="done.emit()"
    >
      <div before>
        <p class="warning">
          <strong>⛔ {{ t('recall.warning') }}</strong>
        </p>
        <h3>{{ t('recall.affected') }}</h3>
        <p>{{ t('recall.affected-count', { count: affected().length }) }}</p>
        <dn-relatives [relatives]="affected()" [none]="t('batch.none-downstream')" [label]="t('recall.affected')" />
        @if (answer().genealogy.cut) {
          <p class="warn">{{ t('batch.cut') }}</p>
        }
      </div>
      <label class="choice">
        <input
          type="checkbox"
          [checked]="form.values().sure !== ''"
          (change)="form.set(['sure', form.values().sure === '' ? 'yes' : ''])"
        />
        {{ t('recall.confirm', { lot: answer().record.body.lot }) }}
      </label>
    </dn-command-form>
  `,
})
export class RecallForm {
  readonly t = inject(Words).t;
  readonly answer = input.required<BatchAnswer>();
  readonly done = output();
  readonly form = commandForm(
    () => `origin/recall/${versionOf(this.answer().record)}`,
    { class: 'II', reason: '', sure: '' },
    { transaction: 'Origin:IssueRecall', path: '/api/origin/recalls' },
    ({ class: recallClass, reason }, { id }) => ({
      ...{ id, batch: this.answer().record.id, class: recallClass, reason: textInput(reason) },
    }),
  );
  readonly affected = computed(() => this.answer().genealogy.downstream);
  readonly specs = computed((): readonly FieldSpec[] => [
    {
      ...{ name: 'class', label: this.t('recall.class'), kind: 'choice' },
      choices: recallClasses.map((value) => ({ value, label: this.t(`recall.class.${value}`) })),
    },
    { name: 'reason', label: this.t('recall.reason') },
  ]);
}
