import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { isId } from '@daunguon/proof';
import { Api } from '../../api/api.ts';
import { ApiError } from '../../api/api-error.ts';
import { freshId } from '../../command/command-run.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { PageState } from '../../shell/page-state.ts';
import type { InboxAnswer } from './health-answers.ts';

/** A facility's page: bundles that its agent has not picked up, and emergency access. Contents are at its own agent only. */
@Component({
  imports: [PageState],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
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
          maxlength="26"
          [value]="patient()"
          (input)="patient.set(value($event).toUpperCase())"
        />
      </label>
      <label>
        {{ t('health.why') }}
        <textarea required maxlength="500" rows="3" [value]="reason()" (input)="reason.set(value($event))"></textarea>
      </label>
      @if (problem() !== '') {
        <p class="problem" role="alert">{{ problem() }}</p>
      }
      @if (opened(); as id) {
        <p role="status">
          {{ t('health.opened') }}: <span class="mono">{{ id }}</span>
        </p>
      }
      <button type="submit" class="danger" [disabled]="busy() || !complete()">
        {{ t('health.break-glass-open') }}
      </button>
    </form>
  `,
})
export class FacilityPage {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly inbox = resource({
    loader: ({ abortSignal }) => this.#api.get<InboxAnswer>('/api/health/exchanges', abortSignal),
  });
  readonly items = computed(() => (this.inbox.hasValue() ? this.inbox.value().items : []));
  readonly patient = signal('');
  readonly reason = signal('');
  readonly busy = signal(false);
  readonly problem = signal('');
  readonly opened = signal('');
  readonly complete = computed(() => isId(this.patient().trim()) && this.reason().trim() !== '');

  value(event: Event): string {
    return (event.target as HTMLInputElement | HTMLTextAreaElement).value;
  }

  async open(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.complete()) return;
    this.busy.set(true);
    this.problem.set('');
    const id = freshId();
    try {
      const asked = { requestId: freshId(), id, patient: this.patient().trim(), reason: this.reason().trim() };
      await this.#api.post('/api/health/break-glass', asked);
      this.opened.set(id);
      this.reason.set('');
    } catch (error) {
      this.problem.set(error instanceof ApiError ? error.message : String(error));
    } finally {
      this.busy.set(false);
    }
  }
}
