import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { RecordState } from '@daunguon/records';
import { commandForm, versionOf } from '../../../command/command-form.ts';
import { CommandFormView } from '../../../command/command-form-view.ts';
import type { FieldSpec } from '../../../form/form-fields.ts';
import { textInput } from '../../../format/field-input.ts';
import { Words } from '../../../i18n/words.ts';

/** A new code for the same place; the old one stays written down and still leads here. */
@Component({
  selector: 'dn-site-code-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-command-form [form]="form" [specs]="specs()" [send]="t('site.set-code')" (sent)="sent.emit()">
      <p class="hint" before>{{ t('site.code-lead') }}</p>
    </dn-command-form>
  `,
})
export class SiteCodeForm {
  readonly t = inject(Words).t;
  readonly site = input.required<RecordState>();
  readonly sent = output();
  readonly form = commandForm(
    () => `origin/site-code/${versionOf(this.site())}`,
    { code: '', reason: '' },
    { transaction: 'Origin:ReplaceSiteCode', path: '/api/origin/sites/code' },
    ({ code, reason }) => ({ id: this.site().id, code: textInput(code), reason: textInput(reason) }),
  );
  readonly specs = computed((): readonly FieldSpec[] => [
    { name: 'code', label: this.t('site.new-code'), hint: this.t('site.puc-hint'), maxlength: 40 },
    { name: 'reason', label: this.t('site.reason') },
  ]);
}
