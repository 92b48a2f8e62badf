/** For tests: an index that holds given records, as the projection writes them. */
import type { RecordState } from '@daunguon/records';
import type { Doc, IndexStore } from '../../index-store/index-store.ts';
import { openSqliteStore } from '../../index-store/sqlite-store.ts';
import { collections } from '../../project-block.ts';
import { originFields, originOps } from './origin-projection.ts';

export async function indexOf(file: string, states: readonly RecordState[]): Promise<IndexStore> {
  const store = openSqliteStore(file, collections);
  const ops = states.flatMap((state) => {
    const { type, status, owner, ts } = state;
    const fields = type.startsWith('origin/') ? originFields(state) : {};
    const doc = { type, status, owner, ts, ...fields, state: state as unknown as Doc };
    return [{ op: 'put', collection: 'records', id: state.id, doc } as const, ...originOps(state)];
  });
  await store.applyBlocks([{ ref: { number: 1, hash: 'h' }, ops }]);
  return store;
}
