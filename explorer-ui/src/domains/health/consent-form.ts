import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { attempt } from '../../command/attempt.ts';
import { freshId } from '../../command/command-run.ts';
import { FormFields } from '../../form/form-fields.ts';
import { Words } from '../../i18n/words.ts';
import { blankConsent, consentFields, consentPeriod, consentTerms } from './consent-fields.ts';
import { Facilities } from './facilities.ts';
import { HealthRequests } from './health-requests.ts';

/** A new consent of the patient, or of the guardian. */
@Component({
  selector: 'dn-consent-form',
  imports: [FormFields],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="card form" novalidate (submit)="give($event)">
      <h3>{{ t('health.consent-new') }}</h3>
      <dn-form-fields [specs]="specs()" [values]="values()" [errors]="asking.fields()" (changed)="set($event)" />
      @if (asking.error(); as text) {
        <p class="problem" role="alert">{{ text }}</p>
      }
      <button type="submit" class="primary" [disabled]="asking.busy() || terms() === undefined">
        {{ t('health.consent-give') }}
      </button>
    </form>
  `,
})
export class ConsentForm {
  readonly #requests = inject(HealthRequests);
  readonly #facilities = inject(Facilities);
  readonly #words = inject(Words);
  readonly t = this.#words.t;
  readonly asking = attempt();
  readonly patient = input.required<string>();
  readonly given = output<void>();
  readonly values = signal(blankConsent);
  readonly specs = computed(() => consentFields(this.#words, this.#facilities.choices()));
  readonly terms = computed(() => consentTerms(this.values()));

  set([name, value]: readonly [string, string]): void {
    this.values.update((values) => ({ ...values, [name]: value }));
  }

  async give(event: Event): Promise<void> {
    event.preventDefault();
    const [terms, { days }] = [this.terms(), this.values()];
    if (terms === undefined) return;
    const asked = { patient: this.patient(), ...terms };
    const answer = await this.asking.run(() =>
      this.#requests.send('/api/health/consents', asked, () => ({ id: freshId(), ...consentPeriod(days) })),
    );
    if (answer === undefined) return;
    this.values.set(blankConsent);
    this.given.emit();
  }
}
