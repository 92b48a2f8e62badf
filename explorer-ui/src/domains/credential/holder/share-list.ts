import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import { Api } from '../../../api/api.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { PageState } from '../../../shell/page-state.ts';
import { attempt } from '../../../command/attempt.ts';

/** What the person shows of one credential, and to take it back. */
@Component({
  selector: 'dn-share-list',
  imports: [PageState],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2>{{ t('shares.title') }}</h2>
      <p class="hint">{{ t('shares.hint') }}</p>
      <dn-page-state
        [of]="answer"
        [empty]="items().length === 0"
        [emptyText]="t('shares.none')"
        (again)="answer.reload()"
      />
      <ul class="plain-list">
        @for (item of items(); track item.share) {
          <li>
            {{ formats.date(item.madeOn) }} · {{ namesOf(item.fields) }}
            <button type="button" class="secondary" [disabled]="asking.busy()" (click)="withdraw(item.share)">
              {{ t('shares.withdraw') }}
            </button>
          </li>
        }
      </ul>
      <p role="status">{{ withdrawn() ? t('shares.withdrawn') : '' }}</p>
      @if (asking.error(); as text) {
        <p class="problem" role="alert">{{ text }}</p>
      }
    </section>
  `,
})
export class ShareList {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly asking = attempt();
  readonly id = input.required<string>();
  readonly withdrawn = signal(false);
  readonly answer = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/credential/mine/shares', {}, abortSignal),
  });
  readonly items = computed(() =>
    this.answer.hasValue() ? this.answer.value().items.filter(({ id }) => id === this.id()) : [],
  );
  readonly namesOf = (fields: readonly string[]): string =>
    fields.map((name) => this.words.of('field', name)).join(', ');

  reload(): void {
    this.withdrawn.set(false);
    this.answer.reload();
  }

  async withdraw(share: string): Promise<void> {
    this.withdrawn.set(false);
    const done = await this.asking.run(() =>
      this.#api.post('/api/credential/mine/shares/withdraw', { body: { share } }),
    );
    this.withdrawn.set(done !== undefined);
    this.answer.reload();
  }
}
