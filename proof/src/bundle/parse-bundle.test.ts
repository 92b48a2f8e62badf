import { expect, test } from '@jest/globals';
import { SmallLog } from '../verify/bundle-fixture.ts';
import { parseBundle } from './parse-bundle.ts';

const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const log = new SmallLog();
log.block('2026-11-24T08:00:00.000Z', { [id]: {}, 'an alias': { type: 'origin/alias', body: { target: id } } });
log.block('2026-11-24T08:10:00.000Z', { [id]: { status: 'held' } });
const bundle = log.bundle(id, log.checkpoint({ agri: 1 }), { from: 3, alias: 'an alias', history: true });
const record = bundle.record as Record<string, never>;
const hash = 'A'.repeat(43) + '=';

test('a bundle is read, unknown members ignored, absent and null the same', () => {
  const parsed = parseBundle({
    ...bundle,
    news: { any: 1 },
    record: { ...record, more: 2 },
    anchor: null,
    epoch: undefined,
  });
  expect(parsed).toMatchObject({ id, checkpoint: { size: 5n }, state: { index: 4n }, consistency: { size: 3n } });
  expect(parsed.record?.leaf.n).toBe(2);
  expect(parsed.alias?.opening?.body).toEqual({ target: id });
  expect(parsed.history.map(({ leaf }) => leaf.n)).toEqual([1]);
  expect(parsed.anchor).toBeUndefined();
});

test.each<[string, string, object]>([
  ['another format', '/bundle', { bundle: 'daunguon/2' }],
  ['no id', '/id', { id: undefined }],
  ['no checkpoint', '/checkpoint', { checkpoint: 'x' }],
  ['no state', '/state', { state: null }],
  ['a record leaf as state', '/state/leaf', { state: { ...(bundle.state as object), leaf: record.leaf } }],
  [
    'a state leaf as record',
    '/record/leaf',
    { record: { ...record, leaf: (bundle.state as Record<string, never>).leaf } },
  ],
  ['a leaf as an object', '/record/leaf', { record: { ...record, leaf: {} } }],
  ['a leaf with white space', '/record/leaf', { record: { ...record, leaf: `${String(record.leaf)} ` } }],
  ['a fraction as index', '/record/index', { record: { ...record, index: 0.5 } }],
  ['a negative index', '/record/index', { record: { ...record, index: -1 } }],
  ['a hash of another length', '/record/inclusion/0', { record: { ...record, inclusion: ['AA=='] } }],
  ['base64 with left-over bits', '/record/inclusion/0', { record: { ...record, inclusion: ['A'.repeat(42) + 'B='] } }],
  ['URL-safe base64', '/record/inclusion/0', { record: { ...record, inclusion: ['_' + hash.slice(1)] } }],
  ['a proof without end', '/record/inclusion', { record: { ...record, inclusion: Array(65).fill(hash) } }],
  ['a path without end', '/map/path', { map: { path: Array(257).fill([0, hash]) } }],
  ['a step of three', '/map/path/0', { map: { path: [[0, hash, 1]] } }],
  ['a bit as text', '/map/path/0/0', { map: { path: [['0', hash]] } }],
  ['a key without value', '/map/valueHash', { map: { path: [], key: hash } }],
  ['a map value with white space', '/map/value', { map: { path: [], key: hash, value: '{ }' } }],
  ['a salt in upper case', '/salt', { salt: 'AB'.repeat(16) }],
  ['a history that is no list', '/history', { history: {} }],
  ['an alias without record', '/alias/record', { alias: { ...(bundle.alias as object), record: null } }],
  ['a size as text', '/consistency/from', { consistency: { from: '3', proof: [] } }],
])('refuses %s and says where', (_name, pointer, change) => {
  expect(() => parseBundle({ ...bundle, ...change })).toThrow(expect.objectContaining({ name: 'ShapeError', pointer }));
});

test('a note may carry many signatures of kinds that are not known', () => {
  const strange = `— post.quantum ${btoa('x'.repeat(2424))}\n`.repeat(30);
  expect(parseBundle({ ...bundle, checkpoint: `${String(bundle.checkpoint)}${strange}` }).note.length).toBeGreaterThan(
    65_535,
  );
});
