import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { normaliseId } from '@daunguon/proof';
import { Api } from '../../api/api.ts';
import { attempt } from '../../command/attempt.ts';
import { freshId } from '../../command/command-run.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { PageState } from '../../shell/page-state.ts';
import { HealthRequests } from './health-requests.ts';
import { NewCodeForm } from './new-code-form.ts';
import { PaperConsentForm } from './paper-consent-form.ts';

/**
 * A facility's page: bundles that its agent has not picked up, consents on paper, codes for patients, emergency access. Contents are at
 * its own agent only.
 */
@Component({
  imports: [NewCodeForm, PageState, PaperConsentForm],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="part screen-only">
      <h1>{{ t('health.nav.facility') }}</h1>
      <p class="lead">{{ t('health.facility-lead') }}</p>
      <h2>{{ t('health.inbox') }}</h2>
      <dn-page-state
        [of]="inbox"
        [empty]="items().length === 0"
        [emptyText]="t('health.inbox-none')"
        (again)="inbox.reload()"
      />
      @for (item of items(); track item.id) {
        <section class="card">
          <p class="mono">{{ item.id }}</p>
          <p>{{ formats.time(item.at) }} · {{ t('health.until', { date: formats.date(item.until.slice(0, 10)) }) }}</p>
        </section>
      }
      <dn-paper-consent-form />
    </div>
    <dn-new-code-form />
    <div class="part screen-only">
      <h2>{{ t('health.break-glass') }}</h2>
      <form class="card form" (submit)="open($event)">
        <p class="hint">{{ t('health.break-glass-lead') }}</p>
        <label>
          {{ t('health.code') }}
          <input
            type="text"
            class="mono"
            required
            autocomplete="off"
            maxlength="40"
            [value]="patient()"
            (input)="patient.set(value($event))"
          />
        </label>
        <label>
          {{ t('health.why') }}
          <textarea required maxlength="500" rows="3" [value]="reason()" (input)="reason.set(value($event))"></textarea>
        </label>
        @if (asking.error(); as text) {
          <p class="problem" role="alert">{{ text }}</p>
        }
        @if (opened(); as id) {
          <p role="status">
            {{ t('health.opened') }}: <span class="mono">{{ id }}</span>
          </p>
        }
        <button type="submit" class="danger" [disabled]="asking.busy() || asked() === undefined">
          {{ t('health.break-glass-open') }}
        </button>
      </form>
    </div>
  `,
})
export class FacilityPage {
  readonly #api = inject(Api);
  readonly #requests = inject(HealthRequests);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly inbox = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/health/exchanges', {}, abortSignal),
  });
  readonly items = computed(() => (this.inbox.hasValue() ? this.inbox.value().items : []));
  readonly patient = signal('');
  readonly reason = signal('');
  readonly asking = attempt();
  readonly opened = signal('');
  readonly asked = computed(() => {
    const [patient, reason] = [normaliseId(this.patient()), this.reason().trim()];
    return patient === undefined || reason === '' ? undefined : { patient, reason };
  });

  value(event: Event): string {
    return (event.target as HTMLInputElement | HTMLTextAreaElement).value;
  }

  async open(event: Event): Promise<void> {
    event.preventDefault();
    const asked = this.asked();
    if (asked === undefined) return;
    const answer = await this.asking.run(() =>
      this.#requests.send('/api/health/break-glass', asked, () => ({ id: freshId() })),
    );
    if (answer === undefined) return;
    this.opened.set(answer.id);
    this.reason.set('');
  }
}
