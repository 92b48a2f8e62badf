import { randomBytes } from 'node:crypto';
import { derivedId, newId } from '@daunguon/proof';
import { DomainError, type AccessEntry, type Erase, type FieldsState } from '@daunguon/records';
import type { Ledger } from '../../ledger/ledger.ts';
import type { PrivateTransactions } from '../../ledger/private-transactions.ts';
import type { AccessBook } from '../../vault/access-book.ts';
import type { HealthDocs } from '../../vault/health-docs.ts';
import type { LedgerIdentity } from '../../vault/vault.ts';

/** What is asked, and for whose log it is noted. */
export interface AskedErasure extends Pick<Erase, 'ground' | 'requester'> {
  readonly noted: Pick<AccessEntry, 'patient' | 'unit' | 'role'>;
}

interface Begun extends AskedErasure {
  readonly id: string;
  /** The department's own, random: nobody can have used it before. */
  readonly requestId: string;
  readonly purge?: string;
}

/** Erasures in two transactions: the salt is purged, then the receipt that says so. What a killed process began is finished. */
export interface Erasures {
  /** Id of the receipt on the ledger. One erasure a record, however many ask at the same time. */
  erase(record: FieldsState, asked: AskedErasure): Promise<string>;
  /** Tries every erasure that was begun; one that fails keeps none of the others back. @throws the first error */
  finish(): Promise<void>;
}

export function createErasures(deps: {
  readonly docs: HealthDocs;
  readonly book: AccessBook;
  readonly ledger: Pick<Ledger, 'submit'>;
  readonly salts: PrivateTransactions;
  readonly department: () => LedgerIdentity;
  readonly now: () => number;
}): Erasures {
  const { docs, book } = deps;
  const underWay = new Map<string, Promise<void>>();

  const run = async (begun: Begun): Promise<void> => {
    const { requestId, id, ground, requester, noted } = begun;
    const purge = begun.purge ?? (await deps.salts.submit(deps.department(), 'HealthSalts:Purge', { ids: [id] }));
    docs.put('erasure', id, { ...begun, purge } satisfies Begun);
    try {
      await deps.ledger.submit(deps.department(), 'Health:Erase', { requestId, id, ground, requester, purge });
    } catch (error) {
      // Erased before: by the department itself, or by a try whose answer was lost.
      if (!(error instanceof DomainError) || error.code !== 'health/status-final') throw error;
    }
    const at = new Date(deps.now()).toISOString();
    docs.atomically(() => {
      book.append({ at, act: 'erase', outcome: 'done', ...noted, record: id, reason: ground });
      docs.put('erased', id, {});
      docs.remove('erasure', id);
    });
  };
  /** A route and a tick that come to the same record share its one run. */
  const once = (begun: Begun): Promise<void> => {
    const running = underWay.get(begun.id) ?? run(begun).finally(() => underWay.delete(begun.id));
    underWay.set(begun.id, running);
    return running;
  };

  return {
    erase: async ({ id, version }, asked) => {
      // The index may not know it yet.
      if (docs.get('erased', id) === undefined) {
        const begun = docs.get<Begun>('erasure', id) ?? { ...asked, id, requestId: newId(randomBytes(16)) };
        docs.put('erasure', id, begun);
        await once(begun);
      }
      return derivedId('act', id, version + 1);
    },
    finish: async () => {
      const tried = await Promise.allSettled(docs.all<Begun>('erasure').map(once));
      const failed = tried.find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') throw failed.reason;
    },
  };
}
