import { inject } from '@angular/core';
import { newId, type Presented } from '@daunguon/proof';
import { checkReceipt } from '../proof/receipt.ts';
import { CommandSender } from './command-sender.ts';
import { commandSteps, type CommandRun } from './command-steps.ts';

export type { CommandRun } from './command-steps.ts';

/** A fresh record or request id: 128 random bits. */
export const freshId = (): string => newId(crypto.getRandomValues(new Uint8Array(16)));

const checkEveryMs = 1500;

/** One command from the form to the proof; `presented` as in `checkReceipt`. Call in an injection context. */
export function commandRun(presented: () => Presented | undefined = () => undefined): CommandRun {
  const sender = inject(CommandSender);
  return commandSteps({
    send: (transaction, path, command) => sender.send(transaction, path, command),
    prove: (id) => checkReceipt(id, Date.now, presented()),
    pause: () => new Promise((resolve) => setTimeout(resolve, checkEveryMs)),
  });
}
