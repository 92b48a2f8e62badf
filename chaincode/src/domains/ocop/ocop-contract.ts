import * as rules from '@daunguon/records';
import { ocopCommands, parseCommand } from '@daunguon/records';
import api from 'fabric-contract-api';
import type { TransactionContext } from '../../ledger.ts';
import { transact } from '../../transact.ts';

/** OCOP products from dossier to stars. Each transaction: read, decide by the rule of the same name, save. */
export class OcopContract extends api.Contract {
  constructor() {
    super('Ocop');
  }

  SetRatingRules(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(ocopCommands.SetRatingRules, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const existing = await ledger.record(command.id);
      const dated = await ledger.entry<rules.DatedRatingRules>(rules.ratingRulesKey);
      return rules.setRatingRules({ existing, dated }, command, ledger.actor, ledger.txTime);
    });
  }
}
