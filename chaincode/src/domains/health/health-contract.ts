import { derivedId } from '@daunguon/proof';
import * as rules from '@daunguon/records';
import { accessRootKey, healthCommands, parseCommand } from '@daunguon/records';
import api from 'fabric-contract-api';
import type { TransactionContext } from '../../ledger.ts';
import { transact } from '../../transact.ts';
import { actorStanding } from '../registry/actor-standing.ts';

/** Keys of facilities, batches of commitments of which the ledger knows nothing else, erasures, daily roots of the access log. */
export class HealthContract extends api.Contract {
  constructor() {
    super('Health');
  }

  RegisterKey(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(healthCommands.RegisterKey, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const existing = await ledger.record(command.id);
      const standing = await actorStanding(ledger);
      return rules.registerFacilityKey({ existing, standing }, command, ledger.actor, ledger.txTime);
    });
  }

  CommitBatch(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(healthCommands.CommitBatch, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const read = (ids: readonly string[]) => Promise.all(ids.map((id) => ledger.record(id)));
      const existing = await read(command.commitments.map(({ id }) => id));
      const superseded = await read(command.superseded ?? []);
      return rules.commitBatch({ existing, superseded }, command, ledger.actor);
    });
  }

  Erase(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(healthCommands.Erase, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const rows = await Promise.all(
        command.ids.map(async (id) => {
          const record = await ledger.record(id);
          return { record, receiptId: derivedId('act', id, (record?.version ?? 0) + 1) };
        }),
      );
      return rules.erase({ rows }, command, ledger.actor);
    });
  }

  RecordAccessRoot(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(healthCommands.RecordAccessRoot, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const existing = await ledger.record(command.id);
      const lastDay = await ledger.entry<string>(accessRootKey);
      return rules.recordAccessRoot({ existing, lastDay }, command, ledger.actor);
    });
  }
}
