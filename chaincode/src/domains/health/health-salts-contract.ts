import {
  DomainError,
  getRecordSchema,
  keepSaltsSchema,
  parseCommand,
  purgeSaltsSchema,
  requireDepartment,
  saltCollection,
  saltKey,
} from '@daunguon/records';
import api from 'fabric-contract-api';
import { openLedger, type TransactionContext } from '../../ledger.ts';
import { withDomainErrors } from '../../transact.ts';

/** The JSON that came as transient data under `name`: it is in no block. */
const transient = ({ stub }: TransactionContext, name: string): unknown => {
  const bytes = stub.getTransient().get(name);
  if (bytes === undefined) throw new DomainError('registry/invalid-command', name);
  return JSON.parse(new TextDecoder().decode(bytes));
};

/**
 * Salts of health commitments in the department's private collection. A transaction here writes nothing public, so that the
 * collection's own endorsement policy decides and no other organisation's peer sees a value.
 */
export class HealthSaltsContract extends api.Contract {
  constructor() {
    super('HealthSalts');
  }

  /** Salts of a batch, the made-up ones too; the same salts again change nothing. */
  Keep(ctx: TransactionContext): Promise<void> {
    return withDomainErrors(async () => {
      requireDepartment(openLedger(ctx).actor);
      const { salts } = parseCommand(keepSaltsSchema, { salts: transient(ctx, 'salts') });
      for (const { id, saltSeed } of salts) {
        await ctx.stub.putPrivateData(saltCollection, saltKey(id), new TextEncoder().encode(saltSeed));
      }
    });
  }

  /** The salts leave every peer's store; blocks keep hashes of 256 random bits, which tell nothing. */
  Purge(ctx: TransactionContext): Promise<void> {
    return withDomainErrors(async () => {
      requireDepartment(openLedger(ctx).actor);
      const { ids } = parseCommand(purgeSaltsSchema, { ids: transient(ctx, 'ids') });
      for (const id of ids) await ctx.stub.purgePrivateData(saltCollection, saltKey(id));
    });
  }

  /** For the department only, at its own peer: the salt seed in hexadecimal digits, empty when it was purged. */
  Read(ctx: TransactionContext, json: string): Promise<string> {
    return withDomainErrors(async () => {
      requireDepartment(openLedger(ctx).actor);
      const { id } = parseCommand(getRecordSchema, JSON.parse(json));
      return new TextDecoder().decode(await ctx.stub.getPrivateData(saltCollection, saltKey(id)));
    });
  }
}
