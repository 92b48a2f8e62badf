import { isId } from '@daunguon/proof';
import { normaliseSiteCode, serialSchema, type RecordState } from '@daunguon/records';
import { serialHistory } from '../domains/carbon/serial-history.ts';
import { stateIn } from '../domains/record-reads.ts';
import { withheldBy } from '../domains/withheld.ts';
import { foldText } from '../index-store/fold.ts';
import type { IndexStore, StoredDoc } from '../index-store/index-store.ts';
import { bodyKey } from '../index-store/version-keys.ts';
import { blockId } from './ledger-ops.ts';
import { batchesOfProduct } from './product-names.ts';
import { nameEnds } from './word-ops.ts';

/** What a search leads to. */
export interface Hit {
  readonly kind: 'block' | 'transaction' | 'record' | 'carbon-serial';
  /** Number of a block, id of a transaction or record, `series/serial`. */
  readonly id: string;
  readonly type?: string;
  readonly status?: string;
  readonly name?: string;
  readonly blockNumber?: number;
  readonly txId?: string;
}

/** Most hits of one answer. */
const mostHits = 50;

const recordHit = (doc: StoredDoc): Hit => {
  const { type, status } = stateIn(doc);
  const { name, blockNumber, txId } = doc;
  return {
    ...{ kind: 'record', id: doc._id, type, status, name: typeof name === 'string' ? name : '' },
    ...{ blockNumber: Number(blockNumber), txId: String(txId) },
  };
};

async function byHash(store: IndexStore, text: string): Promise<Hit[]> {
  const hash = text.toLowerCase();
  const [transactions, blocks, versions] = await Promise.all([
    store.find('transactions', { equals: { txId: hash }, limit: 1 }),
    store.find('blocks', { equals: { hash }, limit: 1 }),
    store.find('versions', { equals: { bodyKey: bodyKey(hash) }, limit: 10 }),
  ]);
  const records = versions.docs.filter((doc) => stateIn(doc).commitment === hash).map((doc) => String(doc['record']));
  return [
    ...transactions.docs.map((doc): Hit => ({
      ...{ kind: 'transaction', id: String(doc['txId']), name: String(doc['call']) },
      blockNumber: Number(doc['block']),
    })),
    ...blocks.docs.map((doc): Hit => ({ kind: 'block', id: String(doc['number']) })),
    ...(await recordsOf(store, records)).map(recordHit),
  ];
}

async function recordsOf(store: IndexStore, ids: readonly string[]): Promise<StoredDoc[]> {
  const docs = await Promise.all([...new Set(ids)].map((id) => store.get('records', id)));
  return docs.filter((doc) => doc !== undefined);
}

/** Lots of a GTIN, typed alone or as a GS1 Digital Link of any host. */
async function byGtin(store: IndexStore, text: string): Promise<StoredDoc[]> {
  const [, gtin, lot] =
    /(?:^|\/)01\/(\d{8,14})(?:\/10\/([^/?#]+))?/.exec(text) ?? /^(\d{8}|\d{12,14})$/.exec(text) ?? [];
  if (gtin === undefined) return [];
  const name = `01/${gtin.padStart(14, '0')}/10/${lot ?? ''}`;
  const { docs } = await store.find('records', {
    ...{ equals: { type: 'origin/alias' }, limit: 20 },
    prefix: { field: 'name', text: name },
  });
  return recordsOf(
    store,
    docs.map((doc) => String(doc['batch'])),
  );
}

async function byCarbonSerial(store: IndexStore, text: string): Promise<Hit[]> {
  const [, code, vintage, serial] = /^(.+)\/(\d{4})\/(\d{1,18})$/.exec(text) ?? [];
  if (code === undefined || vintage === undefined || !serialSchema.safeParse(serial).success) return [];
  const found = await serialHistory(store, `${code}/${vintage}`, serial ?? '');
  if (found?.now === undefined) return [];
  return [{ kind: 'carbon-serial', id: `${code}/${vintage}/${serial ?? ''}`, name: found.now.block }];
}

/** By the beginning of any word of a name: without marks, in any case. */
async function byName(store: IndexStore, text: string): Promise<StoredDoc[]> {
  if (foldText(text) === '') return [];
  const [names, ends, codes] = await Promise.all([
    store.find('records', { prefix: { field: 'name', text }, limit: mostHits }),
    store.find(nameEnds.name, { prefix: { field: 'text', text }, limit: mostHits }),
    store.find('records', { equals: { puc: normaliseSiteCode(text) }, limit: 10 }),
  ]);
  const found = await recordsOf(
    store,
    ends.docs.map((doc) => String(doc['record'])),
  );
  return [...codes.docs, ...names.docs, ...found];
}

/** Ids of the batches that have a label with this serial. */
export type BySerial = (serial: string) => readonly string[];

async function candidates(store: IndexStore, text: string, bySerial: BySerial): Promise<Hit[]> {
  const id = text.toUpperCase();
  const [block, record] = await Promise.all([
    /^\d{1,9}$/.test(text) ? store.get('blocks', blockId(Number(text))) : undefined,
    isId(id) ? store.get('records', id) : undefined,
  ]);
  const [gtins, names, products] = await Promise.all([
    byGtin(store, text),
    byName(store, text),
    foldText(text) === '' ? [] : batchesOfProduct(store, text),
  ]);
  const records = [
    ...gtins,
    ...(await recordsOf(store, bySerial(text))),
    ...names,
    ...(await recordsOf(store, products)),
  ];
  return [
    ...(block === undefined ? [] : [{ kind: 'block', id: String(Number(text)) } as const]),
    ...(record === undefined ? [] : [recordHit(record)]),
    ...(/^[0-9a-fA-F]{64}$/.test(text) ? await byHash(store, text) : []),
    ...(await byCarbonSerial(store, text)),
    ...records.map(recordHit),
  ];
}

/** What a reader may be looking for who types this: exact things first, then names. Words that were taken down lead nowhere. */
export async function search(store: IndexStore, typed: string, bySerial: BySerial = () => []): Promise<readonly Hit[]> {
  const text = typed.normalize('NFC').trim();
  const seen = new Set<string>();
  const hits: Hit[] = [];
  for (const hit of await candidates(store, text, bySerial)) {
    const key = `${hit.kind} ${hit.id}`;
    if (seen.has(key) || hits.length === mostHits) continue;
    seen.add(key);
    if (hit.kind === 'record' && hit.id.toUpperCase() !== text.toUpperCase()) {
      const doc = await store.get('records', hit.id);
      if (doc !== undefined && (await withheldBy(store, stateIn(doc))) !== undefined) continue;
    }
    hits.push(hit.kind === 'record' ? await withoutWithheldName(store, hit) : hit);
  }
  return hits;
}

/** A record that was asked for by its id is told of, without the words that were taken down. */
async function withoutWithheldName(store: IndexStore, hit: Hit): Promise<Hit> {
  const doc = await store.get('records', hit.id);
  const state: RecordState | undefined = doc && stateIn(doc);
  const isWithheld = state !== undefined && (await withheldBy(store, state)) !== undefined;
  return isWithheld ? { ...hit, name: '' } : hit;
}
