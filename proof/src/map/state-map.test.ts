/** The map against a second implementation, recursive over sorted keys and written from docs/proof-format.md §3 alone. */
import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { verifyMapProof, type MapProof } from './map-proof.ts';
import type { MapValue } from './map-value.ts';
import { StateMap } from './state-map.ts';

const sha = (...parts: (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const valueBytes = ({ index, n, since, status }: MapValue): string =>
  `{"index":${index},"n":${n},"since":"${since}","status":"${status}"}`;

type Entry = readonly [key: Buffer, value: MapValue];
const bit = (key: Buffer, at: number): number => (key[Math.floor(at / 8)]! >> (7 - (at % 8))) & 1;

const naiveRoot = (entries: readonly Entry[]): Buffer => {
  const [first] = entries;
  if (first === undefined) return sha('daunguon/map/empty/v1');
  if (entries.length === 1) return sha(Buffer.from([2]), first[0], sha(valueBytes(first[1])));
  let at = 0;
  while (entries.every(([key]) => bit(key, at) === bit(first[0], at))) at += 1;
  const side = (of: number): Buffer => naiveRoot(entries.filter(([key]) => bit(key, at) === of));
  return sha(Buffer.from([3, at]), side(0), side(1));
};

const naiveVerify = (proof: MapProof, queried: Buffer): { root: string; answer: string } | undefined => {
  if (proof.key === undefined) return { root: sha('daunguon/map/empty/v1').toString('hex'), answer: 'absent' };
  const reached = Buffer.from(proof.key);
  let hash = sha(Buffer.from([2]), reached, Buffer.from(proof.valueHash!));
  for (let step = proof.path.length - 1; step >= 0; step -= 1) {
    const [at, sibling] = proof.path[step]!;
    if (step > 0 && proof.path[step - 1]![0] >= at) return undefined;
    if (bit(reached, at) !== bit(queried, at)) return undefined;
    const other = Buffer.from(sibling);
    hash = bit(queried, at) === 1 ? sha(Buffer.from([3, at]), other, hash) : sha(Buffer.from([3, at]), hash, other);
  }
  return { root: hash.toString('hex'), answer: reached.equals(queried) ? 'included' : 'absent' };
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const value = fc.record({
  index: fc.oneof(fc.nat(1000), fc.constantFrom(2 ** 32, 2 ** 48 - 1)),
  n: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(2 ** 32 - 1)),
  since: fc
    .date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  status: fc.stringMatching(/^[a-z-]{1,40}$/),
});
/** Keys that agree in long prefixes, so that nodes stand at every depth. */
const key = fc.oneof(
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
  fc.tuple(fc.nat(255), fc.nat(3)).map(([at, flips]) => {
    const bytes = Buffer.alloc(32);
    bytes[at >> 3] = 0x80 >> (at & 7);
    bytes[31]! ^= flips;
    return bytes;
  }),
);
const writes = fc.array(fc.tuple(key, value), { maxLength: 40 });

const fill = (map: StateMap, model: Map<string, Entry>, entries: readonly Entry[]): void => {
  for (const [at, put] of entries) {
    map.set(at, put);
    model.set(hex(at), [at, put]);
  }
};

/** Every proof of `map` (at `version`) against the model of that version, by both verifiers. */
const checkProofs = (map: StateMap, model: Map<string, Entry>, queries: readonly Buffer[], version?: number): void => {
  const root = naiveRoot([...model.values()]);
  for (const queried of [...queries, ...[...model.values()].map(([at]) => at)]) {
    const proof = map.prove(queried, version);
    const expected = model.get(hex(queried));
    const answer = expected === undefined ? 'absent' : 'included';
    expect(verifyMapProof(proof, queried, root)).toBe(answer);
    expect(naiveVerify(proof, queried)).toEqual({ root: root.toString('hex'), answer });
    expect(proof.value).toEqual(expected?.[1]);
  }
};

describe('StateMap', () => {
  test('root and proofs equal those of the naive map, in every order of insertion', () => {
    fc.assert(
      fc.property(writes, fc.array(key, { maxLength: 5 }), (entries, queries) => {
        const model = new Map<string, Entry>();
        const map = new StateMap();
        fill(map, model, entries);
        expect(hex(map.root())).toBe(naiveRoot([...model.values()]).toString('hex'));
        expect(map.keys).toBe(model.size);
        for (const [at, put] of model.values()) expect(map.get(at)).toEqual(put);
        checkProofs(map, model, queries);
        const sorted = new StateMap();
        for (const name of [...model.keys()].sort()) sorted.set(...model.get(name)!);
        expect(hex(sorted.root())).toBe(hex(map.root()));
      }),
    );
  });

  test('older versions are proven as they were, until they are forgotten, also from a dump', () => {
    fc.assert(
      fc.property(
        fc.array(writes, { minLength: 1, maxLength: 5 }),
        fc.array(key, { maxLength: 3 }),
        (blocks, queries) => {
          let map = new StateMap();
          const model = new Map<string, Entry>();
          const models = [new Map(model)];
          blocks.forEach((entries, at) => {
            fill(map, model, entries);
            // A root between two writes of a version must not lose what the version overwrote.
            if (at % 2 === 0) map.root();
            fill(
              map,
              model,
              entries.slice(0, 3).map(([name, put]): Entry => [name, { ...put, status: 'again' }]),
            );
            map.commit(at + 1);
            models.push(new Map(model));
          });
          // What is written and in no version yet changes none of them.
          fill(map, model, [
            [Buffer.alloc(32, 1), { index: 1, n: 1, since: '2026-01-01T00:00:00.000Z', status: 'later' }],
            ...blocks[0]!.map(([name, put]): Entry => [name, { ...put, status: 'later' }]),
          ]);
          models.forEach((then, version) => checkProofs(map, then, queries, version));
          checkProofs(map, model, queries);
          map.commit(blocks.length + 1);
          map.forget(blocks.length);
          expect(() => map.prove(Buffer.alloc(32), blocks.length - 1)).toThrow(RangeError);
          checkProofs(map, models[blocks.length]!, queries, blocks.length);

          map = StateMap.load(map.dump());
          expect(map.version).toBe(blocks.length + 1);
          checkProofs(map, model, queries, map.version);
          const before = new Map(model);
          fill(map, model, blocks[0]!);
          map.commit(99);
          checkProofs(map, before, queries, blocks.length + 1);
          checkProofs(map, model, queries, 99);
        },
      ),
      { numRuns: 30 },
    );
  });
});

test('each changed node is hashed once: a second root costs nothing, one update a path', () => {
  let hashes = 0;
  const map = new StateMap({ hash: (data) => ((hashes += 1), new Uint8Array(sha(Buffer.from(data)))) });
  const keyOf = (at: number): Buffer => sha(`key ${at}`);
  const put: MapValue = { index: 1, n: 1, since: '2026-01-01T00:00:00.000Z', status: 'active' };
  for (let at = 0; at < 1024; at += 1) map.set(keyOf(at), put);
  map.root();
  // A value and a leaf each, and 1023 inner nodes.
  expect(hashes).toBe(2 * 1024 + 1023);
  map.root();
  expect(hashes).toBe(2 * 1024 + 1023);
  map.set(keyOf(7), { ...put, n: 2 });
  map.set(keyOf(7), { ...put, n: 3 });
  map.root();
  expect(hashes - (2 * 1024 + 1023)).toBe(2 + map.prove(keyOf(7)).path.length);
});

test('values that the map cannot hold are refused and change nothing', () => {
  const map = new StateMap();
  const put: MapValue = { index: 1, n: 1, since: '2026-01-01T00:00:00.000Z', status: 'active' };
  map.set(Buffer.alloc(32), put);
  const root = hex(map.root());
  for (const wrong of [
    { index: -1 },
    { index: 2 ** 48 },
    { index: 0.5 },
    { n: 0 },
    { n: 2 ** 32 },
    { since: '1969-12-31T23:59:59.999Z' },
    { since: '2026-02-30T00:00:00.000Z' },
    { status: 'a"b' },
  ]) {
    expect(() => map.set(Buffer.alloc(32), { ...put, ...wrong })).toThrow(RangeError);
    expect(() => map.set(Buffer.alloc(32, 1), { ...put, ...wrong })).toThrow(RangeError);
  }
  expect(() => map.set(Buffer.alloc(31), put)).toThrow(RangeError);
  expect(map.keys).toBe(1);
  expect(hex(map.root())).toBe(root);
});

test('a damaged or cut dump is refused, whatever the lengths in which it is read', () => {
  const map = new StateMap();
  for (let at = 0; at < 20; at += 1)
    map.set(sha(`key ${at}`), { index: at, n: 1, since: '2026-01-01T00:00:00.000Z', status: 'active' });
  map.commit(21);
  const dump = Buffer.concat([...map.dump()]);
  const slices = (bytes: Buffer, length: number): Buffer[] =>
    Array.from({ length: Math.ceil(bytes.length / length) }, (_, at) => bytes.subarray(at * length, (at + 1) * length));
  for (const length of [1, 33, 10_000]) expect(hex(StateMap.load(slices(dump, length)).root())).toBe(hex(map.root()));
  for (let at = 0; at < dump.length; at += 7) {
    const damaged = Buffer.from(dump);
    damaged[at]! ^= 1;
    expect(() => StateMap.load([damaged])).toThrow(expect.objectContaining({ name: 'MapDumpError' }));
    expect(() => StateMap.load([dump.subarray(0, at)])).toThrow(expect.objectContaining({ name: 'MapDumpError' }));
  }
});

test('a dump that is read while the map changes throws instead of tearing', () => {
  const map = new StateMap();
  const put: MapValue = { index: 1, n: 1, since: '2026-01-01T00:00:00.000Z', status: 'active' };
  map.set(Buffer.alloc(32), put);
  expect(() => [...map.dump()]).toThrow('commit');
  map.commit(1);
  const chunks = map.dump();
  chunks.next();
  map.set(Buffer.alloc(32, 1), put);
  expect(() => [...chunks]).toThrow('changed');
});
