import { createHash } from 'node:crypto';
import { newId } from '@daunguon/proof';
import { maxBulk, type BatchBody } from '@daunguon/records';
import type { IndexStore } from '../../index-store/index-store.ts';
import { stateOf } from '../record-reads.ts';

/** Descendants of a batch level by level, each once, parents before children. */
export async function descendantLevels(store: IndexStore, batch: string): Promise<string[][]> {
  const seen = new Set([batch]);
  const levels: string[][] = [];
  let level = [batch];
  while (level.length > 0) {
    const next: string[] = [];
    for (const id of level) {
      const children = ((await stateOf(store, id))?.body as BatchBody | undefined)?.children ?? [];
      for (const child of children) {
        if (seen.has(child)) continue;
        seen.add(child);
        next.push(child);
      }
    }
    if (next.length > 0) levels.push(next);
    level = next;
  }
  return levels;
}

/** Commands that carry a notice to these levels. Request ids follow from notice and ids, so that a repeat is the same request. */
export function propagations(noticeId: string, levels: readonly (readonly string[])[], purpose = 'mark') {
  return levels.flatMap((level) => {
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
