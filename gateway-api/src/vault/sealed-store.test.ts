import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { holderToken, holderTokenHash, type SealedBody } from '@daunguon/proof';
import { openSealedStore, SealedConflict, type SealedStore } from './sealed-store.ts';
import { openSubjectKeys, type SubjectKeys } from './subject-keys.ts';

const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const other = '2D9P5HJKMN8QRSTVWXYZ012345';
const secret = '7K4Y3BCDEFGHJKMNPQRSTVWXYZ';
const [first, second, third] = ['a', 'b', 'c'].map((digit) => digit.repeat(64)) as [string, string, string];
const unit = { key: other, ephemeral: 'AA==', wrap: 'unit-wrap' };
const sealedBody = (box: string, holder = `holder-of-${box}`): SealedBody => ({
  sealed: 'daunguon-sealed/1',
  type: 'credential/credential',
  version: 1,
  box,
  wraps: { holder, unit },
});

let folder: string;
let file: string;
let store: SealedStore;
let keys: SubjectKeys;
/** The contents of a version as they lie in the file. */
const lying = (commitment: string): string => {
  const db = new DatabaseSync(file);
  const row = db.prepare('SELECT body FROM sealed WHERE commitment = ?').get(commitment);
  db.close();
  return String(row?.['body']);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealed-'));
  keys = openSubjectKeys(join(folder, 'keys.db'), Buffer.alloc(32, 7));
  file = join(folder, 'sealed.db');
  store = openSealedStore(file, keys);
  const tokenHash = holderTokenHash(holderToken(secret, id));
  store.put([
    { id, commitment: first, sealed: sealedBody('first'), tokenHash },
    { id, commitment: second, sealed: sealedBody('second'), tokenHash },
    { id: other, commitment: third, sealed: sealedBody('third') },
  ]);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('what was put is there after the process is gone, under its commitment and its record', () => {
  store.close();
  store = openSealedStore(file, keys);
  expect(store.get(first)).toEqual(sealedBody('first'));
  expect(store.get('d'.repeat(64))).toBeUndefined();
  expect(store.ofRecord(id).map(({ commitment }) => commitment)).toEqual([first, second]);
});

test('the same again changes nothing, other contents under a commitment are refused with all that came with them', () => {
  store.put([{ id, commitment: first, sealed: sealedBody('first') }]);
  const strange = [
    { id: other, commitment: 'e'.repeat(64), sealed: sealedBody('new') },
    { id: other, commitment: first, sealed: sealedBody('strange') },
  ];
  expect(() => store.put(strange)).toThrow(SealedConflict);
  expect(store.get(first)).toEqual(sealedBody('first'));
  expect(store.get('e'.repeat(64))).toBeUndefined();
});

test('whoever has the link changes it, and the old wrap is in the file no longer', () => {
  expect(store.holds(id, holderToken(secret, id))).toBe(true);
  expect(store.holds(id, holderToken(secret, other))).toBe(false);
  expect(store.holds(id, 'no token')).toBe(false);
  const before = lying(first);
  expect([readFileSync(file).includes(before), before.includes('holder-of-first')]).toEqual([true, false]);
  store.rewrap(id, new Map([[first, 'fresh-wrap']]), 'f'.repeat(64));
  expect(store.get(first)).toEqual(sealedBody('first', 'fresh-wrap'));
  // A version without a new wrap is left to the unit: the old secret opens nothing any more.
  expect(store.get(second)?.wraps).toEqual({ unit });
  expect(store.holds(id, holderToken(secret, id))).toBe(false);
  expect(readFileSync(file).includes(before)).toBe(false);
});

test('erased contents are gone from the file, and a copy from before opens no more', () => {
  const before = lying(second);
  copyFileSync(file, `${file}.copy`);
  expect(store.erase(id)).toBe(true);
  expect(store.erase(id)).toBe(false);
  expect(store.get(second)).toBeUndefined();
  expect(readFileSync(file).includes(before)).toBe(false);
  const copy = openSealedStore(`${file}.copy`, keys);
  expect([copy.get(second), copy.get(third)]).toEqual([undefined, sealedBody('third')]);
  copy.close();
  expect(store.get(third)).toEqual(sealedBody('third'));
  store.drop([third]);
  expect(store.ofRecord(other)).toEqual([]);
});
