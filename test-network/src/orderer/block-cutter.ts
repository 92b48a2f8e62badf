import type { BatchConfig } from '../types.ts';

export interface OrderedMessage {
  readonly bytes: Buffer;
  readonly isConfig: boolean;
}

/**
 * How many messages at the head of the queue form the next block (Fabric: orderer/common/blockcutter, and config alone).
 * A message over PreferredMaxBytes stands alone; one that would overflow it waits for the next block.
 */
export const nextBatchSize = (queue: readonly OrderedMessage[], batch: BatchConfig): number => {
  let bytes = 0;
  let count = 0;
  for (const message of queue) {
    if (message.isConfig) return count === 0 ? 1 : count;
    bytes += message.bytes.length;
    if (bytes > batch.preferredMaxBytes) return count === 0 ? 1 : count;
    count += 1;
    if (count >= batch.maxMessageCount) return count;
  }
  return count;
};
