import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { chosenUnits } from './chosen-units.ts';
import { openDeviceBook } from './devices/device-book.ts';
import { membersFile } from './members-file.ts';
import { memberKey, openPeople, type People } from './people.ts';

const issuer = 'https://sign-in';
const hoa = { issuer, subject: 'chi-hoa' };
let folder: string;
let people: People;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'people-'));
  mkdirSync(join(folder, 'enrolment'));
  people = openPeople(folder, undefined);
});
afterEach(() => {
  people.close();
  rmSync(folder, { recursive: true });
});
const at = (name: string): string => join(folder, 'enrolment', name);
const inFiles = (text: string): string[] =>
  readdirSync(at(''), { withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(at(entry.name)).includes(text))
    .map(({ name }) => name);
const line = { issuer, sub: 'chi-hoa', mspId: 'AgriMSP', role: 'farmer', unit: 'FARM' };
const device = {
  ...{ id: 'd1', issuer, sub: 'chi-hoa', label: 'Máy của chị Hoa', mspId: 'AgriMSP', role: 'farmer', unit: 'FARM' },
  ...{ serial: '01', enrolledAt: '2026-11-01T00:00:00Z', validUntil: '2027-11-01T00:00:00Z' },
};

test('a line that an administrator wrote is found by its account, which stands there blinded from then on', () => {
  const members = membersFile(folder, people);
  expect(members.all()).toEqual([]);
  writeFileSync(at('members.json'), JSON.stringify([{ ...line, note: 'tổ trưởng' }]));
  const person = people.tag(hoa);
  expect(members.all()).toEqual([{ person, mspId: 'AgriMSP', role: 'farmer', unit: 'FARM', note: 'tổ trưởng' }]);
  expect([inFiles('chi-hoa'), inFiles(issuer), statSync(at('members.json')).mode & 0o777]).toEqual([[], [], 0o600]);
  const more = JSON.parse(readFileSync(at('members.json'), 'utf8')) as object[];
  writeFileSync(at('members.json'), JSON.stringify([...more, { ...line, unit: 'SHOP' }]));
  expect(membersFile(folder, people).all().map((one) => [one.person, one.unit])).toEqual([[person, 'FARM'], [person, 'SHOP']]); // prettier-ignore
});

test('another agent blinds the same account otherwise', () => {
  const other = mkdtempSync(join(tmpdir(), 'people-'));
  const theirs = openPeople(other, undefined);
  expect(theirs.tag(hoa)).not.toBe(people.tag(hoa));
  theirs.close();
  rmSync(other, { recursive: true });
});

test('the chosen unit is kept by the blinded account; an earlier version’s file is blinded', () => {
  const person = people.tag(hoa);
  writeFileSync(at('chosen-units.json'), JSON.stringify({ [JSON.stringify([issuer, 'chi-hoa'])]: 'SHOP', other: 'X' }));
  const chosen = chosenUnits(folder, people);
  expect([chosen.of(person), chosen.of('other'), inFiles('chi-hoa')]).toEqual([{ unit: 'SHOP' }, { unit: 'X' }, []]);
  chosen.choose(person, { unit: 'FARM', role: 'packer' });
  expect(chosenUnits(folder, people).of(person)).toEqual({ unit: 'FARM', role: 'packer' });
});

test('a device has its person and name under the person’s key, and both are gone with it; its key stays to be refused', () => {
  const book = openDeviceBook(at('devices.db'), people);
  book.add(device);
  const person = people.tag(hoa);
  expect([book.get('d1'), book.ofPerson(person)]).toEqual([{ ...device, lostAt: null }, [{ ...device, lostAt: null }]]);
  expect([book.isOf('d1', person), book.isOf('d1', 'other'), inFiles('chi-hoa'), inFiles('Máy của')]).toEqual([true, false, [], []]); // prettier-ignore
  const key = memberKey(folder, undefined, hoa)!;
  expect(key.subjects).toEqual([`member:${person}`]);
  key.destroy();
  key.close();
  book.lose('d1', '2026-11-30T00:00:00Z');
  expect(book.waiting()).toEqual([{ ...device, issuer: '', sub: '', label: '', lostAt: '2026-11-30T00:00:00Z' }]);
  book.close();
});

test('an earlier version’s book is sealed when it is opened, and nothing stays in free pages', () => {
  const db = new DatabaseSync(at('devices.db'));
  db.exec(`CREATE TABLE devices (id TEXT PRIMARY KEY, issuer TEXT NOT NULL, sub TEXT NOT NULL, mspId TEXT NOT NULL, role TEXT NOT NULL,
    unit TEXT NOT NULL, serial TEXT NOT NULL, label TEXT NOT NULL, enrolledAt TEXT NOT NULL, validUntil TEXT NOT NULL, lostAt TEXT, carriedAt TEXT) STRICT`);
  const insert = db.prepare('INSERT INTO devices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const { id, sub, mspId, role, unit, serial, label, enrolledAt, validUntil } = device;
  insert.run(id, issuer, sub, mspId, role, unit, serial, label, enrolledAt, validUntil, null, null);
  insert.run(
    'd2',
    issuer,
    'anh-nam',
    mspId,
    role,
    unit,
    '02',
    'x',
    '2026-11-02',
    validUntil,
    '2026-11-03',
    '2026-11-04',
  );
  db.close();
  openDeviceBook(at('devices.db'), people).close();
  const book = openDeviceBook(at('devices.db'), people);
  expect(book.ofOrganisation('AgriMSP').map((one) => [one.id, one.sub, one.lostAt])).toEqual([['d2', 'anh-nam', '2026-11-03'], ['d1', 'chi-hoa', null]]); // prettier-ignore
  expect([book.waiting(), inFiles('chi-hoa'), inFiles('Máy của')]).toEqual([[], [], []]);
  book.close();
});

test('nobody’s key is looked for where no agent keeps its book', () => {
  expect(memberKey(join(folder, 'elsewhere'), undefined, hoa)).toBeUndefined();
});
