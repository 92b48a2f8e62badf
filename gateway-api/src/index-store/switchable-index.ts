import { oneAtATime } from '../in-order.ts';
import type { IndexStore } from './index-store.ts';

/** An index behind which another one may come: whoever has it need not know. */
export interface SwitchableIndex extends IndexStore {
  /**
   * From now on `next` answers. Blocks wait meanwhile: `catchUp` brings `next` to the block that the one before holds, so that no reader goes back and
   * none is left out. The one before is closed by `retire` when readings that had begun are done. Where `catchUp` fails all stays as it was. @throws what it throws
   */
  switchTo(next: IndexStore, catchUp: (block: number) => Promise<void>, retire: () => Promise<void>): Promise<void>;
}

/** So long a reading may take that had begun before the switch. Milliseconds. */
const readingMs = 30_000;

export function switchableIndex(first: IndexStore, graceMs = readingMs): SwitchableIndex {
  let now = first;
  const retiring = new Map<NodeJS.Timeout, () => Promise<void>>();
  const inTurn = oneAtATime();
  return {
    applyBlocks: (blocks) => inTurn(() => now.applyBlocks(blocks)),
    checkpoint: () => now.checkpoint(),
    get: (collection, id) => now.get(collection, id),
    find: (collection, query) => now.find(collection, query),
    count: (collection, query) => now.count(collection, query),
    dump: () => now.dump(),
    clear: () => inTurn(() => now.clear()),
    filling: (work) => now.filling(work),
    close: async () => {
      for (const [timer, end] of retiring) {
        clearTimeout(timer);
        await end();
      }
      await now.close();
    },
    switchTo: (next, catchUp, retire) =>
      inTurn(async () => {
        const at = await now.checkpoint();
        if (at !== undefined) await catchUp(at.number);
        const before = now;
        now = next;
        const end = async (): Promise<void> => {
          retiring.delete(timer);
          await before.close();
          await retire();
        };
        const timer = setTimeout(() => void end().catch((error: unknown) => console.error('index', error)), graceMs);
        timer.unref();
        retiring.set(timer, end);
      }),
  };
}
