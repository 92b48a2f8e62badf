import type { Doc, DocValue, IndexStore, Query, StoredDoc } from '../index-store/index-store.ts';
import { stateIn } from '../domains/record-reads.ts';
import { takedownOver } from '../domains/withheld.ts';
import { allOf } from '../index-store/all-of.ts';
import { versionId } from '../index-store/version-keys.ts';
import { blockId, shownValue } from './ledger-ops.ts';
import { revocationOf } from '../index-store/signer-revocations.ts';

/** Values of records that one transaction's answer carries; the others are one link away. */
const mostValues = 50;

const lineOf = ({ _id: _, ...line }: StoredDoc): Doc => line;

export interface LedgerPage {
  readonly items: readonly Doc[];
  readonly next?: string;
}

/** Newest first. */
export async function newestFirst(
  store: IndexStore,
  collection: string,
  query: Pick<Query, 'after' | 'limit' | 'equals'>,
): Promise<LedgerPage> {
  const { docs, next } = await store.find(collection, { ...query, sort: { field: '_id', descending: true } });
  return { items: docs.map(lineOf), ...(next === undefined ? {} : { next }) };
}

export async function blockAt(store: IndexStore, number: number) {
  const block = await store.get('blocks', blockId(number));
  if (block === undefined) return undefined;
  const id = blockId(number);
  const items: Doc[] = [];
  for await (const doc of allOf(store, 'transactions', { range: { field: '_id', from: id, to: `${id};` } }))
    items.push(lineOf(doc));
  return { block: lineOf(block), transactions: items };
}

const list = (value: DocValue | undefined): readonly Doc[] => (value ?? []) as readonly Doc[];

/** Ids of records whose words are told to nobody. */
async function withheldAmong(store: IndexStore, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const withheld = new Set<string>();
  for (const id of ids) {
    const doc = await store.get('records', id);
    if (doc !== undefined && (await takedownOver(store, stateIn(doc))) !== undefined) withheld.add(id);
  }
  return withheld;
}

/** What a write saved, written out: a record's value is read from its version. */
async function filledWrite(store: IndexStore, write: Doc, withheld: ReadonlySet<string>): Promise<Doc> {
  const { record, version, key, size } = write;
  if (typeof record !== 'string') return write;
  if (withheld.has(record)) return { key: key ?? '', record, isWithheld: true };
  if (typeof version !== 'number') return write;
  const doc = await store.get('versions', versionId(record, version));
  const value = Buffer.from(JSON.stringify(doc?.['state'] ?? null));
  return { key: key ?? '', record, version, ...shownValue(value), size: size ?? 0 };
}

async function filledSets(store: IndexStore, sets: readonly Doc[], withheld: ReadonlySet<string>): Promise<Doc[]> {
  let left = mostValues;
  const filled: Doc[] = [];
  for (const set of sets) {
    const writes: Doc[] = [];
    for (const write of list(set['writes'])) {
      const isRecord = typeof write['record'] === 'string';
      writes.push(isRecord && left <= 0 ? write : await filledWrite(store, write, withheld));
      if (isRecord) left -= 1;
    }
    filled.push({ ...set, writes });
  }
  return filled;
}

/** One transaction in words and raw, also one that was refused. Words that were taken down are in neither its writes nor its arguments. */
export async function transactionOf(store: IndexStore, txId: string) {
  const found = (await store.find('transactions', { equals: { txId }, limit: 10 })).docs;
  // An id that comes again is refused as a duplicate: the valid one is meant.
  const doc = found.find(({ code }) => code === 0) ?? found[0];
  if (doc === undefined) return undefined;
  const raw = await store.get('readWriteSets', doc._id);
  const withheld = await withheldAmong(store, (raw?.['subjects'] ?? []) as readonly string[]);
  const sets = await filledSets(store, list(raw?.['sets']), withheld);
  const args = withheld.size > 0 ? [] : list(raw?.['args']);
  const signer = raw?.['signer'];
  const signerRevoked = typeof signer === 'string' ? ((await revocationOf(store, signer)) ?? null) : null;
  return { transaction: lineOf(doc), args, isWithheld: withheld.size > 0, sets, signerRevoked };
}

const everyDoc = async (store: IndexStore, collection: string, query: Query = {}): Promise<Doc[]> => {
  const items: Doc[] = [];
  for await (const doc of allOf(store, collection, query)) items.push(lineOf(doc));
  return items;
};

/** The channel as its newest configuration says, who uses it, and which chaincodes were defined on it. */
export async function networkOf(store: IndexStore) {
  const config = (await newestFirst(store, 'channelConfigs', { limit: 1 })).items[0] ?? null;
  const counts = await everyDoc(store, 'ledgerCounts', { in: { of: ['all', 'msp', 'chaincode', 'call', 'code'] } });
  const organisations = (await store.find('records', { equals: { type: 'registry/organisation' }, limit: 100 })).docs;
  const nameOf = (doc: StoredDoc) => stateIn(doc).body as { readonly mspId: string; readonly name: string };
  return {
    config,
    names: Object.fromEntries(organisations.map((doc) => [nameOf(doc).mspId, nameOf(doc).name])),
    organisationRecords: Object.fromEntries(organisations.map((doc) => [nameOf(doc).mspId, doc._id])),
    counts,
    definitions: await everyDoc(store, 'definitions'),
  };
}
