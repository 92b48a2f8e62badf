import { createHash } from 'node:crypto';
import { newId } from '@daunguon/proof';
import { maxBulk, type BatchBody, type RecallBody } from '@daunguon/records';
import type { IndexStore } from '../../index-store/index-store.ts';
import { stateOf } from '../record-reads.ts';
import type { RecallJob } from './recall-jobs.ts';

const batchBody = async (store: IndexStore, id: string): Promise<BatchBody | undefined> => {
  const state = await stateOf(store, id);
  return state?.type === 'origin/batch' ? (state.body as BatchBody) : undefined;
};

/** What a notice still has to do: put its mark on these batches, or, once it is lifted, take it off. */
export interface Unreached {
  readonly purpose: RecallJob['purpose'];
  /** Level by level, parents before children. */
  readonly levels: readonly (readonly string[])[];
}

/** Descendants of the recalled batch that are not yet as the notice wants them. Undefined while the index does not show the notice so. */
export async function unreached(
  store: IndexStore,
  { noticeId, purpose }: Pick<RecallJob, 'noticeId' | 'purpose'>,
): Promise<Unreached | undefined> {
  const notice = await stateOf(store, noticeId);
  if (notice?.type !== 'origin/recall') return undefined;
  if (purpose === 'unmark' && notice.status !== 'closed') return undefined;
  const wanted = notice.status !== 'closed';
  const root = (notice.body as RecallBody).batch;
  const seen = new Set([root]);
  const levels: string[][] = [];
  let level = (await batchBody(store, root))?.children ?? [];
  while (level.length > 0) {
    const fresh = [...new Set(level)].filter((id) => !seen.has(id));
    fresh.forEach((id) => seen.add(id));
    const bodies = await Promise.all(fresh.map((id) => batchBody(store, id)));
    const missing = fresh.filter((_, index) => bodies[index]?.recalls.includes(noticeId) !== wanted);
    if (missing.length > 0) levels.push(missing);
    level = bodies.flatMap((body) => body?.children ?? []);
  }
  return { purpose: wanted ? 'mark' : 'unmark', levels };
}

/**
 * Commands that carry a notice to these levels, level by level: those of one level may be sent at the same time. Request ids follow from notice and
 * ids, so that a repeat is the same request.
 */
export function propagations(noticeId: string, { purpose, levels }: Unreached) {
  return levels.map((level) => {
    const chunks = Array.from({ length: Math.ceil(level.length / maxBulk) }, (_, index) =>
      level.slice(index * maxBulk, (index + 1) * maxBulk),
    );
    return chunks.map((ids) => {
      const hash = createHash('sha256')
        .update(JSON.stringify([purpose, noticeId, ids]))
        .digest();
      return { requestId: newId(hash.subarray(0, 16)), noticeId, ids };
    });
  });
}
