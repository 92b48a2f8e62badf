import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { Api } from '../../../api/api.ts';
import { ApiError } from '../../../api/api-error.ts';
import { Words } from '../../../i18n/words.ts';
import { lotsIn } from './lots-in-text.ts';
import { LotStandings, type MarketLotAnswer } from './lot-standings.ts';

const most = 100;

/** A marketplace's staff ask what stands against the lots that a seller offers; nobody has to sign in for it. */
@Component({
  imports: [LotStandings],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('market.title') }}</h1>
    <p class="lead">{{ t('market.lead') }}</p>
    <form class="card form" novalidate (submit)="ask($event)">
      <div class="field">
        <label for="lots">{{ t('market.lots') }}</label>
        <textarea
          id="lots"
          rows="5"
          maxlength="20000"
          spellcheck="false"
          autocapitalize="off"
          aria-describedby="lots-hint lots-wrong"
          [attr.aria-invalid]="complaint() !== '' || null"
          [value]="text()"
          (input)="type($event)"
        ></textarea>
        <p class="hint" id="lots-hint">{{ t('market.lots-hint') }}</p>
        <p class="wrong" id="lots-wrong" role="status">{{ complaint() }}</p>
      </div>
      <button type="submit" class="primary" [disabled]="busy() || lots().length === 0 || lots().length > most">
        {{ t('market.ask') }}
      </button>
    </form>
    @if (busy()) {
      <p class="card state" role="status">{{ t('state.loading') }}</p>
    }
    @if (error(); as message) {
      <p class="card problem" role="alert">{{ message }}</p>
    }
    @if (items().length > 0) {
      <dn-lot-standings [items]="items()" />
      <p class="hint">{{ t('market.stated') }}</p>
    }
    <p class="hint">{{ t('market.api') }}</p>
  `,
})
export class MarketPage {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly most = most;
  readonly text = signal('');
  readonly busy = signal(false);
  readonly error = signal('');
  readonly items = signal<readonly MarketLotAnswer[]>([]);
  readonly #named = computed(() => lotsIn(this.text()));
  readonly lots = computed(() => this.#named().lots);
  readonly complaint = computed(() => {
    if (this.lots().length > most) return this.t('market.too-many');
    const { wrong } = this.#named();
    return wrong.length === 0 ? '' : this.t('market.wrong-lines', { lines: wrong.slice(0, 20).join(', ') });
  });

  type(event: Event): void {
    this.text.set((event.target as HTMLTextAreaElement).value);
  }

  async ask(event: Event): Promise<void> {
    event.preventDefault();
    this.busy.set(true);
    this.error.set('');
    try {
      const answer = await this.#api.post('/api/origin/market/lots', {
        body: {
          lots: this.lots(),
        },
      });
      this.items.set(answer.items);
    } catch (error) {
      this.items.set([]);
      const offline = error instanceof ApiError && error.kind === 'offline';
      this.error.set(offline ? this.t('state.offline') : String((error as Error).message));
    } finally {
      this.busy.set(false);
    }
  }
}
