import type { IndexStore } from './index-store.ts';

/** What was read while the index stood at one block. */
export interface AtOneHeight<Value> {
  readonly height: number;
  readonly blockHash: string;
  /** Time of the newest record of that height, ISO 8601 UTC; no clock is read. */
  readonly asOf: string;
  readonly value: Value;
}

const attempts = 5;

/**
 * Everything that `read` finds is of one height: the same height gives the same, on every gateway and at any time. Undefined while the index
 * is empty, or when blocks came during each of five readings; another try is due then.
 */
export async function atOneHeight<Value>(
  store: IndexStore,
  read: (asOf: string) => Promise<Value>,
): Promise<AtOneHeight<Value> | undefined> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const at = await store.checkpoint();
    const newest = await store.find('versions', { sort: { field: 'blockNumber', descending: true }, limit: 1 });
    const asOf = newest.docs[0]?.['blockTime'];
    if (at === undefined || typeof asOf !== 'string') return undefined;
    const value = await read(asOf);
    if ((await store.checkpoint())?.number === at.number) return { height: at.number, blockHash: at.hash, asOf, value };
  }
  return undefined;
}
