import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { Api } from '../api/api.ts';
import type { AnswerTo } from '../api/asked.ts';
import { attempt } from '../command/attempt.ts';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';
import { Session } from '../session/session.ts';
import { PageState } from '../shell/page-state.ts';
import { SureButton } from './sure-button.ts';

type Anchor = AnswerTo<'POST', '/api/opendata/snapshots'>['anchor'];

/** Open data as those see it who publish it: what is out, a new version of what changed, and which unit stands for the files. */
@Component({
  imports: [PageState, SureButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('exchange.nav.open-data') }}</h1>
    <p class="lead">{{ t('publish.lead') }}</p>
    @if (asking.error(); as text) {
      <p class="card problem" role="alert">{{ text }}</p>
    }
    @if (done(); as text) {
      <p class="card good" role="status">✔ {{ text }}</p>
    }
    <section class="card">
      <h2>{{ t('publish.datasets') }}</h2>
      <dn-page-state
        [of]="datasets"
        [empty]="datasets.hasValue() && datasets.value().length === 0"
        [emptyText]="t('publish.none')"
        (again)="datasets.reload()"
      />
      @if (datasets.hasValue() && datasets.value().length > 0) {
        <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="t('publish.datasets')">
          <table>
            <thead>
              <tr>
                <th scope="col">{{ t('publish.dataset') }}</th>
                <th scope="col" class="number">{{ t('publish.version') }}</th>
                <th scope="col">{{ t('publish.changed') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (one of datasets.value(); track one.id) {
                <tr>
                  <th scope="row">
                    <a [href]="one.url">{{
                      words.lang() === 'vi' ? one.title_translated.vi : one.title_translated.en
                    }}</a>
                  </th>
                  <td class="number">{{ one.version }}</td>
                  <td>{{ formats.time(one.metadata_modified) }}</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      }
      @if (session.administers()) {
        <button type="button" class="primary" [disabled]="asking.busy()" (click)="publish()">
          {{ t('publish.now') }}
        </button>
        <p class="hint">{{ t('publish.now-hint') }}</p>
      }
    </section>
    <section class="card">
      <h2>{{ t('publish.stand') }}</h2>
      <p class="hint">{{ t('publish.stand-hint') }}</p>
      <div class="actions">
        @if (mayStand()) {
          <button type="button" class="secondary" [disabled]="asking.busy()" (click)="appoint()">
            {{ t('publish.appoint') }}
          </button>
        }
        <dn-sure-button
          [label]="t('publish.dismiss')"
          [question]="t('publish.dismiss-sure')"
          [disabled]="asking.busy()"
          (sure)="dismiss()"
        />
      </div>
    </section>
  `,
})
export class OpenDataPage {
  readonly #api = inject(Api);
  readonly session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly asking = attempt();
  readonly done = signal('');
  /** A person of a unit stands for files in its name; the gateway asks for the role as well. */
  readonly mayStand = computed(() => this.session.unit() !== '');
  readonly datasets = resource({
    loader: async ({ abortSignal }) => {
      const { result: ids } = await this.#api.get('/api/3/action/package_list', {}, abortSignal);
      const shown = ids.map((id) => this.#api.get('/api/3/action/package_show', { query: { id } }, abortSignal));
      return (await Promise.all(shown)).map(({ result }) => result);
    },
  });

  async publish(): Promise<void> {
    await this.#run(async () => {
      const { items, anchor } = await this.#api.post('/api/opendata/snapshots', {});
      return `${this.t('publish.published', { count: items.length })} ${this.#anchored(anchor)}`;
    });
    this.datasets.reload();
  }
  async appoint(): Promise<void> {
    await this.#run(async () => {
      const { anchor } = await this.#api.post('/api/opendata/attester', {});
      return `${this.t('publish.appointed')} ${this.#anchored(anchor)}`;
    });
  }
  async dismiss(): Promise<void> {
    await this.#run(async () => {
      await this.#api.delete('/api/opendata/attester', {});
      return this.t('publish.dismissed');
    });
  }
  readonly #anchored = ({ anchored, waiting, reason }: Anchor): string =>
    reason === 'no-attester' ? this.t('publish.no-attester') : this.t('publish.anchored', { anchored, waiting });
  async #run(work: () => Promise<string>): Promise<void> {
    this.done.set('');
    this.done.set((await this.asking.run(work)) ?? '');
  }
}
