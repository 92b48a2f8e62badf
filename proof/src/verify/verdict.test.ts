import { expect, test } from '@jest/globals';
import { bytesToHex } from '@noble/hashes/utils.js';
import { toBase64 } from '../base64.ts';
import { commitFields, discloseFields } from '../fields/field-tree.ts';
import { compareKeys, serialKey } from '../serials/serial-key.ts';
import { serialSource } from '../serials/serial-nodes.ts';
import { proveSerial } from '../serials/serial-proof.ts';
import { policy, SmallLog } from './bundle-fixture.ts';
import { verdictOf } from './verdict.ts';
import type { Verification } from './verification.ts';
import { verify } from './verify.ts';

const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const hour = Date.parse('2026-11-24T09:00:00.000Z');
const cosigned = Object.fromEntries(['agri', 'edu', 'health', 'press'].map((name) => [name, hour / 1000]));

const bundleOf = (status: string | undefined): Record<string, unknown> => {
  const log = new SmallLog();
  log.block('2026-11-24T08:00:00.000Z', { [id]: {} });
  if (status !== 'active')
    log.block('2026-11-24T08:30:00.000Z', { [id]: status === undefined ? undefined : { status } });
  return log.bundle(id, log.checkpoint(cosigned), { history: true });
};
const fresh = { now: hour + 60_000 };
const stale = { now: hour + 7_200_000 };
const verdict = (bundle: unknown, { now } = fresh, changes: object = {}): string => {
  const verification = verify({ bundle, id, policy, now, ...changes });
  const { code, tone } = verdictOf(verification, { now, expiresAt: '2026-11-24T09:30:00.000Z' });
  return `${code} ${tone}`;
};

test.each<[string | undefined, string, string]>([
  ['recalled', 'recalled red', 'recalled amber'],
  ['revoked', 'withdrawn red', 'withdrawn red'],
  ['cancelled', 'withdrawn red', 'withdrawn red'],
  ['suspended', 'suspended amber', 'suspended amber'],
  ['held', 'held amber', 'held amber'],
  ['erased', 'erased grey', 'erased grey'],
  [undefined, 'erased grey', 'erased grey'],
  ['superseded', 'superseded grey', 'superseded grey'],
  ['retired', 'closed grey', 'closed grey'],
  ['destroyed', 'closed grey', 'closed grey'],
  ['closed', 'closed grey', 'stale amber'],
  ['active', 'authentic green', 'stale amber'],
  ['of-a-later-program', 'cannot-check grey', 'stale amber'],
])('status %s is %s, and %s in an old head', (status, now, later) => {
  const bundle = bundleOf(status);
  expect(verdict(bundle)).toBe(now);
  expect(verdict(bundle, stale)).toBe(later);
});

test('a proven recall needs no body: a server cannot soften it by withholding', () => {
  const { body: _body, salt: _salt, ...withheld } = bundleOf('recalled');
  expect(verdict(withheld)).toBe('recalled red');
  expect(verdict({ ...bundleOf('active'), body: undefined, salt: undefined })).toBe('cannot-check grey');
});

test('a record whose contents nobody opened says its status and no more', () => {
  const salt = 'ab'.repeat(32);
  const fields = [{ pointer: '/name', value: 'Hoa', salt }];
  const log = new SmallLog();
  log.block('2026-11-24T08:00:00.000Z', { [id]: { fields: commitFields(fields) } });
  const bundle = log.bundle(id, log.checkpoint(cosigned));
  expect(verdict(bundle)).toBe('sealed grey');
  expect(verdict(bundle, stale)).toBe('stale amber');
  expect(verdict(bundle, fresh, { opened: fields })).toBe('authentic green');
  // What the link opens is fetched: that it does not agree is no reason to call anything a fake.
  const altered = [{ pointer: '/name', value: 'Lan', salt }];
  expect(verdict(bundle, fresh, { opened: altered })).toBe('cannot-check grey');
  const presented = { kind: 'fields', fields: discloseFields(altered, [0]) };
  expect(verdict(bundle, fresh, { presented })).toBe('mismatch red');
});

test('nothing that was fetched makes it red', () => {
  const bundle = bundleOf('recalled');
  expect(verdict({ ...bundle, state: null })).toBe('cannot-check grey');
  expect(verdict({ ...bundleOf('active'), body: {} })).toBe('cannot-check grey');
  expect(verdict(undefined)).toBe('cannot-check grey');
});

test('what the holder brought may contradict it; absence is red in a fresh head only', () => {
  const presented = { kind: 'record', body: {}, salt: '00'.repeat(16) };
  expect(verdict(bundleOf('active'), fresh, { presented })).toBe('mismatch red');
  expect(verdict(bundleOf('recalled'), fresh, { presented })).toBe('recalled red');
  const log = new SmallLog();
  log.block('2026-11-24T08:00:00.000Z', { other: {} });
  const absent = log.bundle(id, log.checkpoint(cosigned));
  expect(verdict(absent)).toBe('absent red');
  expect(verdict(absent, { now: hour + 90_000_000 })).toBe('cannot-check grey');
});

test('a link of another lot borrows no standing, not even a recall', () => {
  expect(verdict(bundleOf('recalled'), fresh, { identifiers: { lot: 'L2' } })).toBe('cannot-check grey');
  expect(verdict(bundleOf('recalled'), fresh, { identifiers: { lot: 'L1' } })).toBe('recalled red');
});

test('an expired record is expired, and its dates are told', () => {
  const verification: Verification = verify({ bundle: bundleOf('active'), id, policy, ...fresh });
  expect(verdictOf(verification, { ...fresh, expiresAt: '2026-11-24T09:00:59.000Z' })).toEqual({
    code: 'expired',
    tone: 'grey',
    since: '2026-11-24T08:00:00.000Z',
    statusTime: hour,
  });
  expect(verdictOf(verification, { ...fresh, expiresAt: 'no date' }).code).toBe('authentic');
  expect(verdictOf(verification, fresh).code).toBe('authentic');
});

test('a serial that was never issued is red, an unproven one grey, and a recall of the lot outweighs both', () => {
  const tree = serialSource(['A', 'B', 'C'].map(serialKey).sort(compareKeys));
  const issue = { id: '01E00000000000000000000001', count: tree.count, root: bytesToHex(tree.root) };
  const bundle = (status: string, serial?: string) => {
    const log = new SmallLog();
    log.block('2026-11-24T08:00:00.000Z', { [id]: { status, body: { lot: 'L1', labels: [issue] } } });
    const leaves = serial === undefined ? [] : proveSerial(serialKey(serial), tree);
    const shown = leaves.map((leaf) => ({ ...leaf, key: toBase64(leaf.key), inclusion: leaf.inclusion.map(toBase64) }));
    return { ...log.bundle(id, log.checkpoint(cosigned)), serials: [{ issue: issue.id, leaves: shown }] };
  };
  const scanned = (serial: string, lot = 'L1') => ({ identifiers: { lot, serial } });
  expect(verdict(bundle('active', 'B'), fresh, scanned('B'))).toBe('authentic green');
  expect(verdict(bundle('active', 'X'), fresh, scanned('X'))).toBe('not-issued red');
  expect(verdict(bundle('active', 'B'), fresh, scanned('X'))).toBe('cannot-check grey');
  expect(verdict(bundle('active'), fresh, scanned('B'))).toBe('cannot-check grey');
  expect(verdict(bundle('active', 'X'), fresh, scanned('X', 'L2'))).toBe('cannot-check grey');
  expect(verdict(bundle('active', 'X'), stale, scanned('X'))).toBe('cannot-check grey');
  for (const shown of [undefined, 'B', 'X']) {
    expect(verdict(bundle('recalled', shown), fresh, scanned(shown ?? 'B'))).toBe('recalled red');
  }
});
