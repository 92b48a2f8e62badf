import { ChangeDetectionStrategy, Component, computed, inject, signal, viewChild } from '@angular/core';
import { normaliseId } from '@daunguon/proof';
import type { Consent } from '@daunguon/records';
import { attempt } from '../../command/attempt.ts';
import { freshId } from '../../command/command-run.ts';
import { FileChoice } from '../../form/file-choice.ts';
import { fileDigest } from '../../form/file-digest.ts';
import { FormFields, type FieldSpec } from '../../form/form-fields.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { blankConsent, consentFields, consentPeriod, consentTerms } from './consent-fields.ts';
import { Facilities } from './facilities.ts';
import { HealthRequests } from './health-requests.ts';

const blank = { ...blankConsent, patient: '', signedBy: '' };

/** A consent that was signed on paper, recorded by the facility with the digest of its scan. The scan stays at the facility. */
@Component({
  selector: 'dn-paper-consent-form',
  imports: [FileChoice, FormFields],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { class: 'part' },
  template: `
    <h2>{{ t('health.paper') }}</h2>
    <form class="card form" novalidate (submit)="record($event)">
      <p class="hint">{{ t('health.paper-lead') }}</p>
      <dn-form-fields [specs]="specs()" [values]="values()" [errors]="asking.fields()" (changed)="set($event)" />
      <div class="field">
        <label for="paper-scan">{{ t('health.paper-scan') }}</label>
        <dn-file-choice>
          <input
            #scan
            id="paper-scan"
            type="file"
            accept="application/pdf,image/*"
            aria-describedby="paper-scan-hint"
            (change)="choose(scan.files?.item(0) ?? undefined)"
          />
        </dn-file-choice>
        <p class="hint" id="paper-scan-hint">
          {{
            digest() === ''
              ? t('health.paper-scan-hint')
              : t('health.paper-digest', { digest: digest().slice(0, 16) + '…' })
          }}
        </p>
      </div>
      @if (asking.error(); as text) {
        <p class="problem" role="alert">{{ text }}</p>
      }
      @if (recorded(); as consent) {
        <p class="good" role="status">
          ✔ {{ t('health.paper-done', { date: formats.date(consent.until.slice(0, 10)) }) }}
          <span class="mono">{{ consent.id }}</span>
        </p>
      }
      <button type="submit" class="primary" [disabled]="asking.busy() || asked() === undefined">
        {{ t('health.paper-record') }}
      </button>
    </form>
  `,
})
export class PaperConsentForm {
  readonly #requests = inject(HealthRequests);
  readonly #facilities = inject(Facilities);
  readonly #words = inject(Words);
  readonly t = this.#words.t;
  readonly formats = inject(Formats);
  readonly asking = attempt();
  readonly values = signal<Readonly<Record<string, string>>>(blank);
  readonly digest = signal('');
  readonly recorded = signal<Consent | undefined>(undefined);
  readonly file = viewChild(FileChoice);

  readonly specs = computed((): readonly FieldSpec[] => [
    { name: 'patient', label: this.t('health.code'), maxlength: 40 },
    {
      ...{ name: 'signedBy', kind: 'choice', label: this.t('health.paper-signed') },
      choices: (['patient', 'guardian'] as const).map((value) => ({
        value,
        label: this.#words.of('health.speaker', value),
      })),
    },
    ...consentFields(this.#words, this.#facilities.choices()),
  ]);
  readonly asked = computed(() => {
    const { patient = '', signedBy } = this.values();
    const [code, terms, paperDigest] = [normaliseId(patient), consentTerms(this.values()), this.digest()];
    const isComplete = code !== undefined && terms !== undefined && signedBy !== '' && paperDigest !== '';
    return isComplete ? { patient: code, ...terms, signedBy, paperDigest } : undefined;
  });

  set([name, value]: readonly [string, string]): void {
    this.values.update((values) => ({ ...values, [name]: value }));
  }

  async choose(file: Blob | undefined): Promise<void> {
    this.digest.set(file === undefined ? '' : await fileDigest(file));
  }

  async record(event: Event): Promise<void> {
    event.preventDefault();
    const [asked, { days }] = [this.asked(), this.values()];
    if (asked === undefined) return;
    const answer = await this.asking.run(() =>
      this.#requests.send('/api/health/consents', asked, () => ({ id: freshId(), ...consentPeriod(days) })),
    );
    this.recorded.set(answer?.consent);
    if (answer === undefined) return;
    this.values.set(blank);
    this.digest.set('');
    this.file()?.clear();
  }
}
