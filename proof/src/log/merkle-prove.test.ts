import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { consistencyProof, inclusionProof, rootAt } from './merkle-prove.ts';
import { rootFromInclusion, verifyConsistency, verifyInclusion } from './merkle-verify.ts';
import { naiveRoot, readNaive } from './test-tree.ts';

/** Beyond the first 128: every shape that a level more can have. */
const most = 140;

/** Everything one step away from a proof: one bit of a hash, a hash fewer, a hash more, a hash of another length, two swapped. */
const mutations = (proof: readonly Uint8Array[], bit: number): Uint8Array[][] => {
  const copies: Uint8Array[][] = [];
  const extra = new Uint8Array(32).fill(bit);
  for (let at = 0; at <= proof.length; at += 1) {
    const hash = proof[at];
    copies.push([...proof.slice(0, at), extra, ...proof.slice(at)]);
    if (hash === undefined) continue;
    const flipped = hash.slice();
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    copies.push(proof.with(at, flipped));
    copies.push(proof.toSpliced(at, 1));
    copies.push(proof.with(at, hash.subarray(0, 31)));
    const next = proof[at + 1];
    if (next !== undefined) copies.push(proof.with(at, next).with(at + 1, hash));
  }
  return copies;
};

test(`every inclusion proof of every size to ${most} gives the root`, () => {
  for (let size = 1; size <= most; size += 1) {
    const root = naiveRoot(0, size);
    expect(rootAt(BigInt(size), readNaive)).toEqual(root);
    for (let index = 0; index < size; index += 1) {
      const proof = inclusionProof(BigInt(index), BigInt(size), readNaive);
      const claim = { leafHash: naiveRoot(index, index + 1), index: BigInt(index), size: BigInt(size), proof, root };
      if (!verifyInclusion(claim)) throw new Error(`inclusion of ${index} in ${size} does not verify`);
    }
  }
});

test(`every consistency proof between sizes to ${most} verifies`, () => {
  for (let size2 = 1; size2 <= most; size2 += 1) {
    for (let size1 = 1; size1 <= size2; size1 += 1) {
      const proof = consistencyProof(BigInt(size1), BigInt(size2), readNaive);
      const sizes = { size1: BigInt(size1), size2: BigInt(size2) };
      if (!verifyConsistency({ ...sizes, root1: naiveRoot(0, size1), root2: naiveRoot(0, size2), proof }))
        throw new Error(`consistency of ${size1} with ${size2} does not verify`);
    }
  }
});

const sizeAndPart = fc.integer({ min: 1, max: most }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)));
const bit = fc.nat(255);

test('no inclusion proof survives a change', () => {
  fc.assert(
    fc.property(sizeAndPart, bit, fc.nat(most + 5), ([size, index], flip, other) => {
      const claim = {
        leafHash: naiveRoot(index, index + 1),
        index: BigInt(index),
        size: BigInt(size),
        proof: inclusionProof(BigInt(index), BigInt(size), readNaive),
        root: naiveRoot(0, size),
      };
      expect(verifyInclusion(claim)).toBe(true);
      for (const proof of mutations(claim.proof, flip)) expect(verifyInclusion({ ...claim, proof })).toBe(false);
      if (other !== index) expect(verifyInclusion({ ...claim, index: BigInt(other) })).toBe(false);
      for (const name of ['leafHash', 'root'] as const) {
        const hash = claim[name].slice();
        hash[flip >> 3] = (hash[flip >> 3] ?? 0) ^ (1 << (flip & 7));
        expect(verifyInclusion({ ...claim, [name]: hash })).toBe(false);
        expect(verifyInclusion({ ...claim, [name]: claim[name].subarray(1) })).toBe(false);
      }
    }),
    { numRuns: 150 },
  );
});

test('no consistency proof survives a change', () => {
  fc.assert(
    fc.property(sizeAndPart, bit, ([size2, below], flip) => {
      const size1 = below + 1;
      const claim = {
        size1: BigInt(size1),
        size2: BigInt(size2),
        root1: naiveRoot(0, size1),
        root2: naiveRoot(0, size2),
        proof: consistencyProof(BigInt(size1), BigInt(size2), readNaive),
      };
      expect(verifyConsistency(claim)).toBe(true);
      for (const proof of mutations(claim.proof, flip)) expect(verifyConsistency({ ...claim, proof })).toBe(false);
      for (const name of ['root1', 'root2'] as const) {
        const hash = claim[name].slice();
        hash[flip >> 3] = (hash[flip >> 3] ?? 0) ^ (1 << (flip & 7));
        expect(verifyConsistency({ ...claim, [name]: hash })).toBe(false);
      }
    }),
    { numRuns: 150 },
  );
});

test('provers refuse what has no proof', () => {
  const code = (name: string) => expect.objectContaining({ name: 'ProofError', code: name });
  expect(() => inclusionProof(3n, 3n, readNaive)).toThrow(code('index'));
  expect(() => inclusionProof(-1n, 3n, readNaive)).toThrow(code('index'));
  expect(() => consistencyProof(0n, 3n, readNaive)).toThrow(code('size'));
  expect(() => consistencyProof(4n, 3n, readNaive)).toThrow(code('size'));
  expect(() => rootAt(-1n, readNaive)).toThrow(code('size'));
});

test('an empty tree is extended by nothing', () => {
  const root = naiveRoot(0, 0);
  expect(verifyConsistency({ size1: 0n, size2: 0n, root1: root, root2: root, proof: [] })).toBe(false);
  expect(verifyConsistency({ size1: 0n, size2: 3n, root1: root, root2: naiveRoot(0, 3), proof: [] })).toBe(false);
});

test('a proof of the wrong shape is told from one of the wrong hashes', () => {
  const hash = new Uint8Array(32);
  const code = (name: string) => expect.objectContaining({ name: 'ProofError', code: name });
  expect(() => rootFromInclusion(hash, 1n, 1n, [])).toThrow(code('index'));
  expect(() => rootFromInclusion(hash, 0n, 2n, [])).toThrow(code('proof-length'));
  expect(() => rootFromInclusion(hash, 0n, 2n, [hash, hash])).toThrow(code('proof-length'));
  expect(() => rootFromInclusion(hash, 0n, 2n, [hash.subarray(1)])).toThrow(code('hash-length'));
});
