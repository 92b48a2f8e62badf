import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api.ts';
import { ApiError } from '../../api/api-error.ts';
import type { ImportAnswer } from '../../api/answers.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';

const path = '/api/origin/imports';

/** A CSV file of batches: every row seen before any is recorded, then progress as it happens. */
@Component({
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './import-page.html',
})
export class ImportPage {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly file = signal<File | null>(null);
  readonly busy = signal(false);
  readonly error = signal<string | null>(null);
  readonly state = signal<ImportAnswer | null>(null);
  readonly onlyValid = signal(false);
  readonly canCommit = computed(() => {
    const state = this.state();
    return state?.state === 'previewed' && state.ok > 0 && (state.errorCount === 0 || this.onlyValid());
  });

  choose(event: Event): void {
    this.file.set((event.target as HTMLInputElement).files?.[0] ?? null);
    this.state.set(null);
    this.error.set(null);
  }

  async preview(event: Event): Promise<void> {
    event.preventDefault();
    const file = this.file();
    if (file !== null) await this.#ask(() => this.#api.post<ImportAnswer>(path, file));
    this.#follow();
  }

  async commit(): Promise<void> {
    const { importId } = this.state() ?? {};
    await this.#ask(() => this.#api.post<ImportAnswer>(`${path}/${importId}/commit`, { onlyValid: this.onlyValid() }));
    this.#follow();
  }

  async #ask(work: () => Promise<ImportAnswer>): Promise<void> {
    this.busy.set(true);
    this.error.set(null);
    try {
      this.state.set(await work());
    } catch (error) {
      const offline = error instanceof ApiError && error.kind === 'offline';
      this.error.set(offline ? this.t('state.offline') : (error as Error).message);
    } finally {
      this.busy.set(false);
    }
  }

  /** Asks again at every sign of progress; the stream ends when the import has. */
  #follow(): void {
    const state = this.state();
    if (state?.state !== 'running') return;
    const events = new EventSource(`${path}/${state.importId}/events`);
    const refresh = (): Promise<void> =>
      this.#ask(() => this.#api.get<ImportAnswer>(`${path}/${state.importId}`)).then(() => {
        if (this.state()?.state === 'finished') events.close();
      });
    for (const name of ['committed', 'refused', 'chunk', 'finished', 'progress', 'error', 'message'])
      events.addEventListener(name, () => void refresh());
  }
}
