import { setImmediate as turn } from 'node:timers/promises';
import type { IndexedBlock } from '../index-store/index-store.ts';

/**
 * Blocks as they come in, those together that are there at once: alone, a block waits for nobody; while the index catches
 * up, a batch grows to about `mostOps` operations. A failure of `blocks` comes after everything that was received before it.
 */
export async function* inBatches(
  blocks: AsyncIterable<IndexedBlock>,
  mostOps: number,
): AsyncGenerator<readonly IndexedBlock[]> {
  const iterator = blocks[Symbol.asyncIterator]();
  const ahead = (): Promise<IteratorResult<IndexedBlock>> => {
    const next = iterator.next();
    // It may fail while a batch is being written: that is reported when it is awaited, not before.
    next.catch(() => undefined);
    return next;
  };
  try {
    for (let next = ahead(); ;) {
      const first = await next;
      if (first.done === true) return;
      const batch = [first.value];
      next = ahead();
      for (let ops = first.value.ops.length; ops < mostOps; ops += batch.at(-1)?.ops.length ?? 0) {
        const more = await Promise.race([next.catch(() => undefined), turn()]);
        if (more === undefined || more.done === true) break;
        batch.push(more.value);
        next = ahead();
      }
      yield batch;
    }
  } finally {
    await iterator.return?.();
  }
}
