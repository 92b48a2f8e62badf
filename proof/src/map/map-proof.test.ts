import { describe, expect, test } from '@jest/globals';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { emptyMapRoot, verifyMapProof, type MapProof } from './map-proof.ts';
import { StateMap } from './state-map.ts';

const keyOf = (name: string): Uint8Array => sha256(new TextEncoder().encode(name));
const map = new StateMap();
for (let at = 0; at < 50; at += 1)
  map.set(keyOf(`key ${at}`), { index: at, n: 1, since: '2026-11-24T08:00:00.000Z', status: 'active' });
const root = map.root();
const present = keyOf('key 7');
const absent = keyOf('key 50');
const proof = map.prove(present);
const flip = (bytes: Uint8Array, at = 0): Uint8Array => bytes.with(at, bytes[at]! ^ 1);

describe('an altered proof is refused', () => {
  const { path, key, valueHash } = proof;
  const last = path.length - 1;
  const [bit, sibling] = path[last]!;
  test.each<[string, MapProof]>([
    ['another sibling', { ...proof, path: path.with(last, [bit, flip(sibling)]) }],
    ['another bit', { ...proof, path: path.with(last, [bit + 1, sibling]) }],
    ['a bit twice', { ...proof, path: [...path, [bit, sibling]] }],
    ['a bit beyond the key', { ...proof, path: [...path, [256, sibling]] }],
    ['a negative bit', { ...proof, path: [[-1, sibling], ...path] }],
    ['half a bit', { ...proof, path: path.with(0, [0.5, sibling]) }],
    ['no bit', { ...proof, path: path.with(0, [NaN, sibling]) }],
    ['a short sibling', { ...proof, path: path.with(last, [bit, sibling.subarray(1)]) }],
    ['one step less above', { ...proof, path: path.slice(1) }],
    ['one step less below', { ...proof, path: path.slice(0, -1) }],
    ['steps in another order', { ...proof, path: path.toReversed() }],
    ['another value', { ...proof, valueHash: flip(valueHash!) }],
    ['another key', { ...proof, key: flip(key!, 31) }],
    ['no key', { path, valueHash }],
    ['no value', { path, key }],
    ['a long key', { ...proof, key: concatBytes(key!, Uint8Array.of(0)) }],
    ['nothing', { path: [] }],
  ])('%s', (_name, altered) => {
    expect(verifyMapProof(proof, present, root)).toBe('included');
    expect(verifyMapProof(altered, present, root)).toBe('invalid');
  });

  test('for a key of another length, or an empty map that is not empty', () => {
    expect(verifyMapProof(proof, present.subarray(1), root)).toBe('invalid');
    expect(verifyMapProof({ path: [] }, present, emptyMapRoot())).toBe('absent');
    expect(verifyMapProof({ ...map.prove(absent), path: [] }, absent, emptyMapRoot())).toBe('invalid');
  });
});

test('the proof of one key shows another only as absent, and only where its bits lead', () => {
  expect(verifyMapProof(map.prove(absent), absent, root)).toBe('absent');
  for (let at = 0; at < 50; at += 1) {
    const other = keyOf(`key ${at}`);
    expect(verifyMapProof(proof, other, root)).toBe(at === 7 ? 'included' : 'invalid');
  }
});

/** A root that somebody made of any shape: nodes with bits that do not increase, keys where their bits do not lead, a key twice. */
type Shape = { readonly key: number } | { readonly bit: number; readonly left: Shape; readonly right: Shape };
const shape: fc.Arbitrary<Shape> = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ key: fc.nat(15) }),
    fc.record({ bit: fc.nat(3), left: tie('shape'), right: tie('shape') }),
  ),
})).shape;

/** Keys of four significant bits. */
const smallKey = (of: number): Uint8Array => new Uint8Array(32).fill(of << 4, 0, 1);
const value = new Uint8Array(32);

const hashOf = (of: Shape): Uint8Array =>
  'key' in of
    ? sha256(concatBytes(Uint8Array.of(2), smallKey(of.key), value))
    : sha256(concatBytes(Uint8Array.of(3, of.bit), hashOf(of.left), hashOf(of.right)));

/** Every way down to a leaf, as a proof. */
const proofsOf = (of: Shape): MapProof[] => {
  if ('key' in of) return [{ path: [], key: smallKey(of.key), valueHash: value }];
  const under = (child: Shape, other: Shape): MapProof[] =>
    proofsOf(child).map((below) => ({ ...below, path: [[of.bit, hashOf(other)], ...below.path] }));
  return [...under(of.left, of.right), ...under(of.right, of.left)];
};

test('even a malformed map has one answer for a key at most (docs/map-soundness.md, claim 1)', () => {
  let accepted = 0;
  fc.assert(
    fc.property(shape, (of) => {
      const made = hashOf(of);
      for (let queried = 0; queried < 16; queried += 1) {
        const answers = proofsOf(of).flatMap((one) => {
          const shows = verifyMapProof(one, smallKey(queried), made);
          return shows === 'invalid' ? [] : [`${shows} ${String(one.key)}`];
        });
        accepted += answers.length;
        expect(new Set(answers).size).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 500 },
  );
  expect(accepted).toBeGreaterThan(1000);
});
