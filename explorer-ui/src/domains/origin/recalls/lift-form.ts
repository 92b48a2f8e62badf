import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { commandForm } from '../../../command/command-form.ts';
import { CommandFormView } from '../../../command/command-form-view.ts';
import type { FieldSpec } from '../../../form/form-fields.ts';
import { textInput } from '../../../format/field-input.ts';
import { Words } from '../../../i18n/words.ts';

/** An inspector ends a recall, saying why; the marks of the descendants are taken off. */
@Component({
  selector: 'dn-lift-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p>{{ t('recall.lift-hint') }}</p>
    <dn-command-form
      [form]="form"
      [specs]="specs()"
      [send]="t('recall.lift')"
      spread="recall.unspread"
      (sent)="sent.emit()"
    />
  `,
})
export class LiftForm {
  readonly t = inject(Words).t;
  readonly notice = input.required<string>();
  readonly sent = output();
  readonly form = commandForm(
    () => `origin/lift/${this.notice()}`,
    { reason: '' },
    { transaction: 'Origin:LiftRecall', path: '/api/origin/recalls/{id}/lift', of: () => ({ id: this.notice() }) },
    ({ reason }) => ({ noticeId: this.notice(), reason: textInput(reason) }),
  );
  readonly specs = computed((): FieldSpec[] => [{ name: 'reason', label: this.t('recall.lift-reason') }]);
}
