import { inject, signal } from '@angular/core';
import { ApiError } from '../api/api-error.ts';
import { fieldMessages } from '../api/api-error.ts';
import { Words } from '../i18n/words.ts';

/** One thing that a page asks the gateway for: whether it is under way, and what went wrong. Call in an injection context. */
export function attempt() {
  const { t } = inject(Words);
  const busy = signal(false);
  const error = signal<string | null>(null);
  const fields = signal<Readonly<Record<string, string>>>({});
  const textOf = (failure: unknown): string => {
    if (!(failure instanceof ApiError)) return String(failure);
    if (failure.kind === 'offline') return t('state.offline');
    // The same request again is safe: it has the same request id.
    return failure.kind === 'unknown-outcome' ? t('progress.unknown') : failure.message;
  };
  return {
    busy: busy.asReadonly(),
    error: error.asReadonly(),
    fields: fields.asReadonly(),
    /** undefined when it failed. */
    async run<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
      busy.set(true);
      error.set(null);
      fields.set({});
      try {
        return await work();
      } catch (failure) {
        error.set(textOf(failure));
        fields.set(fieldMessages(failure));
        return undefined;
      } finally {
        busy.set(false);
      }
    },
  };
}
