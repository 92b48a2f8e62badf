import { computed, signal } from '@angular/core';
import { ApiError, fieldMessages } from '../api/api-error.ts';
import type { Committed } from '../api/answers.ts';
import type { CommandOf, CommandPath, TransactionOf } from '../api/asked.ts';
import type { Proven } from '../proof/receipt.ts';
import type { Command } from './command-sender.ts';

/** Where one command stands. It never says more than is known: committed after the ledger's answer, proven after this device's own check. */
export type CommandStep =
  | { readonly at: 'idle' }
  | { readonly at: 'sending' }
  | { readonly at: 'refused'; readonly error: ApiError }
  /** It may be on the ledger: the same request has to be sent again. */
  | { readonly at: 'unknown' }
  | { readonly at: 'committed'; readonly answer: Committed; readonly checking: boolean }
  | { readonly at: 'proven'; readonly answer: Committed };

export interface CommandPorts {
  /** @throws ApiError */
  send(transaction: string, path: string, command: Command): Promise<Committed>;
  /** What this device can prove of a record. */
  prove(id: string): Promise<Proven>;
  /** Between two checks. */
  pause(): Promise<void>;
}

const checks = 40;
/** It is not over yet: the person can send the same request again, once the network is back or after another sign-in. */
const undecided = (step: CommandStep): boolean =>
  step.at === 'unknown' || (step.at === 'refused' && ['offline', 'assurance'].includes(step.error.kind));

/** One command from the form to the proof, over what sends and proves it. */
export function commandSteps({ send, prove, pause }: CommandPorts) {
  const step = signal<CommandStep>({ at: 'idle' });
  /** The request that was sent last, and who waits for what becomes of it. */
  let last: { readonly again: () => Promise<void>; readonly tell: (isOnLedger: boolean) => void } | undefined;

  const check = async (answer: Committed): Promise<void> => {
    const id = answer.receipt?.slice('/r/'.length);
    if (id === undefined) return;
    step.set({ at: 'committed', answer, checking: true });
    for (let round = 0; round < checks; round += 1) {
      const proven = await prove(id);
      // A checkpoint before its block proves an earlier version only.
      if (proven.kind === 'proven' && proven.block >= answer.blockNumber) {
        step.set({ at: 'proven', answer });
        return;
      }
      await pause();
    }
    step.set({ at: 'committed', answer, checking: false });
  };

  const run = async (transaction: string, path: string, command: Command): Promise<void> => {
    step.set({ at: 'sending' });
    try {
      const answer = await send(transaction, path, command);
      step.set({ at: 'committed', answer, checking: true });
      void check(answer);
    } catch (error) {
      const known = error instanceof ApiError ? error : new ApiError('refused', String(error));
      step.set(known.kind === 'unknown-outcome' ? { at: 'unknown' } : { at: 'refused', error: known });
    }
  };

  const attempt = async (): Promise<void> => {
    const mine = last;
    await mine?.again();
    if (!undecided(step())) mine?.tell(step().at !== 'refused');
  };

  const sendTo = (transaction: string, address: string, command: Command): Promise<boolean> => {
    last?.tell(false);
    return new Promise((tell) => {
      last = { again: () => run(transaction, address, command), tell };
      void attempt();
    });
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
    /**
     * True once the command is on the ledger, false once it was refused. While nobody knows, it waits for what `resend` brings; another command
     * sent meanwhile ends the wait with false.
     */
    send: <Path extends CommandPath>(transaction: TransactionOf<Path>, path: Path, command: CommandOf<Path>) =>
      sendTo(transaction as string, path, command as unknown as Command),
    /** The same to an address whose variable parts are filled in. */
    sendTo,
    resend: (): void => void attempt(),
    checkAgain: (): void => {
      const now = step();
      if (now.at === 'committed') void check(now.answer);
    },
    reset: (): void => step.set({ at: 'idle' }),
  };
}
export type CommandRun = ReturnType<typeof commandSteps>;
