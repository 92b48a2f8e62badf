import { expect, test } from '@jest/globals';
import { consistencyProof, inclusionProof, leafHash, verifyConsistency, verifyInclusion } from '@daunguon/proof';
import { SparseLog } from './sparse-log.ts';

const size = 1_000_003;

test('proofs of leaves and of earlier heads that are there have full length and hold', () => {
  const log = new SparseLog(size);
  const leaf = Buffer.from('a leaf');
  for (const index of [77, 998_000 - 1, size - 1]) log.put(index, leaf);
  const proof = inclusionProof(77n, BigInt(size), log.nodes);
  expect(proof.length).toBe(20);
  const claim = { leafHash: leafHash(leaf), index: 77n, size: BigInt(size), proof, root: log.root() };
  expect(verifyInclusion(claim)).toBe(true);
  expect(verifyInclusion({ ...claim, leafHash: leafHash(Buffer.from('another')) })).toBe(false);
  const [size1, size2] = [998_000n, BigInt(size)];
  const heads = { size1, size2, root1: log.root(998_000), root2: log.root() };
  expect(verifyConsistency({ ...heads, proof: consistencyProof(size1, size2, log.nodes) })).toBe(true);
});

test('a leaf that is not there cannot be read', () => {
  expect(() => new SparseLog(size).leaf(5)).toThrow('leaf 5 was not put into the log');
});
