import type { Config } from '../config.ts';
import { generationOf } from './index-generation.ts';
import { markOf } from './index-mark.ts';
import type { CollectionSpec, IndexStore } from './index-store.ts';
import { openIndex, removeIndex } from './open-index.ts';
import type { SwitchableIndex } from './switchable-index.ts';

const everyMs = 1000;

/**
 * Switches a running gateway's index to the generation that `rebuild.ts --beside` built, as soon as it says so. `catchUp` applies blocks to an index up to
 * one. Answers how it is ended.
 */
export function followGeneration(
  place: Pick<Config, 'dataDir' | 'mongoUri'>,
  collections: readonly CollectionSpec[],
  index: SwitchableIndex,
  catchUp: (next: IndexStore, block: number) => Promise<void>,
  tickMs = everyMs,
): { stop(): Promise<void> } {
  const mark = markOf(collections);
  let [used, told, looking] = [generationOf(place)?.number ?? 0, 0, Promise.resolve()];
  const look = async (): Promise<void> => {
    const wanted = generationOf(place);
    if (wanted === undefined || wanted.number === used) return;
    if (wanted.mark !== mark) {
      if (told !== wanted.number) console.log(`index ${wanted.number} is for another version, which takes it when it starts`); // prettier-ignore
      told = wanted.number;
      return;
    }
    const next = await openIndex(place, collections, wanted.number);
    const before = used;
    try {
      await index.switchTo(next, (block) => catchUp(next, block), () => removeIndex(place, before)); // prettier-ignore
    } catch (error) {
      await next.close();
      throw error;
    }
    used = wanted.number;
    console.log(`index ${used} answers now, in the place of ${before}`);
  };
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    looking = look()
      .catch((error: unknown) => console.error('the index could not be switched', error))
      .finally(() => (busy = false));
  }, tickMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
