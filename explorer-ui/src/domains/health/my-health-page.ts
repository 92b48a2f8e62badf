import { ChangeDetectionStrategy, Component, computed, inject, resource, viewChild } from '@angular/core';
import type { Consent } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import { attempt } from '../../command/attempt.ts';
import { freshId } from '../../command/command-run.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { PageState } from '../../shell/page-state.ts';
import { AccessLogView } from './access-log-view.ts';
import { ClaimCodeForm } from './claim-code-form.ts';
import { ConsentForm } from './consent-form.ts';
import { Facilities } from './facilities.ts';
import { HealthRequests } from './health-requests.ts';

const isInForce = ({ status, until }: Consent): boolean => status === 'active' && new Date().toISOString() < until;

/** A patient's own page: who may read, who has read and why; consents are given, shortened to a class, and withdrawn here. */
@Component({
  imports: [AccessLogView, ClaimCodeForm, ConsentForm, PageState],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('health.nav.mine') }}</h1>
    <p class="lead">{{ t('health.mine-lead') }}</p>
    <dn-page-state [of]="me" [empty]="false" (again)="me.reload()" />
    @if (asking.error(); as text) {
      <p class="card problem" role="alert">{{ text }}</p>
    }
    @if (me.hasValue() && people().length === 0) {
      <p class="card">
        {{ t('health.no-code') }}
        <button type="button" class="secondary" [disabled]="asking.busy()" (click)="makeCode()">
          {{ t('health.make-code') }}
        </button>
      </p>
    }
    @for (person of people(); track person.id) {
      <section class="card">
        <h2>{{ words.of('health.as', person.as) }}</h2>
        <p>
          {{ t('health.code') }}: <span class="mono">{{ person.id }}</span>
        </p>
        <p class="hint">{{ t('health.code-hint') }}</p>
        @if (person.guardianUntil; as until) {
          <p>{{ t('health.guardian-until', { date: formats.date(until.slice(0, 10)) }) }}</p>
        }
      </section>
      <h2>{{ t('health.consents') }}</h2>
      @for (consent of activeOf(person.id); track consent.id) {
        <section class="card form">
          <h3>{{ facilities.nameOf(consent.grantee) }}</h3>
          <p>
            {{ words.of('health.purpose', consent.purpose) }} · {{ classText(consent) }} ·
            {{ t('health.until', { date: formats.date(consent.until.slice(0, 10)) }) }}
          </p>
          <details>
            <summary>{{ t('health.change') }}</summary>
            <button type="button" class="danger" [disabled]="asking.busy()" (click)="withdraw(consent)">
              {{ t('health.withdraw') }}
            </button>
            @if (consent.classes.length > 1) {
              @for (one of consent.classes; track one) {
                <button type="button" class="secondary" [disabled]="asking.busy()" (click)="leaveOut(consent, one)">
                  {{ t('health.leave-out', { name: words.of('health.class', one) }) }}
                </button>
              }
            }
          </details>
        </section>
      } @empty {
        <p class="hint">{{ t('health.no-consent') }}</p>
      }
      @if (endedOf(person.id).length > 0) {
        <details class="card">
          <summary>{{ t('health.ended', { count: endedOf(person.id).length }) }}</summary>
          <ul>
            @for (consent of endedOf(person.id); track consent.id) {
              <li>
                {{ facilities.nameOf(consent.grantee) }} · {{ words.of('health.purpose', consent.purpose) }} ·
                {{
                  consent.status === 'withdrawn'
                    ? t('health.withdrawn')
                    : t('health.until', { date: formats.date(consent.until.slice(0, 10)) })
                }}
              </li>
            }
          </ul>
        </details>
      }
      <dn-consent-form [patient]="person.id" (given)="reload()" />
      <dn-access-log [patient]="person.id" />
    }
    @if (me.hasValue()) {
      <dn-claim-code-form (claimed)="reload()" />
    }
  `,
})
export class MyHealthPage {
  readonly #api = inject(Api);
  readonly #requests = inject(HealthRequests);
  readonly facilities = inject(Facilities);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly log = viewChild(AccessLogView);
  readonly me = resource({ loader: ({ abortSignal }) => this.#api.get('/api/health/me', {}, abortSignal) });
  readonly consents = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/health/consents', {}, abortSignal),
  });
  readonly people = computed(() => (this.me.hasValue() ? this.me.value().patients : []));
  readonly asking = attempt();

  /** Newest first. */
  consentsOf(patient: string): Consent[] {
    const items = this.consents.hasValue() ? this.consents.value().items : [];
    return items
      .map(({ consent }) => consent)
      .filter((consent) => consent.patient === patient)
      .reverse();
  }

  activeOf(patient: string): Consent[] {
    return this.consentsOf(patient).filter((consent) => isInForce(consent));
  }

  endedOf(patient: string): Consent[] {
    return this.consentsOf(patient).filter((consent) => !isInForce(consent));
  }

  classText({ classes }: Consent): string {
    return classes.map((one) => this.words.of('health.class', one)).join(', ');
  }

  makeCode(): Promise<void> {
    return this.#send('/api/health/patients/mine', {}, () => ({ id: freshId() }));
  }

  withdraw({ id }: Consent): Promise<void> {
    return this.#send('/api/health/consents/withdraw', { id });
  }

  leaveOut({ id, classes, until }: Consent, name: string): Promise<void> {
    return this.#send('/api/health/consents/narrow', { id, classes: classes.filter((one) => one !== name), until });
  }

  reload(): void {
    this.me.reload();
    this.consents.reload();
    this.log()?.answer.reload();
  }

  async #send(...sent: Parameters<HealthRequests['send']>): Promise<void> {
    await this.asking.run(() => this.#requests.send(...sent));
    // After a refusal too: what the page shows may be old.
    this.reload();
  }
}
