import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseQuery, prefixesOf, termsOf } from '@daunguon/formats/epcis';
import { openEventIndex } from './event-index.ts';
import { openSubjectKeys } from '../vault/subject-keys.ts';
import { eventSealing } from './event-sealing.ts';
import { openEventStore, type WaitingEvent } from './event-store.ts';

const sealing = eventSealing(openSubjectKeys(':memory:', Buffer.alloc(32, 7)));
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daunguon-sealed-'));
  file = join(folder, 'epcis.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const secrets = /giá bán|example\.org\/kho|urn:uuid:7d6f|Bien Hoa/;
const place = 'https://example.org/kho/7';
const event: WaitingEvent = {
  ...{ id: '01'.padEnd(26, '0'), pointer: '/epcisBody/eventList/0', unit: 'unit-a', commune: '26068' },
  event: {
    ...{ type: 'ObjectEvent', eventID: 'urn:uuid:7d6f5e7c-0000-4000-8000-000000000001', action: 'OBSERVE' },
    ...{ eventTime: '2026-11-24T08:00:00Z', 'ex:note': 'giá bán riêng', readPoint: { id: place } },
  },
  ...{ context: [{ ex: 'https://ns.example.org/' }], readers: ['unit-a'], sameness: 'plain hash, Bien Hoa' },
  ...{ saltSeed: new Uint8Array(32).fill(9), recordTime: '2026-11-24T09:00:00Z' },
};
const job = { id: 'job', actor: '["i","s"]', unit: 'unit-a', behaviour: 'rollback' as const };
const onDisk = (): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name)).toString('latin1'))
    .map((bytes) => Buffer.from(bytes, 'latin1').toString('utf8') + bytes)
    .join();

test('a unit’s events are gone with its key, others stay; the index keeps what everyone may see', () => {
  const keys = openSubjectKeys(':memory:', Buffer.alloc(32, 7));
  const own = eventSealing(keys);
  const store = openEventStore(file, own);
  const other = { ...event, id: '02'.padEnd(26, '0'), unit: 'unit-b', sameness: 'another', readers: ['unit-b'] };
  store.begin({ ...job, createdAt: event.recordTime, errors: [] }, [event, other]);
  store.commit('job', [event, other]);
  const index = openEventIndex(join(folder, 'index.db'), own);
  const terms = termsOf(event.event, event.context);
  const redacted = { type: 'ObjectEvent' };
  index.add([{ id: event.id, whole: event.event, redacted, readers: ['unit-a'], terms, unit: 'unit-a' }], 1);
  expect(index.find(parseQuery({}, prefixesOf()), 10).events[0]?.whole).toEqual(event.event);
  keys.destroy('epcis:unit-a');
  expect([store.event(event.id), store.event(other.id)?.unit]).toEqual([undefined, 'unit-b']);
  expect(index.find(parseQuery({}, prefixesOf()), 10).events[0]?.whole).toEqual(redacted);
  index.close();
  store.close();
});

test('what an earlier version sealed under one key for all is sealed anew under its unit’s', () => {
  const keys = openSubjectKeys(':memory:', Buffer.alloc(32, 7));
  const own = eventSealing(keys);
  openEventStore(file, own).close();
  const { id, pointer, ...rest } = event;
  const text = JSON.stringify({ ...rest, saltSeed: Buffer.from(event.saltSeed).toString('base64') });
  const db = new DatabaseSync(file);
  db.prepare('INSERT INTO captured VALUES (?, ?, ?, ?, ?, ?, ?, 1, NULL)').run(
    ...[id, own.seal(text, id), own.tag('sameness', event.sameness), null, 'job', 0, pointer],
  );
  db.close();
  const store = openEventStore(file, own);
  expect(store.event(id)).toEqual(event);
  store.close();
  keys.destroy('epcis:unit-a');
  const again = openEventStore(file, own);
  expect(again.event(id)).toBeUndefined();
  again.close();
});

test('a captured event cannot be read from the file, and comes back whole with the key', () => {
  const store = openEventStore(file, sealing);
  store.begin({ ...job, createdAt: event.recordTime, errors: [] }, [event]);
  expect(store.waiting('job', 10)).toEqual([event]);
  expect([store.same(event.sameness), store.withEventId(String(event.event['eventID']))]).toEqual([event.id, event.id]);
  expect(onDisk()).not.toMatch(secrets);
  store.close();
  // Another key is another vault: it does not open.
  expect(() => openEventStore(file, eventSealing(openSubjectKeys(':memory:', Buffer.alloc(32, 8))))).toThrow();
});

/** The file of an earlier version, with one readable event. */
const clearFile = (): DatabaseSync => {
  const db = new DatabaseSync(file);
  db.exec(`CREATE TABLE secret (one INTEGER PRIMARY KEY CHECK (one = 1), bytes BLOB NOT NULL);
CREATE TABLE events (id TEXT PRIMARY KEY, event TEXT, context TEXT, seed BLOB, unit TEXT, commune TEXT,
  readers TEXT, recordTime TEXT, sameness TEXT UNIQUE, eventId TEXT, job TEXT, position INTEGER, pointer TEXT, committed INTEGER)`);
  db.prepare('INSERT INTO secret VALUES (1, ?)').run(new Uint8Array(32).fill(3));
  db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)').run(
    ...[event.id, JSON.stringify(event.event), JSON.stringify(event.context), event.saltSeed, event.unit, '26068'],
    ...[JSON.stringify(event.readers), event.recordTime, event.sameness, String(event.event['eventID'])],
    ...['job', 0, event.pointer],
  );
  return db;
};

test('what an earlier version kept readable is sealed, with its place in its job and its ids', () => {
  clearFile().close();
  expect(onDisk()).toMatch(secrets);
  const store = openEventStore(file, sealing);
  expect(onDisk()).not.toMatch(secrets);
  expect(store.event(event.id)).toEqual(event);
  expect([Buffer.from(store.secret), store.same(event.sameness)]).toEqual([Buffer.alloc(32, 3), event.id]);
  store.close();
});

test('a start that was cut off before the file was written anew is made up for', () => {
  const db = clearFile();
  db.exec('DROP TABLE events; DROP TABLE secret');
  db.close();
  expect(onDisk()).toMatch(secrets);
  const store = openEventStore(file, sealing);
  expect(onDisk()).not.toMatch(secrets);
  store.close();
});

test('a readable event with the id of a sealed one is no reason to forget either', () => {
  const first = openEventStore(file, sealing);
  first.begin({ ...job, createdAt: event.recordTime, errors: [] }, [{ ...event, sameness: 'another event' }]);
  first.close();
  const db = new DatabaseSync(file);
  db.exec('PRAGMA user_version = 0; DROP TABLE secret');
  db.close();
  clearFile().close();
  expect(() => openEventStore(file, sealing)).toThrow(/UNIQUE/);
  const after = new DatabaseSync(file);
  const rows = (table: string) => after.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'];
  expect([rows('events'), rows('captured')]).toEqual([1, 1]);
  after.close();
});

test('no file of the index is readable to others, nor its log', () => {
  const index = openEventIndex(join(folder, 'index.db'), sealing);
  index.add([], 1);
  const names = readdirSync(folder);
  expect(names).toContain('index.db-wal');
  expect(names.map((name) => (statSync(join(folder, name)).mode & 0o777).toString(8))).toEqual(names.map(() => '600'));
  index.close();
});

test('the index finds by what is hidden and lists it, and keeps none of it readable', () => {
  const index = openEventIndex(join(folder, 'index.db'), sealing);
  const whole = { ...event.event, recordTime: event.recordTime };
  const terms = termsOf(whole, event.context);
  index.add([{ id: event.id, whole, redacted: { type: 'ObjectEvent' }, readers: event.readers, terms }], 1);
  const query = parseQuery({ EQ_readPoint: place }, prefixesOf());
  expect(index.find(query, 10).events).toEqual([
    { id: event.id, whole, redacted: { type: 'ObjectEvent' }, readers: ['unit-a'] },
  ]);
  expect(index.values(['readPoint'], ['unit-a'], 10)).toEqual({ values: [place] });
  expect(index.values(['readPoint'], ['unit-b'], 10)).toEqual({ values: [] });
  index.close();
  expect(onDisk()).not.toMatch(secrets);
});

test('an index of another version is made anew', () => {
  const path = join(folder, 'index.db');
  const old = new DatabaseSync(path);
  old.exec("CREATE TABLE events (whole TEXT); INSERT INTO events VALUES ('giá bán riêng')");
  old.close();
  const index = openEventIndex(path, sealing);
  expect([index.block(), index.count(parseQuery({}, prefixesOf()), 10)]).toEqual([-1, 0]);
  index.close();
  expect(onDisk()).not.toMatch(secrets);
});

test('who sent a job cannot be read from the file, in one of an earlier version neither, and the job goes on in their name', () => {
  const actor = '["https://issuer","account-of-binh"]';
  const store = openEventStore(file, sealing);
  store.begin({ ...job, actor, createdAt: event.recordTime, errors: [] }, [event]);
  expect([store.job('job')?.actor, onDisk().includes('account-of-binh')]).toEqual([actor, false]);
  store.close();
  const db = new DatabaseSync(file);
  db.prepare('UPDATE jobs SET actor = ?').run(actor);
  db.close();
  const again = openEventStore(file, sealing);
  expect([again.job('job')?.actor, again.jobs('unit-a', 5).jobs[0]?.actor]).toEqual([actor, actor]);
  again.close();
  expect(onDisk()).not.toContain('account-of-binh');
  const finished = openEventStore(file, sealing);
  finished.finish('job', event.recordTime);
  expect(finished.job('job')?.actor).toBe('');
  finished.close();
});
