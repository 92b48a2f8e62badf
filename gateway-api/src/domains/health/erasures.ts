import { derivedId } from '@daunguon/proof';
import { DomainError, type Erase, type FieldsState } from '@daunguon/records';
import type { Ledger } from '../../ledger/ledger.ts';
import type { PrivateTransactions } from '../../ledger/private-transactions.ts';
import type { HealthDocs } from '../../vault/health-docs.ts';
import type { LedgerIdentity } from '../../vault/vault.ts';

type Asked = Pick<Erase, 'requestId' | 'id' | 'ground' | 'requester'> & {
  readonly version: number;
  readonly purge?: string;
};

/** Erasures in two transactions: the salt is purged, then the receipt that says so. What a killed process began is finished. */
export interface Erasures {
  /** Id of the receipt on the ledger. */
  erase(record: FieldsState, asked: Pick<Erase, 'requestId' | 'ground' | 'requester'>): Promise<string>;
  finish(): Promise<void>;
}

export function createErasures(deps: {
  readonly docs: HealthDocs;
  readonly ledger: Pick<Ledger, 'submit'>;
  readonly salts: PrivateTransactions;
  readonly department: () => LedgerIdentity;
}): Erasures {
  const { docs } = deps;
  const run = async (asked: Asked): Promise<void> => {
    const { requestId, id, ground, requester } = asked;
    const purge = asked.purge ?? (await deps.salts.submit(deps.department(), 'HealthSalts:Purge', { ids: [id] }));
    docs.put('erasure', id, { ...asked, purge });
    try {
      await deps.ledger.submit(deps.department(), 'Health:Erase', { requestId, id, ground, requester, purge });
    } catch (error) {
      // Erased before, by a try whose answer was lost.
      if (!(error instanceof DomainError) || error.code !== 'health/status-final') throw error;
    }
    docs.remove('erasure', id);
  };
  return {
    erase: async ({ id, version }, { requestId, ground, requester }) => {
      const asked = { requestId, id, ground, requester, version };
      docs.put('erasure', id, asked);
      await run(asked);
      return derivedId('act', id, version + 1);
    },
    finish: async () => {
      for (const asked of docs.all<Asked>('erasure')) await run(asked);
    },
  };
}
