import { computed, inject, signal } from '@angular/core';
import { Api } from '../api/api.ts';
import { ApiError } from '../api/api-error.ts';
import type { ImportPath, ImportState } from '../api/answers.ts';
import { addressOf } from '../api/asked.ts';
import { Words } from '../i18n/words.ts';

const megabyte = 1024 * 1024;

/**
 * A file of rows from its preview to its last row, below one path of the API; the gateway takes none above `megabytes`, which is said before it is
 * sent. Call in an injection context.
 */
export function importRun<Path extends ImportPath>(first: Path, megabytes = 10) {
  const api = inject(Api);
  const words = inject(Words);
  const busy = signal(false);
  const error = signal<string | null>(null);
  const state = signal<ImportState | null>(null);
  const onlyValid = signal(false);
  const at = signal<ImportPath>(first);

  const textOf = (failure: unknown): string => {
    if (!(failure instanceof ApiError)) return String(failure);
    if (failure.kind === 'offline') return words.t('state.offline');
    const [row] = failure.rows;
    const fields = failure.fields.map(({ pointer, detail }) => `${pointer}: ${detail}`);
    if (row === undefined) return [failure.message, ...fields].join('. ');
    return `${failure.message}. ${words.t('import.line')} ${row.line}: ${words.lang() === 'vi' ? row.vi : row.en}`;
  };
  const ask = async (work: () => Promise<ImportState>): Promise<void> => {
    busy.set(true);
    error.set(null);
    try {
      state.set(await work());
    } catch (failure) {
      error.set(textOf(failure));
    } finally {
      busy.set(false);
    }
  };
  /** Asks again at every sign of progress; the stream ends when the import has. */
  const follow = (): void => {
    const now = state();
    if (now?.state !== 'running') return;
    const events = new EventSource(addressOf(`${at()}/{id}/events`, { path: { id: now.importId } }));
    const refresh = async (): Promise<void> => {
      await ask(() => api.get(`${at()}/{id}`, { path: { id: now.importId } }));
      if (state()?.state === 'finished') events.close();
    };
    for (const name of ['started', 'refused', 'finished', 'progress', 'error'])
      events.addEventListener(name, () => void refresh());
  };

  return {
    path: at.asReadonly(),
    busy: busy.asReadonly(),
    error: error.asReadonly(),
    state: state.asReadonly(),
    onlyValid,
    canCommit: computed(() => {
      const now = state();
      return now?.state === 'previewed' && now.ok > 0 && (now.errorCount === 0 || onlyValid());
    }),
    /** Nothing is under way; the next file goes below `path`. */
    reset(path: ImportPath = at()): void {
      at.set(path);
      state.set(null);
      error.set(null);
    },
    /** `settings`: what is said of the file beside it; with any it goes as a form. */
    async preview(file: File, settings: Readonly<Record<string, string>> = {}): Promise<void> {
      if (file.size > megabytes * megabyte) return error.set(words.t('import.too-large', { megabytes }));
      const said = Object.entries(settings).filter(([, value]) => value !== '');
      const form = new FormData();
      form.set('file', file);
      for (const [name, value] of said) form.set(name, value);
      await ask(() => api.post(at(), { body: said.length === 0 ? file.slice(0, file.size, 'text/csv') : form }));
      follow();
    },
    /** Looks again at one that was begun before. */
    async open(importId: string): Promise<void> {
      await ask(() => api.get(`${at()}/{id}`, { path: { id: importId } }));
      follow();
    },
    async commit(): Promise<void> {
      const { importId: id = '' } = state() ?? {};
      await ask(() => api.post(`${at()}/{id}/commit`, { path: { id }, body: { onlyValid: onlyValid() } }));
      follow();
    },
  };
}
export type ImportRun = ReturnType<typeof importRun>;
