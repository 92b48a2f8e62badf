import { hash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { StateMap } from '@daunguon/proof';
import { mapDepth } from './map-depth.ts';

const keys = Array.from({ length: 8192 }, (_, index) => hash('sha256', `key ${index}`, 'buffer'));

test('the depth of proofs in a trie of random keys is that of a real map', () => {
  const map = new StateMap();
  for (const [index, key] of keys.entries())
    map.set(key, { index, n: 1, since: '2026-11-24T08:00:00.000Z', status: 'active' });
  map.root();
  const depths = keys.map((key) => map.prove(key).path.length).sort((a, b) => a - b);
  for (const share of [0.1, 0.5, 0.9, 0.99])
    expect({ share, depth: mapDepth(keys.length, share) }).toEqual({
      share,
      depth: depths[Math.floor(share * keys.length)],
    });
});

/** Knuth, The Art of Computer Programming, 6.3: a successful search in a Patricia trie passes lg N + 0.33275 nodes on average. */
test.each([10_000_000, 1_000_000_000])('the average depth among %d keys is the published one', (count) => {
  const depths = Array.from({ length: 1000 }, (_, at) => mapDepth(count, (at + 0.5) / 1000));
  expect(depths.reduce((sum, depth) => sum + depth, 0) / 1000).toBeCloseTo(Math.log2(count) + 0.33275, 1);
});
