import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { holderToken, holderTokenHash, type SealedBody } from '@daunguon/proof';
import { openSealedStore, SealedConflict, type SealedStore } from './sealed-store.ts';

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
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealed-'));
  file = join(folder, 'sealed.db');
  store = openSealedStore(file);
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
  store = openSealedStore(file);
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
  expect(readFileSync(file).includes('holder-of-first')).toBe(true);
  store.rewrap(id, new Map([[first, 'fresh-wrap']]), 'f'.repeat(64));
  expect(store.get(first)).toEqual(sealedBody('first', 'fresh-wrap'));
  // A version without a new wrap is left to the unit: the old secret opens nothing any more.
  expect(store.get(second)?.wraps).toEqual({ unit });
  expect(store.holds(id, holderToken(secret, id))).toBe(false);
  expect(readFileSync(file).includes('holder-of-first')).toBe(false);
});

test('erased contents are gone from the file', () => {
  expect(readFileSync(file).includes('holder-of-second')).toBe(true);
  expect(store.erase(id)).toBe(true);
  expect(store.erase(id)).toBe(false);
  expect(store.get(second)).toBeUndefined();
  expect(readFileSync(file).includes('holder-of-second')).toBe(false);
  expect(store.get(third)).toEqual(sealedBody('third'));
  store.drop([third]);
  expect(store.ofRecord(other)).toEqual([]);
});
