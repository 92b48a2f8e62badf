import { ChangeDetectionStrategy, Component, computed, inject, output, signal } from '@angular/core';
import { normaliseId } from '@daunguon/proof';
import { patientClaim } from '@daunguon/proof/health';
import { ApiError } from '../../api/api-error.ts';
import { attempt } from '../../command/attempt.ts';
import { FormFields, type FieldSpec } from '../../form/form-fields.ts';
import { Words } from '../../i18n/words.ts';
import { HealthRequests, type HealthBody } from './health-requests.ts';
import { takeScannedClaim } from './printed-claim.ts';

const blank = { code: '', secret: '', as: '' };

type Claim = HealthBody<'/api/health/patients/claim'>;

/** A code is claimed with the secret on the paper that a facility has handed over: by the patient, or by a child's guardian. */
@Component({
  selector: 'dn-claim-code-form',
  imports: [FormFields],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <details class="card" [open]="scanned !== undefined">
      <summary>{{ t('health.claim') }}</summary>
      <form class="form" novalidate (submit)="claim($event)">
        <p class="hint">{{ t('health.claim-lead') }}</p>
        <dn-form-fields [specs]="specs()" [values]="values()" [errors]="asking.fields()" (changed)="set($event)" />
        @if (asking.error(); as text) {
          <p class="problem" role="alert">{{ text }}</p>
        }
        @if (taken(); as claim) {
          @if (disputed()) {
            <p role="status">{{ t('health.dispute-sent') }}</p>
          } @else {
            <button type="button" class="danger" [disabled]="asking.busy()" (click)="dispute(claim)">
              {{ t('health.dispute') }}
            </button>
          }
        }
        <button type="submit" class="primary" [disabled]="asking.busy() || asked() === undefined">
          {{ t('health.claim-send') }}
        </button>
      </form>
    </details>
  `,
})
export class ClaimCodeForm {
  readonly #requests = inject(HealthRequests);
  readonly #words = inject(Words);
  readonly t = this.#words.t;
  readonly asking = attempt();
  readonly claimed = output<void>();
  readonly scanned = takeScannedClaim();
  readonly values = signal<Readonly<Record<string, string>>>({ ...blank, ...this.scanned });
  /** What was refused because another account has claimed it with the same paper. */
  readonly taken = signal<Claim | undefined>(undefined);
  readonly disputed = signal(false);
  readonly specs = computed((): readonly FieldSpec[] => [
    { name: 'code', label: this.t('health.code'), maxlength: 40, pointer: '/id' },
    { name: 'secret', label: this.t('health.claim-secret'), maxlength: 40 },
    {
      ...{ name: 'as', kind: 'choice', label: this.t('health.claim-as') },
      choices: (['patient', 'guardian'] as const).map((value) => ({
        value,
        label: this.#words.of('health.speaker', value),
      })),
    },
  ]);
  readonly asked = computed((): Claim | undefined => {
    const { code = '', secret = '', as = '' } = this.values();
    const [id, printed] = [normaliseId(code), normaliseId(secret)];
    return id === undefined || printed === undefined || as === ''
      ? undefined
      : { id, secret: patientClaim(printed).secret, as };
  });

  set([name, value]: readonly [string, string]): void {
    this.values.update((values) => ({ ...values, [name]: value }));
  }

  async claim(event: Event): Promise<void> {
    event.preventDefault();
    const asked = this.asked();
    if (asked === undefined) return;
    this.taken.set(undefined);
    this.disputed.set(false);
    const answer = await this.asking.run(async () => {
      try {
        return await this.#requests.send('/api/health/patients/claim', asked);
      } catch (error) {
        if (error instanceof ApiError && error.code === 'health/claimed-already') this.taken.set(asked);
        throw error;
      }
    });
    if (answer === undefined) return;
    this.values.set(blank);
    this.claimed.emit();
  }

  async dispute(asked: Claim): Promise<void> {
    const answer = await this.asking.run(() => this.#requests.send('/api/health/patients/dispute', asked));
    this.disputed.set(answer !== undefined);
  }
}
