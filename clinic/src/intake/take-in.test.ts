import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, mkdirSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { commitFields, readDisclosure, saltFields, verifyField } from '@daunguon/proof';
import { openClinicStore, type ClinicStore } from '../store/clinic-store.ts';
import { takeIn, showFields, type IntakeDeps, type KeptRecord } from './take-in.ts';
import { takeFile, type RefusedFile } from './watch-folder.ts';

const id = (n: number): string => `0${String(n).padStart(25, '0')}`;
const [patient, unit] = [id(1), id(2)];
const key = Buffer.alloc(32, 5);
const name = 'Quách Thị Mẫu Đơn';
const fhir = (text: string): Buffer => Buffer.from(text);
const observation = (value: string): Buffer =>
  fhir(`{"resourceType":"Observation","subject":{"display":"${name}"},"valueQuantity":{"value":${value}}}`);

let folder: string;
let store: ClinicStore;
let deps: IntakeDeps;
const open = (): void => {
  store = openClinicStore(folder, key);
  deps = { store, unit, maxBytes: 10_000, now: () => Date.parse('2026-03-01T00:00:00Z'), sign: async () => null };
};
const take = (bytes: Buffer, more: { name?: string; date?: string } = {}) =>
  takeIn(deps, { patient, name: 'a.json', date: '2026-03-01', retention: 'outpatient', bytes, ...more });
const refusal = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'taken',
    (error: { code?: string; pointer?: string }) => [error.code, error.pointer],
  );

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clinic-'));
  open();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

test('a file is taken once: the same bytes have the same id, also after a crash', async () => {
  const first = await take(observation('1.5'));
  store.close();
  open();
  expect(await take(observation('1.5'))).toBe(first);
  expect(store.inState('staged')).toHaveLength(1);
  const { fields, saltSeed, commitment } = store.content<KeptRecord>(first);
  expect(commitFields(saltFields(fields, Buffer.from(saltSeed, 'hex'), { id: first, version: 1 }))).toBe(commitment);
  expect(fields).toContainEqual(['/retention', { class: 'outpatient', until: '2036-03-01' }]);
});

test('decimals 1.50 and 1.5 are two records', async () => {
  expect(await take(observation('1.50'))).not.toBe(await take(observation('1.5')));
});

describe('refused, with code and place', () => {
  test.each([
    ['duplicate JSON keys', fhir('{"resourceType":"Basic","a":1,"a":2}'), {}, ['duplicate-key', '/a']],
    [
      'NFD text',
      observation('1').toString().replace(name, name.normalize('NFD')),
      {},
      ['text-not-nfc', '/subject/display'],
    ],
    ['no FHIR', fhir('{"a":1}'), {}, ['not-fhir-json', '/resourceType']],
    ['a huge attachment', Buffer.alloc(10_001), { name: 'scan.pdf' }, ['file-too-large', '']],
    ['a date of a wrong clock', observation('1'), { date: '2026-03-09' }, ['health/clock-skew', '/date']],
  ] as const)('%s', async (_what, bytes, more, expected) => {
    expect(await refusal(take(Buffer.from(bytes), more))).toEqual(expected);
    expect(store.inState('staged')).toEqual([]);
  });

  test('a huge file in the folder is not even read', async () => {
    const path = join(folder, patient, 'huge.pdf');
    mkdirSync(join(folder, patient));
    writeFileSync(path, '');
    truncateSync(path, 50_000_000_000);
    const said: string[] = [];
    await takeFile({ ...deps, folder, retention: 'none', say: (line) => said.push(line) }, path);
    expect(said).toEqual([expect.stringMatching(/ [0-9a-f]{8}: file-too-large$/)]);
  });
});

test('nothing of it is readable in the agent’s files; with its key destroyed it opens no more', async () => {
  const record = await take(observation('1.5'));
  store.putTask('outbox', id(9), { name });
  const files = readdirSync(folder).map((file) => readFileSync(join(folder, file)));
  for (const bytes of files) expect(bytes.includes(name)).toBe(false);
  const another = await take(observation('2.5'));
  store.destroyKey(record);
  expect(() => store.content(record)).toThrow('erased');
  expect(store.content<KeptRecord>(another).name).toBe('a.json');
  store.destroyPatient(patient);
  expect(() => store.content(another)).toThrow('erased');
});

test('the same file of two patients is two records', async () => {
  const blank = observation('1.5');
  const mine = await take(blank);
  const theirs = await takeIn(deps, {
    patient: id(3),
    name: 'a.json',
    date: '2026-03-01',
    retention: 'none',
    bytes: blank,
  });
  expect(theirs).not.toBe(mine);
  expect(store.record(theirs)?.patient).toBe(id(3));
});

test('after an erasure nothing tells which file it was, and it may be recorded anew', async () => {
  const tags = (): string =>
    JSON.stringify(new DatabaseSync(join(folder, 'clinic.db')).prepare('SELECT tag FROM records').all());
  const first = await take(observation('1.5'));
  const before = tags();
  store.destroyKey(first);
  expect(tags()).not.toBe(before);
  expect(store.record(first)?.state).toBe('erased');
  expect(await take(observation('1.5'))).not.toBe(first);
});

test('a copy of another facility’s is sealed, completed and erased like a record', () => {
  store.putReceived(id(7), patient, { name });
  store.putReceived(id(7), patient, { name, receipt: 1 });
  expect([store.content(id(7)), store.record(id(7))?.state]).toEqual([{ name, receipt: 1 }, 'received']);
  store.destroyKey(id(7));
  expect(() => store.content(id(7))).toThrow('erased');
  store.putReceived(id(7), patient, { name });
  expect(() => store.content(id(7))).toThrow('erased');
});

test('a correction is a record of its own that says what it corrects; the same file is none', async () => {
  const first = await take(observation('1.5'));
  const asked = { patient, name: 'a.json', date: '2026-03-01', retention: 'none', supersedes: first } as const;
  const corrected = await takeIn(deps, { ...asked, bytes: observation('2.5') });
  expect(store.content<KeptRecord>(corrected).supersedes).toBe(first);
  expect(await refusal(takeIn(deps, { ...asked, bytes: observation('1.5') }))).toEqual(['unchanged', '']);
});

describe('a watched file', () => {
  const path = (file: string): string => join(folder, patient, file);
  const said: string[] = [];
  const takeIt = (file: string) =>
    takeFile({ ...deps, now: Date.now, folder, retention: 'none', say: (line) => said.push(line) }, path(file));
  beforeEach(() => {
    mkdirSync(join(folder, patient));
    said.length = 0;
  });

  test('is called by a mark in the log; its name is told at the machine only', async () => {
    const file = `${name}.json`;
    writeFileSync(path(file), '{"resourceType":"Basic","a":1,"a":2}');
    await takeIt(file);
    await takeIt(`${name} (bản sao).json`);
    expect(said).toEqual([expect.stringContaining('duplicate-key'), expect.stringContaining('ENOENT')]);
    expect(said.join()).not.toContain(name);
    expect(store.tasks<RefusedFile>('refused')[0]).toEqual({ path: path(file), code: 'duplicate-key', pointer: '/a' });
    writeFileSync(path(file), '{"resourceType":"Basic"}');
    await takeIt(file);
    expect(store.tasks<RefusedFile>('refused')).toHaveLength(1);
    expect(store.inState('staged')).toHaveLength(1);
  });

  test('does not come back after its record was erased, while it lies there unchanged', async () => {
    writeFileSync(path('a.json'), observation('1.5'));
    await takeIt('a.json');
    store.destroyKey(store.inState('staged')[0]!.id);
    await takeIt('a.json');
    expect(store.inState('staged')).toEqual([]);
    writeFileSync(path('a.json'), observation('2.5'));
    await takeIt('a.json');
    expect(store.inState('staged')).toHaveLength(1);
  });
});

test('a section is shown alone', async () => {
  const section = (title: string): string => `{"title":"${title}"}`;
  const document = `{"resourceType":"Composition","date":"2026-02-01","section":[${section('Tiêm chủng')},${section('HIV')}]}`;
  const record = await take(fhir(document));
  const kept = store.content<KeptRecord>(record);
  const shown = showFields(record, kept, ['/facility', '/sections/0']);
  expect(readDisclosure(shown)?.fields.every((field) => verifyField(field, kept.commitment))).toBe(true);
  expect(JSON.stringify(shown)).not.toContain('HIV');
  expect(await refusal(Promise.resolve().then(() => showFields(record, kept, ['/sections/7'])))).toEqual([
    'no-such-field',
    '/sections/7',
  ]);
});
