import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../../api/api.ts';
import { commandForm } from '../../../command/command-form.ts';
import { CommandFormView } from '../../../command/command-form-view.ts';
import { FileChoice } from '../../../form/file-choice.ts';
import { byName } from '../../../format/fold.ts';
import { given, textInput } from '../../../format/field-input.ts';
import type { FieldSpec } from '../../../form/form-fields.ts';
import { Words } from '../../../i18n/words.ts';
import { PageState } from '../../../shell/page-state.ts';
import { fileDigest } from '../../../form/file-digest.ts';
import { ownUnits } from '../units.ts';

const blank = {
  ...{ standard: 'VietGAP', issuer: '', number: '', from: '', until: '', unit: '', subjects: '' },
  documentSha256: '',
};

/** The department enters a certificate of a third party: what it is, when it holds, whom it names. */
@Component({
  imports: [CommandFormView, FileChoice, PageState, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="back">
      <a routerLink="/origin/certificates">{{ t('certificate.title') }}</a>
    </p>
    <h1>{{ t('certificate.new') }}</h1>
    <dn-page-state [of]="units.all" (again)="units.all.reload()" />
    <dn-page-state [of]="sites" (again)="sites.reload()" />
    <div class="card">
      <dn-command-form [form]="form" [specs]="specs()" [send]="t('batch.register-send')">
        <div class="field">
          <label for="document">
            {{ t('certificate.document') }} <small>({{ t('form.optional') }})</small>
          </label>
          <dn-file-choice>
            <input id="document" type="file" aria-describedby="document-hint" (change)="document($event)" />
          </dn-file-choice>
          <p class="hint" id="document-hint">
            @if (form.values().documentSha256; as digest) {
              {{ t('batch.photo-kept', { digest: digest.slice(0, 16) + '…' }) }}
            } @else {
              {{ t('certificate.document-hint') }}
            }
          </p>
        </div>
        <a after class="button secondary" [routerLink]="'/origin/certificates/' + form.ids().id">
          {{ t('certificate.open') }}
        </a>
      </dn-command-form>
    </div>
  `,
})
export class CertificateFormPage {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly units = ownUnits(['farm', 'cooperative', 'packing-house']);
  readonly form = commandForm(
    'origin/certificate',
    blank,
    { transaction: 'Origin:RegisterCertificate', path: '/api/origin/certificates' },
    ({ standard, issuer, number, from, until, subjects, documentSha256 }, { id }) => ({
      ...{ id, standard: textInput(standard), issuer: textInput(issuer), number: textInput(number), from, until },
      ...{ subjects: subjects.split(' ').filter((one) => one !== ''), ...given({ documentSha256 }) },
    }),
    // Places of one unit are not named in the certificate of another.
    { unit: ['subjects'] },
  );
  /** Growing areas, farms and packing houses of the chosen unit. */
  readonly sites = resource({
    params: () => this.form.values().unit || undefined,
    loader: async ({ params: unit, abortSignal }) => {
      const asked = { query: { owner: unit, limit: '1000' } };
      const [areas, houses, farms] = await Promise.all([
        this.#api.get('/api/origin/growing-areas', asked, abortSignal),
        this.#api.get('/api/origin/packing-houses', asked, abortSignal),
        this.#api.get('/api/origin/farms', asked, abortSignal),
      ]);
      return [
        ...areas.items.map(({ id, body }) => ({ value: id, label: `${body.puc} · ${body.name}` })),
        ...houses.items.map(({ id, body }) => ({ value: id, label: `${body.phc} · ${body.name}` })),
        ...farms.items.map(({ id, body }) => ({ value: id, label: body.name })),
      ].sort((a, b) => byName(a.label, b.label));
    },
  });
  readonly specs = computed((): FieldSpec[] => [
    {
      name: 'standard',
      label: this.t('certificate.standard'),
      hint: this.t('certificate.standard-hint'),
      maxlength: 60,
    },
    { name: 'issuer', label: this.t('certificate.issuer'), maxlength: 200 },
    { name: 'number', label: this.t('certificate.number'), maxlength: 60 },
    { name: 'from', label: this.t('certificate.from'), kind: 'date' },
    { name: 'until', label: this.t('certificate.until'), kind: 'date' },
    { name: 'unit', label: this.t('certificate.unit'), kind: 'choice', choices: this.units.choices() },
    ...(this.sites.hasValue()
      ? [
          {
            ...({ name: 'subjects', label: this.t('certificate.subjects'), kind: 'many' } as const),
            choices: this.sites.value(),
          },
        ]
      : []),
  ]);

  async document(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    this.form.set(['documentSha256', file === undefined ? '' : await fileDigest(file)]);
  }
}
