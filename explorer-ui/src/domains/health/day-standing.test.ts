import { expect, test } from '@jest/globals';
import { accessDayPath, accessDayRoot, accessEntryHash, accessLogStart } from '@daunguon/proof/health';
import { dayStanding } from './day-standing.ts';
import type { AccessItem } from './health-answers.ts';

const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const by = { patient: id, unit: id, role: 'clinic' };
const entry = { at: '2026-03-01T02:00:00.000Z', act: 'read', outcome: 'done', ...by } as const;
const hash = accessEntryHash(accessLogStart, entry);
const hashes = ['ab'.repeat(32), hash];
const root = accessDayRoot(hashes);
const proof = { index: 1, count: 2, path: accessDayPath(hashes, 1), root };
const item: AccessItem = { entry, previous: accessLogStart, hash, day: '2026-03-01', unitName: '', proof };
const other = accessDayRoot([hash]);

test.each([
  ['in the ledger’s root', item, root, 'proven'],
  ['in a root that the ledger does not have', item, other, 'wrong'],
  ['in the gateway’s word only', item, undefined, 'unproven'],
  ['shown otherwise than it was hashed', { ...item, entry: { ...entry, act: 'send' as const } }, root, 'wrong'],
  ['not in the root that comes along', { ...item, proof: { ...proof, root: other } }, other, 'wrong'],
])('an entry that is %s', (_what, one, proven, expected) => {
  expect(dayStanding(one, proven)).toBe(expected);
});

test('of a day that goes on nothing is proven, and a changed entry shows all the same', () => {
  const { proof: _, ...today } = item;
  expect(dayStanding(today, undefined)).toBe('open');
  expect(dayStanding({ ...today, entry: { ...entry, role: 'x' } }, undefined)).toBe('wrong');
});
