import type { Ledger } from '../types.ts';

export interface Follower {
  stop(): void;
}

/**
 * Hands out block after block, waiting for those that do not exist yet, until `each` says `stop` or the follower is stopped.
 * `each` may return a promise to slow the reader down to its client's pace.
 */
export const followBlocks = (
  ledger: Ledger,
  start: number,
  each: (number: number, block: Buffer) => Promise<'more' | 'stop'>,
  failed: (error: Error) => void,
): Follower => {
  let next = start;
  let stopped = false;
  let reading = false;
  const stop = (): void => {
    stopped = true;
    unsubscribe();
  };
  const read = async (): Promise<void> => {
    if (reading) return;
    reading = true;
    try {
      while (!stopped && next < ledger.height()) {
        const block = ledger.block(next);
        if (!block) throw new Error(`block ${next} is missing`);
        if ((await each(next, block)) === 'stop') stop();
        next += 1;
      }
    } catch (error) {
      stop();
      failed(error as Error);
    } finally {
      reading = false;
    }
  };
  const unsubscribe = ledger.onCommit(() => void read());
  void read();
  return { stop };
};
