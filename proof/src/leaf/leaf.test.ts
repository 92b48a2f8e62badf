import { describe, expect, test } from '@jest/globals';
import { encodeLeaf, parseLeaf, type ConfigLeaf, type RecordLeaf, type StateLeaf } from './leaf.ts';
import { isLeafTime, leafTimeOf, noTime, toLeafTime } from './leaf-time.ts';

const hash = 'ab'.repeat(32);
const record: RecordLeaf = {
  leaf: 'record/1',
  block: 7,
  tx: 0,
  txId: hash,
  ts: '2026-11-24T08:00:00.123Z',
  msp: 'AgriMSP',
  key: hash,
  n: 1,
  op: 'create',
  type: 'origin/batch',
  status: 'active',
  kind: 'record/1',
  commitment: hash,
  prev: null,
  signing: 'own',
};
const state: StateLeaf = {
  leaf: 'state/1',
  block: 7,
  headerHash: hash,
  rules: 1,
  mapRoot: hash,
  keys: 1,
  time: '2026-11-24T08:00:00.123Z',
};
const config: ConfigLeaf = { leaf: 'config/1', block: 0, headerHash: hash };
const text = (value: unknown): Uint8Array => new TextEncoder().encode(String(value));

test('a leaf is its JCS bytes', () => {
  expect(new TextDecoder().decode(encodeLeaf(record))).toBe(
    `{"block":7,"commitment":"${hash}","key":"${hash}","kind":"record/1","leaf":"record/1","msp":"AgriMSP","n":1,"op":"create","prev":null,"signing":"own","status":"active","ts":"2026-11-24T08:00:00.123Z","tx":0,"txId":"${hash}","type":"origin/batch"}`,
  );
  expect(new TextDecoder().decode(encodeLeaf(config))).toBe(`{"block":0,"headerHash":"${hash}","leaf":"config/1"}`);
});

const deletion: RecordLeaf = {
  ...record,
  n: 2,
  op: 'delete',
  type: '',
  status: 'deleted',
  kind: 'none',
  commitment: null,
  prev: hash,
  signing: null,
};
const opaque: RecordLeaf = { ...deletion, op: 'opaque', status: 'opaque', kind: 'opaque', commitment: hash };

test.each([
  ['a created record', record],
  ['an updated one', { ...record, op: 'update', n: 2, prev: hash, kind: 'fields/1', signing: 'custodial' } as const],
  ['a deletion', deletion],
  ['a deletion of what never was', { ...deletion, n: 1, prev: null }],
  ['an opaque value', opaque],
  ['a state', state],
  ['a configuration', config],
])('%s is read back', (_name, leaf) => {
  expect(parseLeaf(encodeLeaf(leaf))).toEqual(leaf);
});

describe('refuses', () => {
  test.each<[string, string, object]>([
    ['another member', 'extra', { ...config, extra: 1 }],
    ['a member of another leaf', 'keys', { ...config, keys: 1 }],
    ['a missing member', 'time', { ...state, time: undefined }],
    ['an unknown leaf', 'leaf', { ...config, leaf: 'config/2' }],
    ['a name from the prototype', 'leaf', { ...config, leaf: 'constructor' }],
    ['a hash in upper case', 'key', { ...record, key: hash.toUpperCase() }],
    ['a short hash', 'mapRoot', { ...state, mapRoot: 'ab' }],
    ['a negative block', 'block', { ...config, block: -1 }],
    ['version 0', 'n', { ...record, n: 0 }],
    ['a time that is none', 'ts', { ...record, ts: '2026-02-30T00:00:00.000Z' }],
    ['a time with an offset', 'ts', { ...record, ts: '2026-02-03T00:00:00.000+07:00' }],
    ['an id of no shape', 'txId', { ...record, txId: 'x' }],
    ['a status in upper case', 'status', { ...record, status: 'Active' }],
    ['create with a prev', 'prev', { ...record, prev: hash }],
    ['version 2 without a prev', 'prev', { ...record, op: 'update', n: 2 }],
    ['create of version 2', 'n', { ...record, n: 2, prev: hash }],
    ['update of version 1', 'n', { ...record, op: 'update' }],
    ['a deletion with a type', 'type', { ...deletion, type: 'origin/batch' }],
    ['a record without a type', 'type', { ...record, type: '' }],
    ['a record that says deleted', 'status', { ...record, status: 'deleted' }],
    ['a deletion that says active', 'status', { ...deletion, status: 'active' }],
    ['a deletion with a commitment', 'commitment', { ...deletion, commitment: hash }],
    ['a record without a commitment', 'commitment', { ...record, commitment: null }],
    ['a record of kind none', 'kind', { ...record, kind: 'none' }],
    ['an opaque value that somebody signed', 'signing', { ...opaque, signing: 'own' }],
    ['a record that nobody signed', 'signing', { ...record, signing: null }],
  ])('%s', (_name, member, leaf) => {
    const bytes = text(JSON.stringify(Object.fromEntries(Object.entries(leaf).sort(([a], [b]) => (a < b ? -1 : 1)))));
    expect(() => parseLeaf(bytes)).toThrow(expect.objectContaining({ name: 'LeafError', member }));
  });

  const whole = new TextDecoder().decode(encodeLeaf(config));
  test.each([
    ['white space', `${whole} `],
    ['another order', `{"leaf":"config/1","block":0,"headerHash":"${hash}"}`],
    ['a number in another form', whole.replace('"block":0', '"block":0.0')],
    ['minus zero', whole.replace('"block":0', '"block":-0')],
    ['a duplicate name', whole.replace('{', '{"block":1,')],
    ['an escape that JCS does not write', whole.replace('config', '\\u0063onfig')],
    ['a byte order mark', `\ufeff${whole}`],
    ['an array', '[]'],
    ['null', 'null'],
    ['nothing', ''],
  ])('%s', (_name, json) => {
    expect(() => parseLeaf(text(json))).toThrow(expect.objectContaining({ name: 'LeafError' }));
  });

  test('bytes that are not UTF-8', () => {
    expect(() => parseLeaf(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(expect.objectContaining({ name: 'LeafError' }));
  });
});

test('timestamps of leaves are instants of the years 1970 to 9999, cut to milliseconds', () => {
  expect(leafTimeOf(1_795_507_200, 123_999_999)).toBe('2026-11-24T08:00:00.123Z');
  expect(leafTimeOf(253_402_300_799, 999_999_999)).toBe('9999-12-31T23:59:59.999Z');
  for (const [seconds, nanos] of [
    [253_402_300_800, 0],
    [-1, 0],
    [NaN, 0],
    [0.5, 0],
    [1, -1],
    [1, 1_000_000_000],
  ] as const)
    expect(leafTimeOf(seconds, nanos)).toBe(noTime);
  expect(isLeafTime('2026-11-24T08:00:00Z')).toBe(false);
  expect(toLeafTime('+010000-01-01T00:00:00.000Z')).toBe(noTime);
  expect(toLeafTime('2026-11-24T24:00:00.000Z')).toBe(noTime);
});
