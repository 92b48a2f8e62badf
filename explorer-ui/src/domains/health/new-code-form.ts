import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { normaliseId } from '@daunguon/proof';
import { patientClaim } from '@daunguon/proof/health';
import { attempt } from '../../command/attempt.ts';
import { freshId } from '../../command/command-run.ts';
import { FormFields, type FieldSpec } from '../../form/form-fields.ts';
import { Formats } from '../../format/formats.ts';
import { qrPath, type QrPath } from '../../format/qr-path.ts';
import { Words } from '../../i18n/words.ts';
import { HealthRequests } from './health-requests.ts';
import { claimLink, type PrintedClaim } from './printed-claim.ts';

const blank = { known: '', guardianUntil: '' };
/** In fours, as people read and type it. */
const inFours = (text: string): string => text.replaceAll(/.{4}(?=.)/g, '$& ');

interface Printed extends PrintedClaim {
  readonly guardianUntil: string;
  readonly qr: QrPath;
}

/** A code for somebody without an account, and the secret with which it is claimed: on a paper that is handed over, and nowhere else. */
@Component({
  selector: 'dn-new-code-form',
  imports: [FormFields],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { class: 'part' },
  template: `
    <h2 class="screen-only">{{ t('health.new-code') }}</h2>
    <form class="card form screen-only" novalidate (submit)="make($event)">
      <p class="hint">{{ t('health.new-code-lead') }}</p>
      <dn-form-fields [specs]="specs()" [values]="values()" [errors]="asking.fields()" (changed)="set($event)" />
      @if (asking.error(); as text) {
        <p class="problem" role="alert">{{ text }}</p>
      }
      <button type="submit" class="primary" [disabled]="asking.busy() || isWrong()">
        {{ t('health.new-code-make') }}
      </button>
    </form>
    @if (printed(); as paper) {
      <section class="card form" role="status">
        <h3>{{ t('health.claim-paper') }}</h3>
        <p>
          {{ t('health.code') }}: <strong class="mono" data-code>{{ inFours(paper.code) }}</strong>
        </p>
        <p>
          {{ t('health.claim-secret') }}: <strong class="mono" data-secret>{{ inFours(paper.secret) }}</strong>
        </p>
        <svg class="qr" role="img" [attr.aria-label]="t('health.claim-qr')" [attr.viewBox]="paper.qr.viewBox">
          <path fill="#000" [attr.d]="paper.qr.path" />
        </svg>
        @if (paper.guardianUntil !== '') {
          <p>{{ t('health.guardian-until', { date: formats.date(paper.guardianUntil) }) }}</p>
        }
        <p>{{ t('health.claim-paper-hint') }}</p>
        <div class="actions">
          <button type="button" class="secondary" (click)="print()">{{ t('health.print') }}</button>
          <button type="button" class="plain" (click)="printed.set(undefined)">{{ t('health.handed-over') }}</button>
        </div>
      </section>
    }
  `,
})
export class NewCodeForm {
  readonly #requests = inject(HealthRequests);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly inFours = inFours;
  readonly asking = attempt();
  readonly values = signal<Readonly<Record<string, string>>>(blank);
  readonly printed = signal<Printed | undefined>(undefined);
  /** Kept until it is answered: asked again, the same paper is printed. */
  readonly #fresh = signal({ code: freshId(), secret: freshId() });

  readonly specs = computed((): readonly FieldSpec[] => [
    {
      ...{ name: 'guardianUntil', kind: 'date', optional: true },
      ...{ label: this.t('health.of-age'), hint: this.t('health.of-age-hint') },
    },
    {
      ...{ name: 'known', optional: true, maxlength: 40, pointer: '/id' },
      ...{ label: this.t('health.known-code'), hint: this.t('health.known-code-hint') },
    },
  ]);
  readonly isWrong = computed(() => {
    const { known = '' } = this.values();
    return known !== '' && normaliseId(known) === undefined;
  });

  set([name, value]: readonly [string, string]): void {
    this.values.update((values) => ({ ...values, [name]: value }));
  }

  async make(event: Event): Promise<void> {
    event.preventDefault();
    const { known = '', guardianUntil = '' } = this.values();
    const { secret, code: fresh } = this.#fresh();
    const code = normaliseId(known) ?? fresh;
    const minor = guardianUntil === '' ? {} : { guardianUntil };
    const asked = { id: code, claim: patientClaim(secret).claim, ...minor };
    this.printed.set(undefined);
    const answer = await this.asking.run(() => this.#requests.send('/api/health/patients', asked));
    if (answer === undefined) return;
    this.printed.set({ code, secret, guardianUntil, qr: await qrPath(claimLink({ code, secret })) });
    this.values.set(blank);
    this.#fresh.set({ code: freshId(), secret: freshId() });
  }

  print(): void {
    print();
  }
}
