import { originCommands, parseCommand, type OriginCommands, type Outcome } from '@daunguon/records';
import type { Ledger, TransactionContext } from '../../ledger.ts';
import { transact } from '../../transact.ts';

/** A transaction of the contract as Fabric calls it. */
export type Transaction = (ctx: TransactionContext, json: string) => Promise<string>;

/** The transaction of this name: its command is parsed by the schema of the same name, then `decide` reads and rules. */
export const transaction =
  <Name extends keyof OriginCommands>(
    name: Name,
    decide: (command: OriginCommands[Name], ledger: Ledger) => Promise<Outcome>,
  ): Transaction =>
  (ctx, json) =>
    transact(ctx, json, (value) => parseCommand(originCommands[name], value) as OriginCommands[Name], decide);
