import type { RecordState } from '@daunguon/records';
import type { IndexStore } from '../index-store/index-store.ts';
import { openSqliteStore } from '../index-store/sqlite-store.ts';
import { collections, projectBlock } from '../project-block.ts';

export const idOf = (label: string): string => label.padStart(26, '0');

/** An index that holds these records, as a block of them would leave it. */
export async function storeWith(
  records: readonly (Pick<RecordState, 'id' | 'type'> & Partial<RecordState>)[],
): Promise<IndexStore> {
  const store = openSqliteStore(':memory:', collections);
  const written = { version: 1, status: 'active', owner: idOf('1'), ts: '2026-11-24T00:00:00Z', commitment: '00' };
  const writes = records.map((record) => ({ key: `r/${record.id}`, value: JSON.stringify({ ...written, ...record }) }));
  const transaction = { txId: 't', time: '2026-11-24T00:00:00Z', endorsers: [], writes };
  const block = { number: 1, hash: 'h', transactions: [transaction] } as unknown as Parameters<typeof projectBlock>[0];
  await store.applyBlocks([{ ref: { number: 1, hash: 'h' }, ops: projectBlock(block) }]);
  return store;
}
