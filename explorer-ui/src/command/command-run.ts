import { computed, inject, signal } from '@angular/core';
import { newId } from '@daunguon/proof';
import { ApiError, fieldMessages } from '../api/api-error.ts';
import type { Committed } from '../api/answers.ts';
import { checkReceipt } from '../proof/receipt.ts';
import { CommandSender, type Command } from './command-sender.ts';

/** Where one command stands. It never says more than is known: committed after the ledger's answer, proven after this device's own check. */
export type CommandStep =
  | { readonly at: 'idle' }
  | { readonly at: 'sending' }
  | { readonly at: 'refused'; readonly error: ApiError }
  /** It may be on the ledger: the same request has to be sent again. */
  | { readonly at: 'unknown' }
  | { readonly at: 'committed'; readonly answer: Committed; readonly checking: boolean }
  | { readonly at: 'proven'; readonly answer: Committed };

/** A fresh record or request id: 128 random bits. */
export const freshId = (): string => newId(crypto.getRandomValues(new Uint8Array(16)));

const checkEveryMs = 1500;
const checks = 40;

/** One command from the form to the proof. Call in an injection context. */
export function commandRun() {
  const sender = inject(CommandSender);
  const step = signal<CommandStep>({ at: 'idle' });
  let last: (() => Promise<void>) | undefined;

  const prove = async (answer: Committed): Promise<void> => {
    const id = answer.receipt?.slice('/r/'.length);
    if (id === undefined) return;
    step.set({ at: 'committed', answer, checking: true });
    for (let round = 0; round < checks; round += 1) {
      if ((await checkReceipt(id)).kind === 'proven') {
        step.set({ at: 'proven', answer });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, checkEveryMs));
    }
    step.set({ at: 'committed', answer, checking: false });
  };

  const run = async (transaction: string, path: string, command: Command): Promise<boolean> => {
    step.set({ at: 'sending' });
    try {
      const answer = await sender.send(transaction, path, command);
      step.set({ at: 'committed', answer, checking: true });
      void prove(answer);
      return true;
    } catch (error) {
      const known = error instanceof ApiError ? error : new ApiError('refused', String(error));
      step.set(known.kind === 'unknown-outcome' ? { at: 'unknown' } : { at: 'refused', error: known });
      return false;
    }
  };

  return {
    step: step.asReadonly(),
    busy: computed(() => step().at === 'sending'),
    done: computed(() => step().at === 'committed' || step().at === 'proven'),
    /** Messages of wrong fields by pointer. */
    fields: computed(() => {
      const now = step();
      return now.at === 'refused' ? fieldMessages(now.error) : {};
    }),
    /** True once the command is on the ledger. */
    send: (transaction: string, path: string, command: Command): Promise<boolean> => {
      last = async () => void (await run(transaction, path, command));
      return run(transaction, path, command);
    },
    resend: (): void => void last?.(),
    checkAgain: (): void => {
      const now = step();
      if (now.at === 'committed') void prove(now.answer);
    },
    reset: (): void => step.set({ at: 'idle' }),
  };
}
export type CommandRun = ReturnType<typeof commandRun>;
