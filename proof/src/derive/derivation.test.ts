import { describe, expect, test } from '@jest/globals';
import { sha256Hex as sha } from '../digest.ts';
import { parseLeaf, type Leaf, type RecordLeaf } from '../leaf/leaf.ts';
import { leafHash } from '../log/merkle.ts';
import { Derivation, type BlockInput } from './derivation.ts';
import { Replay } from './replay.ts';
import { block, commitment, hex, id, stateOf, stored, transaction, utf8, write } from './test-ledger.ts';

/** All leaves of these blocks, by one derivation. */
const derive = (...blocks: BlockInput[]): Leaf[] => {
  const { leaves, leafHashAt } = stored();
  const derivation = new Derivation({ leafHashAt });
  for (const next of blocks) leaves.push(...derivation.apply(next).map(({ bytes }) => bytes));
  expect(derivation.size).toBe(leaves.length);
  return leaves.map(parseLeaf);
};
const records = (leaves: readonly Leaf[]): RecordLeaf[] => leaves.filter((leaf) => leaf.leaf === 'record/1');

describe('rules 1', () => {
  test('a record is a leaf, and the state follows', () => {
    const leaves = derive(block(3, transaction([write(stateOf(1))], { index: 4 })));
    // mapRoot by Python's hashlib: H(0x02 || key || H(value)).
    expect(leaves).toEqual([
      {
        leaf: 'record/1',
        block: 3,
        tx: 4,
        txId: sha('tx'),
        ts: '2026-11-24T08:00:00.000Z',
        msp: 'AgriMSP',
        key: sha(`daunguon/key/v1\0${id}`),
        n: 1,
        op: 'create',
        type: 'origin/batch',
        status: 'active',
        kind: 'record/1',
        commitment,
        prev: null,
        signing: 'own',
      },
      {
        leaf: 'state/1',
        block: 3,
        headerHash: sha('header 3'),
        rules: 1,
        mapRoot: '345c8e96d527547fd443181b7bb103dd3eae617693c87bdef6d180e1fa49578e',
        keys: 1,
        time: '2026-11-24T08:00:00.000Z',
      },
    ]);
  });

  test('blocks without records give nothing; guards and other keys give no leaf', () => {
    expect(derive(block(0), block(1, transaction([write({}, 'q/1'), write({}, 'lot/1'), write({}, 'R/1')])))).toEqual(
      [],
    );
  });

  test('each version names the leaf before it, also within a block and a transaction of many writes', () => {
    const leaves = derive(
      block(
        1,
        transaction([write(stateOf(1))]),
        transaction([write(stateOf(2, { status: 'held' })), write(stateOf(1, { id: 'X' }), 'r/X')], { index: 1 }),
      ),
      block(2, transaction([write(stateOf(3, { status: 'held', body: undefined }))])),
    );
    const [first, second, other, third] = records(leaves);
    expect([first, second, other, third].map((leaf) => [leaf!.n, leaf!.op, leaf!.kind])).toEqual([
      [1, 'create', 'record/1'],
      [2, 'update', 'record/1'],
      [1, 'create', 'record/1'],
      [3, 'update', 'fields/1'],
    ]);
    expect(second!.prev).toBe(hex(leafHash(utf8(JSON.stringify(sorted(first!))))));
    expect(third!.prev).toBe(hex(leafHash(utf8(JSON.stringify(sorted(second!))))));
    expect(other!.prev).toBeNull();
  });

  test.each<[string, unknown]>([
    ['bytes that are not UTF-8', Uint8Array.of(0xff, 0xfe)],
    ['a byte order mark', utf8(`\ufeff${JSON.stringify(stateOf(1))}`)],
    ['no JSON', utf8('{')],
    ['nothing', new Uint8Array()],
    ['an array', [stateOf(1)]],
    ['null', null],
    ['a string', 'x'],
    ['another id', stateOf(1, { id: 'X' })],
    ['version 2 at first', stateOf(2)],
    ['a version as text', stateOf(1, { version: '1' })],
    ['a huge version', stateOf(1e300)],
    ['a type of another shape', stateOf(1, { type: 'origin' })],
    ['a status of another shape', stateOf(1, { status: 'Active' })],
    ['a status that the log keeps for itself', stateOf(1, { status: 'deleted' })],
    ['the other one', stateOf(1, { status: 'opaque' })],
    ['a commitment in upper case', stateOf(1, { commitment: commitment.toUpperCase() })],
    ['no commitment', stateOf(1, { commitment: undefined })],
    ['nobody', stateOf(1, { by: undefined })],
    ['a list as actor', stateOf(1, { by: [] })],
    ['an unknown way of signing', stateOf(1, { by: { signing: 'none' } })],
    ['members of a prototype', utf8(`{"__proto__":${JSON.stringify(stateOf(1))}}`)],
  ])('%s is opaque, and the next version may follow', (_name, value) => {
    const bytes = write(value).value;
    const [first, second] = records(
      derive(block(1, transaction([write(value)])), block(2, transaction([write(stateOf(2))]))),
    );
    expect(first).toMatchObject({
      op: 'opaque',
      n: 1,
      type: '',
      status: 'opaque',
      kind: 'opaque',
      commitment: sha(bytes),
    });
    expect(second).toMatchObject({ op: 'update', n: 2, status: 'active' });
  });

  test('a deletion counts as a version, of a record that never was too', () => {
    const leaves = records(
      derive(
        block(1, transaction([write(undefined)])),
        block(2, transaction([write(stateOf(2))])),
        block(3, transaction([write(undefined)])),
      ),
    );
    expect(leaves.map(({ op, n, status, commitment: of }) => [op, n, status, of])).toEqual([
      ['delete', 1, 'deleted', null],
      ['update', 2, 'active', commitment],
      ['delete', 3, 'deleted', null],
    ]);
  });

  test('of duplicate names the last counts', () => {
    const twice = JSON.stringify(stateOf(1)).replace('{', '{"status":"held","version":9,');
    expect(records(derive(block(1, transaction([write(utf8(twice))]))))[0]).toMatchObject({
      op: 'create',
      status: 'active',
    });
  });

  test('configuration is a leaf before the records of its transaction', () => {
    const leaves = derive(block(0, transaction([write(stateOf(1))], { config: true })));
    expect(leaves.map(({ leaf }) => leaf)).toEqual(['config/1', 'record/1', 'state/1']);
    expect(leaves[0]).toEqual({ leaf: 'config/1', block: 0, headerHash: sha('header 0') });
  });

  test('what the ledger could never hold is left out of the leaf, not refused', () => {
    const [leaf] = records(
      derive(block(1, transaction([write(stateOf(1))], { txId: '', msp: 'a\u0301', ts: '12026-01-01T00:00:00Z' }))),
    );
    expect(leaf).toMatchObject({ txId: '', msp: '', ts: '1970-01-01T00:00:00.000Z' });
  });

  test('time is the running maximum, since the beginning of the status', () => {
    const { leaves, leafHashAt } = stored();
    const derivation = new Derivation({ leafHashAt });
    const at = (number: number, hour: string, status: string): void => {
      const next = transaction([write(stateOf(number, { status }))], { ts: `2026-11-24T${hour}:00:00.000Z` });
      leaves.push(...derivation.apply(block(number, next)).map(({ bytes }) => bytes));
    };
    at(1, '09', 'active');
    at(2, '08', 'active');
    at(3, '07', 'held');
    expect(derivation.state()).toEqual({ size: 6, time: '2026-11-24T09:00:00.000Z', rules: 1, block: 3 });
    expect(derivation.map.get(Buffer.from(sha(`daunguon/key/v1\0${id}`), 'hex'))).toEqual({
      index: 4,
      n: 3,
      since: '2026-11-24T07:00:00.000Z',
      status: 'held',
    });
    at(4, '10', 'held');
    expect(derivation.map.get(Buffer.from(sha(`daunguon/key/v1\0${id}`), 'hex'))).toMatchObject({
      n: 4,
      since: '2026-11-24T07:00:00.000Z',
    });
  });

  test('agreed rules hold from the next block on, and a program that lacks them stops there', () => {
    const derivation = new Derivation({ leafHashAt: stored().leafHashAt });
    const leaves = derivation.apply(block(1, transaction([write({}, 'rules/2'), write({}, 'rules/x')])));
    expect(leaves.map(({ bytes }) => parseLeaf(bytes))).toMatchObject([
      { leaf: 'config/1' },
      { leaf: 'state/1', rules: 2 },
    ]);
    expect(() => derivation.apply(block(2))).toThrow(expect.objectContaining({ name: 'UnknownRulesError', rules: 2 }));
  });

  test.each(['rules/0', 'rules/1', 'rules/02', 'rules/', 'rules/2x', 'rules/1000000'])('%s changes no rules', (key) => {
    expect(derive(block(1, transaction([write({}, key)])), block(2))).toMatchObject([
      { leaf: 'config/1' },
      { leaf: 'state/1', rules: 1 },
    ]);
    expect(derive(block(1, transaction([write(undefined, 'rules/3')])), block(2))[1]).toMatchObject({ rules: 1 });
  });

  test('a block that came before is refused', () => {
    const derivation = new Derivation({ leafHashAt: stored().leafHashAt });
    derivation.apply(block(5, transaction([write(stateOf(1))])));
    expect(() => derivation.apply(block(5))).toThrow(RangeError);
  });
});

const sorted = (leaf: object): object => Object.fromEntries(Object.entries(leaf).sort(([a], [b]) => (a < b ? -1 : 1)));

test('a log in which any member of any leaf is changed does not replay', () => {
  const ledger = [
    block(1, transaction([write(stateOf(1)), write(stateOf(1, { id: 'X' }), 'r/X')])),
    block(2, transaction([write(stateOf(2, { status: 'held' }))], { ts: '2026-11-24T09:00:00.000Z' })),
  ];
  const leaves = derive(...ledger);
  const replays = (altered: readonly Leaf[]): void => {
    const { leaves: kept, leafHashAt } = stored();
    const replay = new Replay({ leafHashAt });
    for (const leaf of altered) {
      const bytes = utf8(JSON.stringify(sorted(leaf)));
      replay.apply(bytes);
      kept.push(bytes);
    }
  };
  replays(leaves);
  // Nothing else in the leaves says what these should be: they are vouched for by the cosigners' own derivations.
  const free = new Set(['tx', 'txId', 'msp', 'type', 'signing', 'commitment', 'kind', 'headerHash']);
  leaves.forEach((leaf, at) => {
    for (const [member, value] of Object.entries(leaf)) {
      if (free.has(member) && !(at === 0 && member === 'commitment')) continue;
      const other = typeof value === 'number' ? value + 1 : value === null ? sha('x') : otherText(String(value));
      // Only the leaf before the last state can change its own hash unseen.
      if (member === 'rules' || (member === 'block' && leaf.leaf !== 'record/1')) continue;
      const altered = leaves.with(at, { ...leaf, [member]: other } as Leaf);
      expect(() => replays(altered)).toThrow(expect.objectContaining({ name: 'ReplayError' }));
    }
  });
  expect(() => replays(leaves.toSpliced(2, 1))).toThrow('no state leaf');
  expect(() => replays([...leaves, leaves.at(-1)!])).toThrow('came before');
  expect(() => replays([{ ...leaves[2]!, block: 0 } as Leaf])).toThrow('without a change');
});

const otherText = (text: string): string =>
  text.replace(/[0-9a-z](?=[^0-9a-z]*$)/, (last) => (last === '1' ? '2' : '1'));
