import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { RecordState, SetCertificateStanding } from '@daunguon/records';
import { commandForm, versionOf } from '../../../command/command-form.ts';
import { CommandFormView } from '../../../command/command-form-view.ts';
import type { FieldSpec } from '../../../form/form-fields.ts';
import { textInput } from '../../../format/field-input.ts';
import { Words } from '../../../i18n/words.ts';

const standings = ['active', 'suspended', 'withdrawn'] as const satisfies readonly SetCertificateStanding['standing'][];

/** What the issuer of a certificate now says of it. */
@Component({
  selector: 'dn-certificate-standing-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (form.values().standing === 'withdrawn') {
      <p class="warning">{{ t('certificate.withdrawn-final') }}</p>
    }
    <dn-command-form [form]="form" [specs]="specs()" [send]="t('certificate.set-standing')" (sent)="sent.emit()" />
  `,
})
export class CertificateStandingForm {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly certificate = input.required<RecordState>();
  readonly sent = output();
  readonly form = commandForm(
    () => `origin/certificate-standing/${versionOf(this.certificate())}`,
    { standing: 'suspended', reason: '' },
    { transaction: 'Origin:SetCertificateStanding', path: '/api/origin/certificates/standing' },
    ({ standing, reason }) => ({ id: this.certificate().id, standing, reason: textInput(reason) }),
  );
  readonly specs = computed((): FieldSpec[] => [
    {
      ...{ name: 'standing', label: this.t('record.status'), kind: 'choice' },
      choices: standings.map((value) => ({ value, label: this.words.of('standing', value) })),
    },
    { name: 'reason', label: this.t('site.reason') },
  ]);
}
