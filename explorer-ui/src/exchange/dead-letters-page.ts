import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { Api } from '../api/api.ts';
import { attempt } from '../command/attempt.ts';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';
import { PageState } from '../shell/page-state.ts';
import type { DeadLetterAnswer, WebhookAnswer } from './exchange-answers.ts';
import { SureButton } from './sure-button.ts';

/** What webhooks could not deliver: sent again or dropped; and every webhook, stopped ones to go on. */
@Component({
  imports: [PageState, SureButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('exchange.nav.dead-letters') }}</h1>
    <p class="lead">{{ t('exchange.letters-lead') }}</p>
    @if (asking.error(); as text) {
      <p class="card problem" role="alert">{{ text }}</p>
    }
    <dn-page-state
      [of]="letters"
      [empty]="items().length === 0"
      [emptyText]="t('exchange.letters-none')"
      (again)="letters.reload()"
    />
    @for (letter of items(); track letter.id) {
      <section class="card">
        <h2>{{ letter.partnerName }}</h2>
        <p>
          {{ why(letter) }} · {{ t('exchange.attempts') }}: {{ letter.attempts }}
          @if (letter.lastAttemptAt; as at) {
            · {{ t('exchange.last-attempt') }}: <time [attr.datetime]="at">{{ formats.time(at) }}</time>
          }
        </p>
        <p>
          {{ t('exchange.receiver') }}: <code>{{ letter.url }}</code>
        </p>
        <details>
          <summary>{{ t('exchange.message') }}</summary>
          <pre class="scrolls" tabindex="0">{{ text(letter) }}</pre>
        </details>
        <div class="actions">
          <button type="button" class="secondary" [disabled]="asking.busy()" (click)="act(letter, 'retry')">
            {{ t('exchange.retry') }}
          </button>
          <dn-sure-button
            [label]="t('exchange.drop')"
            [question]="t('exchange.drop-sure')"
            [disabled]="asking.busy()"
            (sure)="act(letter, 'drop')"
          />
        </div>
      </section>
    }
    <h2>{{ t('exchange.webhooks') }}</h2>
    <dn-page-state
      [of]="webhooks"
      [empty]="hooks().length === 0"
      [emptyText]="t('exchange.webhooks-none')"
      (again)="webhooks.reload()"
    />
    @if (hooks().length > 0) {
      <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="t('exchange.webhooks')">
        <table>
          <thead>
            <tr>
              <th scope="col">{{ t('exchange.receiver') }}</th>
              <th scope="col">{{ t('exchange.state') }}</th>
              <th scope="col">{{ t('exchange.waiting') }}</th>
              <th scope="col">{{ t('exchange.delivered') }}</th>
              <th scope="col">{{ t('exchange.actions') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (hook of hooks(); track hook.id) {
              <tr>
                <th scope="row">
                  <code>{{ hook.url }}</code>
                </th>
                <td>{{ words.of('exchange.hook', hook.pausedBecause ?? 'active') }}</td>
                <td>{{ hook.waiting }}</td>
                <td>{{ hook.lastDeliveredAt ? formats.time(hook.lastDeliveredAt) : t('exchange.never') }}</td>
                <td>
                  @if (hook.state === 'paused') {
                    <button type="button" class="secondary" [disabled]="asking.busy()" (click)="resume(hook)">
                      {{ t('exchange.resume') }}
                    </button>
                  }
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
  `,
})
export class DeadLettersPage {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly asking = attempt();
  readonly letters = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/exchange/dead-letters', {}, abortSignal),
  });
  readonly webhooks = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/exchange/webhooks', {}, abortSignal),
  });
  readonly items = computed(() => (this.letters.hasValue() ? this.letters.value().items : []));
  readonly hooks = computed(() => (this.webhooks.hasValue() ? this.webhooks.value().items : []));
  readonly text = ({ body }: DeadLetterAnswer): string => JSON.stringify(body, null, 2);
  readonly why = ({ failure, status }: DeadLetterAnswer): string =>
    failure === 'status'
      ? this.t('exchange.failure.status', { status: status ?? '' })
      : this.words.of('exchange.failure', failure ?? 'connection');

  async act({ id }: DeadLetterAnswer, act: 'retry' | 'drop'): Promise<void> {
    await this.#done(() => this.#api.post(`/api/exchange/dead-letters/{id}/${act}`, { path: { id } }));
  }
  async resume({ id }: WebhookAnswer): Promise<void> {
    await this.#done(() => this.#api.post('/api/exchange/webhooks/{id}/resume', { path: { id } }));
  }
  async #done(act: () => Promise<unknown>): Promise<void> {
    await this.asking.run(act);
    this.letters.reload();
    this.webhooks.reload();
  }
}
