import { computed, inject, signal } from '@angular/core';
import { Api } from '../../api/api.ts';
import type { AnswerTo } from '../../api/asked.ts';
import { ApiError } from '../../api/api-error.ts';
import { freshId } from '../../command/command-run.ts';
import { CommandSender } from '../../command/command-sender.ts';

export type NationalPreview = AnswerTo<'POST', '/api/carbon/national-codes/check'>;

/** Codes in one command: the ledger takes no more at once. */
const together = 200;
const tries = 3;

/** A file of the ministry's codes, from its preview to the last command signed with the person's own key. Call in an injection context. */
export function nationalRun() {
  const api = inject(Api);
  const sender = inject(CommandSender);
  const preview = signal<NationalPreview | null>(null);
  const error = signal('');
  const busy = signal(false);
  const written = signal(0);

  /** The same request again while nobody knows its outcome: the ledger takes it once. */
  const send = async (codes: NationalPreview['codes']): Promise<void> => {
    const command = { requestId: freshId(), codes };
    for (let attempt = 1; ; attempt += 1) {
      try {
        await sender.send('Carbon:ImportNationalCodes', '/api/carbon/blocks/national-codes', command);
        return;
      } catch (failure) {
        const unknown = failure instanceof ApiError && ['unknown-outcome', 'offline'].includes(failure.kind);
        if (!unknown || attempt === tries) throw failure;
      }
    }
  };
  const doing = async (work: () => Promise<void>): Promise<void> => {
    busy.set(true);
    error.set('');
    try {
      await work();
    } catch (failure) {
      error.set(failure instanceof Error ? failure.message : String(failure));
    } finally {
      busy.set(false);
    }
  };

  return {
    preview: preview.asReadonly(),
    error: error.asReadonly(),
    busy: busy.asReadonly(),
    /** Codes on the ledger since the preview. */
    written: written.asReadonly(),
    finished: computed(() => (preview()?.codes.length ?? 0) > 0 && written() === preview()?.codes.length),
    read: (file: File): Promise<void> =>
      doing(async () => {
        preview.set(null);
        written.set(0);
        preview.set(await api.post('/api/carbon/national-codes/check', { body: file }));
      }),
    commit: (): Promise<void> =>
      doing(async () => {
        const codes = preview()?.codes ?? [];
        while (written() < codes.length) {
          const part = codes.slice(written(), written() + together);
          await send(part);
          written.update((count) => count + part.length);
        }
      }),
  };
}
