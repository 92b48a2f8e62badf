import type { Request } from 'express';
import { DomainError, type BatchRow } from '@daunguon/records';
import type { Deps } from '../deps.ts';
import type { CommandDeps } from '../domains/command-routes.ts';
import type { IndexStore, StoredDoc } from '../index-store/index-store.ts';
import type { Committed } from '../ledger/ledger.ts';
import type { LedgerIdentity, Vault } from '../vault/vault.ts';
import { batchImport, type BatchImportDeps } from './batch-import.ts';
import type { ImportDeps } from './import-routes.ts';
import type { ImportLedger } from './import-runner.ts';
import type { ImportActor } from './import-record.ts';
import type { KnownGrowingArea } from './row-to-batch.ts';

/** Documents by many values of a field, which no query takes at once. */
export const inSlices = async (
  values: readonly string[],
  load: (slice: readonly string[]) => Promise<readonly StoredDoc[]>,
) => {
  const found: StoredDoc[] = [];
  for (let start = 0; start < values.length; start += 500)
    found.push(...(await load(values.slice(start, start + 500))));
  return found;
};

const bodyOf = (doc: StoredDoc): Record<string, unknown> => (doc['state'] as { body: Record<string, unknown> }).body;

/** Growing areas of these normalised codes, as the index knows them. */
export async function growingAreasOf(
  store: IndexStore,
  pucs: readonly string[],
): Promise<ReadonlyMap<string, KnownGrowingArea>> {
  const docs = await inSlices(pucs, async (slice) => {
    const query = { equals: { type: 'origin/growing-area' }, in: { puc: slice }, limit: 1000 };
    return (await store.find('records', query)).docs;
  });
  return new Map(
    docs.map((doc) => {
      const { pucNormalised, crop, commune } = bodyOf(doc);
      const area = { id: doc._id, owner: String(doc['owner']), status: String(doc['status']) };
      return [String(pucNormalised), { ...area, crop: String(crop), commune: String(commune) }];
    }),
  );
}

/** Which of these `<growing area id> <lot>` pairs the index knows already, and the record that holds each. */
export async function lotsInUseOf(store: IndexStore, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const docs = await inSlices([...new Set(keys)], async (slice) => {
    return (await store.find('records', { in: { lotKey: slice }, limit: 1000 })).docs;
  });
  return new Map(docs.map((doc) => [String(doc['lotKey']), doc._id]));
}

/** So long a chunk waits for the index; one that is further behind does not hold an import up for ever. */
const indexWaitMs = 60_000;

/** The custodial identity of the person who sent the import off: in the vault after a restart, too, until they leave. @throws DomainError */
export function importIdentity(vault: Pick<Vault, 'get'>, { key }: Pick<ImportActor, 'key'>): LedgerIdentity {
  const [issuer = '', subject = ''] = JSON.parse(key) as string[];
  const identity = vault.get(issuer, subject);
  if (identity === undefined) throw new DomainError('registry/identity-incomplete');
  return identity;
}

/** A chunk is done when the index shows it, so that who sees "finished" finds the rows. */
export async function indexedTransaction(
  { indexed }: Pick<CommandDeps, 'indexed'>,
  { txId, blockNumber }: Committed,
): Promise<{ transactionId: string }> {
  await indexed(blockNumber, indexWaitMs);
  return { transactionId: txId };
}

/** Sends rows to a bulk transaction, in the member of its command that lists them, under the identity of who imports. */
export const bulkTransaction = <Row>(
  deps: Pick<CommandDeps, 'ledger' | 'indexed'>,
  vault: Pick<Vault, 'get'>,
  transaction: string,
  list: string,
): ImportLedger<Row> => ({
  submit: async ({ actor, requestId, rows }) => {
    const command = { requestId, [list]: rows.map(({ row }) => row) };
    const committed = await deps.ledger.submit(importIdentity(vault, actor), transaction, command);
    return indexedTransaction(deps, committed);
  },
});
export const importLedgerOf = (
  deps: Pick<CommandDeps, 'ledger' | 'indexed'>,
  vault: Pick<Vault, 'get'>,
): ImportLedger<BatchRow> => bulkTransaction(deps, vault, 'Origin:RegisterBatches', 'batches');

/** The person behind a request, as imports know them. */
export const importActor =
  ({ authenticate, identityOf }: Pick<Deps, 'authenticate' | 'identityOf'>) =>
  async (request: Request): Promise<ImportActor> => {
    const { issuer, subject, token } = await authenticate(request);
    const { unit } = await identityOf(subject, token);
    return { key: JSON.stringify([issuer, subject]), unit };
  };

/** What an import of batches asks the index. */
export const batchIndex = ({ store }: Pick<Deps, 'store'>): BatchImportDeps => ({
  growingAreas: (pucs) => growingAreasOf(store, pucs),
  lotsInUse: (keys) => lotsInUseOf(store, keys),
  now: () => new Date(),
});

/** The person and the index behind the import of batches. */
export const importDepsOf = (deps: Deps): Omit<ImportDeps<BatchRow>, 'store' | 'runner'> => ({
  ...{ actorOf: importActor(deps), ...batchImport(batchIndex(deps)) },
});
