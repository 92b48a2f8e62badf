import { describe, expect, test } from '@jest/globals';
import { nextBatchSize } from './block-cutter.ts';

const batch = { maxMessageCount: 3, absoluteMaxBytes: 1000, preferredMaxBytes: 100, timeoutMs: 15 };
const message = (size: number, isConfig = false) => ({ bytes: Buffer.alloc(size), isConfig });

describe('nextBatchSize', () => {
  test('an empty queue gives no block', () => {
    expect(nextBatchSize([], batch)).toBe(0);
  });
  test('the count cuts', () => {
    expect(nextBatchSize([message(1), message(1), message(1), message(1)], batch)).toBe(3);
  });
  test('a message that would overflow the preferred size waits', () => {
    expect(nextBatchSize([message(60), message(40), message(1)], batch)).toBe(2);
    expect(nextBatchSize([message(60), message(41)], batch)).toBe(1);
  });
  test('a message over the preferred size stands alone', () => {
    expect(nextBatchSize([message(500), message(1)], batch)).toBe(1);
  });
  test('a config message stands alone, behind what came before it', () => {
    expect(nextBatchSize([message(1), message(1, true), message(1)], batch)).toBe(1);
    expect(nextBatchSize([message(1, true), message(1)], batch)).toBe(1);
  });
});
