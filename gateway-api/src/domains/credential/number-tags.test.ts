import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openNumberBook, NumberTaken, type NumberBook } from '../../vault/number-book.ts';
import { tagsInUse } from './number-tags.ts';
import { openTestCredentials, type TestCredentials } from './test-credentials.ts';

const minutes = 60_000;
const contents = {
  ...{ title: 'Bằng', fullName: 'Nguyễn Thị Hoa', issuedOn: '2026-06-20', issuer: 'Trường', birthDate: '2008-01-31' },
};
let folder: string;
let file: string;
let at: TestCredentials;
let numbers: NumberBook;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'numbers-'));
  file = join(folder, 'numbers.db');
  [at, numbers] = [await openTestCredentials(), openNumberBook(file)];
});
afterEach(async () => {
  numbers.close();
  await at.close();
  rmSync(folder, { recursive: true });
});
const none: ReadonlySet<string> = new Set();
const inUse = async (now: number, ...tags: string[]): Promise<string[]> => [
  ...(await tagsInUse({ ...at, numbers }, tags, now)).keys(),
];
const seal = async (): Promise<string> => (await at.seal([{ kind: 'diploma', contents }]))[0]!;

test('a number whose record never came is free after a quarter of an hour, unless its contents are kept', async () => {
  const id = await seal();
  numbers.claim([{ tag: 'kept', id }], none, 0);
  numbers.claim([{ tag: 'lost', id: 'NOBODY' }], none, 0);
  expect(await inUse(14 * minutes, 'kept', 'lost')).toEqual(['kept', 'lost']);
  expect(await inUse(1000 * minutes, 'kept', 'lost')).toEqual(['kept']);
  at.sealed.erase(id);
  expect(await inUse(1000 * minutes, 'kept')).toEqual([]);
});

test('numbers that a replacement took over go back when it is refused', async () => {
  const id = await seal();
  await at.commit(id, 'active');
  const both = ['serial', 'register'];
  numbers.claim(
    both.map((tag) => ({ tag, id })),
    none,
    0,
  );
  numbers.claim(
    ['serial', 'new'].map((tag) => ({ tag, id: 'SUCCESSOR' })),
    new Set([id]),
    1,
  );
  expect(numbers.held(['serial'])).toEqual([{ tag: 'serial', id: 'SUCCESSOR', at: 1, previous: id }]);
  numbers.release(['SUCCESSOR']);
  expect(numbers.held([...both, 'new']).map((one) => [one.tag, one.id])).toEqual([
    ['serial', id],
    ['register', id],
  ]);
  expect(() => numbers.claim([{ tag: 'serial', id: 'OTHER' }], none, 2)).toThrow(NumberTaken);
});

test('a gateway that dies between claim and refusal frees none of them', async () => {
  const id = await seal();
  await at.commit(id, 'active');
  numbers.claim([{ tag: 'serial', id }], none, 0);
  numbers.claim(
    ['serial', 'new'].map((tag) => ({ tag, id: 'SUCCESSOR' })),
    new Set([id]),
    1,
  );
  numbers.close();
  numbers = openNumberBook(file);
  expect(await inUse(1000 * minutes, 'serial')).toEqual(['serial']);
  expect(await inUse(1000 * minutes, 'new')).toEqual([]);
  // Once the old one is cancelled as issued in error its number may be given out, whoever claimed it meanwhile.
  await at.commit(id, 'cancelled');
  expect(await inUse(1000 * minutes, 'serial')).toEqual([]);
});

test('a book from before it noted whose a number was is read on', async () => {
  numbers.claim([{ tag: 'serial', id: 'OLD' }], none, 0);
  numbers.close();
  const db = new DatabaseSync(file);
  db.exec('ALTER TABLE numbers DROP COLUMN previous');
  db.close();
  numbers = openNumberBook(file);
  expect(numbers.held(['serial'])).toEqual([{ tag: 'serial', id: 'OLD', at: 0 }]);
  expect(await inUse(minutes, 'serial')).toEqual(['serial']);
});
