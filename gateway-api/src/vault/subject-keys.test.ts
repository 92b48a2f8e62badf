import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { resealColumn } from './reseal.ts';
import { seal } from './seal.ts';
import { openSubjectKeys, type SubjectKeys } from './subject-keys.ts';

const root = mkdtempSync(join(tmpdir(), 'subject-keys-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const vaultKey = Buffer.alloc(32, 7);
let [round, clock] = [0, 0];
let file: string;
let keys: SubjectKeys;
const open = (name = file): SubjectKeys => openSubjectKeys(name, vaultKey, () => (clock += 1));
beforeEach(() => {
  file = join(root, `${(round += 1)}.db`);
  keys = open();
});

test('what is sealed for a subject opens for that subject and place alone, after a restart too', () => {
  const sealed = keys.seal('patient:P', 'Nguyễn Thị Hoa', 'there');
  keys.close();
  keys = open();
  expect(keys.open('patient:P', sealed, 'there')).toBe('Nguyễn Thị Hoa');
  expect(() => keys.open('patient:P', sealed, 'elsewhere')).toThrow();
  keys.seal('patient:Q', '', '');
  expect(() => keys.open('patient:Q', sealed, 'there')).toThrow();
});

test('a destroyed key opens nothing; a subject that comes again starts anew', () => {
  const [text, bytes] = [keys.seal('unit:U', 'text', 'a'), keys.sealBytes('unit:U', Buffer.from('bytes'), 'b')];
  expect(keys.openBytes('unit:U', bytes, 'b')).toEqual(Buffer.from('bytes'));
  keys.destroy('unit:U');
  expect([keys.open('unit:U', text, 'a'), keys.openBytes('unit:U', bytes, 'b')]).toEqual([undefined, undefined]);
  const again = keys.seal('unit:U', 'again', 'a');
  expect(keys.open('unit:U', again, 'a')).toBe('again');
  // What was sealed before the erasure stays erased, and is no error.
  expect([keys.open('unit:U', text, 'a'), keys.openBytes('unit:U', bytes, 'b')]).toEqual([undefined, undefined]);
});

test('a restored copy of the keys forgets again what was erased since, and keeps whoever came back before the copy', () => {
  const gone = keys.seal('person:gone', 'text', 'a');
  keys.seal('person:back', 'old', 'a');
  keys.destroy('person:back');
  const back = keys.seal('person:back', 'new', 'a');
  copyFileSync(file, `${file}.copy`);
  keys.destroy('person:gone');
  const restored = open(`${file}.copy`);
  expect(restored.open('person:gone', gone, 'a')).toBe('text');
  restored.destroyAgain(keys.destroyed());
  expect(restored.open('person:gone', gone, 'a')).toBeUndefined();
  expect(restored.open('person:back', back, 'a')).toBe('new');
});

test('what the vault’s key sealed opens until the subject is erased', () => {
  const old = seal(vaultKey, 'old', 'a');
  expect(keys.open('note:N', old, 'a')).toBe('old');
  keys.destroy('note:N');
  expect(keys.open('note:N', old, 'a')).toBeUndefined();
});

test('subjects of a kind are listed', () => {
  for (const subject of ['unit:B', 'unit:A', 'unite:C', 'patient:A']) keys.seal(subject, '', '');
  expect(keys.subjects('unit')).toEqual(['unit:A', 'unit:B']);
});

test.each([
  ['sealed under the vault’s key', (text: string, id: number) => seal(vaultKey, text, `row ${id}`), {}],
  ['left readable', (text: string) => text, { wasPlain: true } as const],
])('rows that an earlier version %s are sealed anew, those of an erased subject go', (_how, old, how) => {
  const db = new DatabaseSync(join(root, `rows-${round}.db`));
  db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, sealed TEXT); BEGIN');
  for (let id = 0; id < 1200; id += 1) db.prepare('INSERT INTO t VALUES (?, ?)').run(id, old(`text ${id}`, id));
  db.exec('COMMIT');
  if (!('wasPlain' in how)) keys.destroy('row:7');
  const of = ({ id }: Readonly<Record<string, unknown>>) => ({
    subject: `row:${String(id)}`,
    about: `row ${String(id)}`,
  });
  const column = { table: 't', column: 'sealed', key: ['id'], of, ...how };
  resealColumn(db, keys, column);
  const rows = db.prepare('SELECT * FROM t').all();
  expect(rows).toHaveLength('wasPlain' in how ? 1200 : 1199);
  expect(rows.every(({ id, sealed }) => keys.open(`row:${String(id)}`, String(sealed), `row ${String(id)}`) === `text ${String(id)}`)).toBe(true); // prettier-ignore
  expect(rows.every(({ sealed }) => String(sealed).startsWith('k1.'))).toBe(true);
  resealColumn(db, keys, column);
  expect(db.prepare('SELECT * FROM t').all()).toEqual(rows);
  db.close();
});
