import type { Health } from './http/operations-routes.ts';
import { watch } from './http/watch.ts';
import type { IndexStore } from './index-store/index-store.ts';
import type { BlockFollower } from './ledger/block-follower.ts';

/** An index that took no block for so long stands still. */
const movingMs = 10_000;

/**
 * Watches ledger and index. The index is up while its store answers and it holds, at most three seconds later, every block that
 * the ledger was seen to have: a block stream that died unnoticed shows here.
 */
export function watchHealth(
  height: () => Promise<number>,
  store: Pick<IndexStore, 'checkpoint'>,
  follower: Pick<BlockFollower, 'position' | 'reached'>,
): Health & { stop(): void } {
  let seen = 0;
  let behindSince: number | undefined;
  let [position, movedAt] = [-1, -Infinity];
  const behind = (): boolean => follower.position() < seen - 1;
  const ledger = watch('the ledger network', async () => {
    seen = await height();
    behindSince = behind() ? (behindSince ?? performance.now()) : undefined;
    if (follower.position() !== position) [position, movedAt] = [follower.position(), performance.now()];
  });
  const index = watch('the index', async () => {
    await store.checkpoint();
    if (!(await follower.reached(seen - 1, 10_000))) throw new Error(`the index is behind block ${seen - 1}`);
  });
  return {
    position: () => follower.position(),
    lagSeconds: () =>
      behindSince === undefined || !behind() ? 0 : Math.ceil((performance.now() - behindSince) / 1000),
    moves: () => performance.now() - movedAt < movingMs,
    ledgerUp: () => ledger.up(),
    indexUp: () => index.up(),
    stop: () => {
      ledger.stop();
      index.stop();
    },
  };
}
