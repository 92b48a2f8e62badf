import {
  carbonCommands,
  carbonRules,
  parseCommand,
  type CarbonCommand,
  type CarbonCommandName,
} from '@daunguon/records';
import api from 'fabric-contract-api';
import type { TransactionContext } from '../../ledger.ts';
import { transact } from '../../transact.ts';

type Transaction = (ctx: TransactionContext, json: string) => Promise<string>;

/** Carbon: each transaction parses its command and runs the rule of the same name, which reads what it needs. */
class Contract extends api.Contract {
  constructor() {
    super('Carbon');
  }
}

const transactionOf = <Name extends CarbonCommandName>(name: Name): Transaction => {
  const parse = (value: unknown) => parseCommand(carbonCommands[name], value) as CarbonCommand<Name>;
  return (ctx, json) => transact(ctx, json, parse, carbonRules[name]);
};

// The framework finds transactions as methods of the class.
for (const name of Object.keys(carbonCommands) as CarbonCommandName[]) {
  Object.defineProperty(Contract.prototype, name, { value: transactionOf(name) });
}

export const CarbonContract = Contract as unknown as new () => api.Contract &
  Readonly<Record<CarbonCommandName, Transaction>>;
