import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { RecordState } from '@daunguon/records';
import { commandForm, versionOf } from '../../../command/command-form.ts';
import { CommandFormView } from '../../../command/command-form-view.ts';
import type { FieldSpec } from '../../../form/form-fields.ts';
import { textInput } from '../../../format/field-input.ts';
import { Words } from '../../../i18n/words.ts';

const standings = ['active', 'suspended', 'revoked'];

/** The standing of a growing area or packing house as a whole. */
@Component({
  selector: 'dn-site-standing-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (form.values().standing === 'revoked') {
      <p class="warning">{{ t('site.revoked-final') }}</p>
    }
    <dn-command-form [form]="form" [specs]="specs()" [send]="t('site.set-standing')" (sent)="sent.emit()" />
  `,
})
export class SiteStandingForm {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly site = input.required<RecordState>();
  readonly sent = output();
  readonly form = commandForm(
    () => `origin/site-standing/${versionOf(this.site())}`,
    { standing: 'suspended', reason: '' },
    { transaction: 'Origin:SetSiteStanding', path: '/api/origin/sites/standing' },
    ({ standing, reason }) => ({ id: this.site().id, standing, reason: textInput(reason) }),
  );
  readonly specs = computed((): FieldSpec[] => [
    {
      ...{ name: 'standing', label: this.t('record.status'), kind: 'choice' },
      choices: standings.map((value) => ({ value, label: this.words.of('status', value) })),
    },
    { name: 'reason', label: this.t('site.reason') },
  ]);
}
