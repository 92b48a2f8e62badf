import type { BatchBody, RecordState } from '@daunguon/records';
import type { IndexStore } from '../../index-store/index-store.ts';
import { stateOf } from '../record-reads.ts';

const batchBodyOf = (state: RecordState | undefined): BatchBody | undefined =>
  state?.type === 'origin/batch' ? (state.body as BatchBody) : undefined;

/** A batch and its ancestors, nearest first, at most 500. */
export async function lineage(store: IndexStore, id: string): Promise<string[]> {
  const found = [id];
  for (let index = 0; index < found.length && found.length < 500; index += 1) {
    const body = batchBodyOf(await stateOf(store, found[index] ?? ''));
    for (const parent of body?.parents ?? []) if (!found.includes(parent.id)) found.push(parent.id);
  }
  return found;
}

/**
 * The recall in force over a batch: its own, or its nearest ancestor's. A notice reaches the ledger's mark of the last of
 * ten thousand descendants seconds later; every label warns from the block that holds the notice.
 */
export async function noticeOver(store: IndexStore, ancestors: readonly string[]): Promise<RecordState | undefined> {
  for (const id of ancestors) {
    for (const recall of batchBodyOf(await stateOf(store, id))?.recalls ?? []) {
      const notice = await stateOf(store, recall);
      if (notice?.status === 'active') return notice;
    }
  }
  return undefined;
}
