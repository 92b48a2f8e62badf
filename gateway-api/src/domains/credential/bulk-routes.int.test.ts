/** The issue of a file of credentials over HTTP, with the real stores; only the ledger is its border. */
import { afterAll, afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import express from 'express';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DomainError, type IssueBulk } from '@daunguon/records';
import { sendProblem } from '../../http/http-problem.ts';
import { sendPieces } from '../../http/test-send-pieces.ts';
import { createImportRunner, type ImportRunner } from '../../import/import-runner.ts';
import { openImportStore } from '../../import/import-store.ts';
import { openSqliteStore } from '../../index-store/sqlite-store.ts';
import { CommitUnknown } from '../../ledger/ledger.ts';
import { collections, projectBlock } from '../../project-block.ts';
import { openNumberBook } from '../../vault/number-book.ts';
import { openSealedStore } from '../../vault/sealed-store.ts';
import { openUnitKeys } from '../../vault/unit-keys.ts';
import { bulkImport, bulkLedger, type BulkStore } from './bulk-import.ts';
import { bulkRoutes } from './bulk-routes.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { registerCustodialKey } from './custodial-keys.ts';
import { eraseContents } from './erasure.ts';
import { openSubjectKeys } from '../../vault/subject-keys.ts';

jest.setTimeout(180_000);
const unit = '2D9P5HJKMN8QRSTVWXYZ012345';
const [requestId, signKey, sealKey] = [
  '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  '3F8K2M9QRT5VWXYZ01ABCDEGHJ',
  '4G7N0PQRSTVWXYZ12345ABCDEF',
] as const;
const identity = { mspId: 'EduMSP', unit, role: 'issuer', certificatePem: '', keyPem: '' };
const vaultKey = Buffer.alloc(32, 7);
const now = new Date('2026-11-24T03:00:00Z');
const people = 600;
const nameOf = (n: number): string => `Quách Thị Mẫu Đơn ${String(n).padStart(5, '0')}`;
const lineOf = (n: number, birth = '31/01/2008'): string =>
  `${nameOf(n)},${birth},QTMD.${String(n).padStart(6, '0')},${n}/MD,20/06/2026,Bằng tốt nghiệp,Trường THPT`;
const header = 'Họ và tên,Ngày sinh,Số hiệu,Số vào sổ gốc,Ngày cấp,Tên văn bằng,Cơ sở cấp';
const csv = (lines: readonly string[]): Buffer => Buffer.from([header, ...lines].join('\n'));
const whole = csv(Array.from({ length: people }, (_, n) => lineOf(n + 1)));

/** The border to the network: one result per request id; it can lose answers and refuse. */
class LedgerBorder {
  readonly ids: string[] = [];
  readonly #first = new Map<string, string>();
  loseAnswers = 0;
  refusal: DomainError | undefined;
  lastBy: string | undefined;
  submit = (by: unknown, transaction: string, command: object) => {
    this.lastBy = (by as { person?: string }).person;
    if (transaction !== 'Credential:IssueBulk') return Promise.resolve({ txId: 'ab', blockNumber: 1, result: null });
    if (this.refusal !== undefined) return Promise.reject(this.refusal);
    const { requestId: id, credentials } = command as IssueBulk;
    const body = JSON.stringify(credentials);
    const before = this.#first.get(id);
    if (before !== undefined && before !== body) throw new Error('request id reused with another body');
    if (before === undefined) this.ids.push(...credentials.map((one) => one.id));
    this.#first.set(id, body);
    if (this.loseAnswers > 0) {
      this.loseAnswers -= 1;
      return Promise.reject(new CommitUnknown('ab'));
    }
    return Promise.resolve({ txId: `tx-${this.#first.size}`, blockNumber: 1, result: null });
  };
}

let folder: string;
let ledger: LedgerBorder;
let close: () => Promise<void>;
let base: string;
let runner: ImportRunner;
let until = '2028-01-01T00:00:00Z';
let who = { ...identity };
let person = 'school';
let erase: (ids: readonly string[]) => number;

/** Opens what is on disk, as a gateway does at its start. */
const start = async (): Promise<void> => {
  const at = (name: string): string => join(folder, name);
  const keys = openSubjectKeys(at('subject-keys.db'), vaultKey);
  const [sealed, unitKeys] = [openSealedStore(at('sealed.db'), keys), openUnitKeys(at('unit-keys.db'), vaultKey, keys)];
  const [numbers, store] = [openNumberBook(at('numbers.db')), openSqliteStore(at('index.db'), collections)];
  for (const key of [{ id: signKey, use: 'sign' } as const, { id: sealKey, use: 'seal' } as const])
    if (unitKeys.byId(key.id) === undefined)
      await registerCustodialKey({ unitKeys, ledger }, identity, { requestId, ...key }, now);
  const grant = { unit, may: ['credential:diploma'], from: '2026-01-01T00:00:00Z', until };
  const state = {
    id: requestId,
    type: 'registry/accreditation',
    version: 1,
    status: 'active',
    owner: unit,
    body: grant,
  };
  const time = '2026-01-01T00:00:00Z';
  const value = JSON.stringify({ ...state, commitment: 'c'.repeat(64), ts: time });
  const writes = [{ key: `r/${requestId}`, value }];
  const ref = { number: 0, hash: '0' };
  const transactions = [{ txId: 'tx', time, endorsers: [], writes }];
  await store.applyBlocks([{ ref, ops: projectBlock({ ...ref, transactions }) }]);
  const deps = {
    ...{ sealed, unitKeys, numbers, store, ledger, vaultKey },
    ...{ config: { verifierUrl: 'https://xacminh.example' }, indexed: () => Promise.resolve(true) },
  } as unknown as CredentialDeps;
  const bulkStore: BulkStore = openImportStore(at('imports.db'), { keys, kind: 'test', about: '' });
  runner = createImportRunner(
    bulkStore,
    bulkLedger(deps, { get: (_issuer: string, person: string) => ({ ...who, person }) }),
    { retryMs: 5, lanes: 2 },
  );
  runner.resumeAll();
  const actorOf = () => Promise.resolve({ key: JSON.stringify(['issuer', person]), unit: who.unit });
  erase = (ids) => eraseContents({ sealed, shares: { dropOf: () => undefined }, imports: [bulkStore] }, ids);
  const bulk = { ...bulkImport(deps, () => now), actorOf, runner, store: bulkStore };
  const server: Server = express()
    .use(bulkRoutes({ ...deps, bulk }))
    .use(sendProblem)
    .listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/credential/imports`;
  close = async () => {
    await runner.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    for (const one of [sealed, unitKeys, numbers, bulkStore]) one.close();
    await store.close();
  };
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bulk-'));
  ledger = new LedgerBorder();
  [who, until, person] = [{ ...identity }, '2028-01-01T00:00:00Z', 'school'];
  await start();
});
afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});
const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
afterAll(() => said.mockRestore());

interface Answer {
  readonly importId: string;
  readonly state: string;
  readonly ok: number;
  readonly errors: readonly { line: number; code: string }[];
  readonly committed: number;
  readonly refused: number;
  readonly code: string;
}
const upload = async (bytes: Uint8Array, settings: Record<string, string> = { kind: 'diploma' }) => {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)]), 'diplomas.csv');
  for (const [name, value] of Object.entries(settings)) form.set(name, value);
  const answer = await fetch(base, { method: 'POST', body: form });
  return { status: answer.status, body: (await answer.json()) as Answer };
};
const commit = (id: string, body: object = {}): Promise<Response> => {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${base}/${id}/commit`, { method: 'POST', headers, body: JSON.stringify(body) });
};
const ended = async (id: string): Promise<Answer> => {
  for (;;) {
    const answer = (await (await fetch(`${base}/${id}`)).json()) as Answer;
    if (answer.state === 'finished') return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
const resultsOf = async (id: string): Promise<string[]> =>
  (await (await fetch(`${base}/${id}/results.csv`)).text()).split('\r\n').slice(1, -1);

test('a file is seen, issued, told of row by row; the same file again issues nothing and shows the same', async () => {
  const { body } = await upload(whole);
  expect([body.ok, body.errors, ledger.ids.length]).toEqual([people, [], 0]);
  expect((await commit(body.importId)).status).toBe(202);
  expect(await ended(body.importId)).toMatchObject({ committed: people, refused: 0 });
  const results = await resultsOf(body.importId);
  expect(results).toHaveLength(people);
  expect(results[0]).toMatch(
    /^2,Quách Thị Mẫu Đơn 00001,QTMD.000001,1\/MD,\w{26},https:\/\/xacminh.example\/R\/\w{26}#\w+,https:\/\/\S+\/R\/\w{26},tx-\d+$/,
  );
  expect(new Set(results.map((line) => line.split(',')[4])).size).toBe(people);
  const again = await upload(whole);
  expect(again.body).toMatchObject({ importId: body.importId, state: 'finished', committed: people });
  await commit(body.importId);
  expect(await resultsOf(body.importId)).toEqual(results);
  expect(ledger.ids).toHaveLength(people);
});

test('a gateway that is killed goes on where it was, and every row has one link that it tells', async () => {
  ledger.loseAnswers = 1_000_000;
  const { body } = await upload(whole);
  await commit(body.importId);
  while (ledger.ids.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await close();
  ledger.loseAnswers = 1;
  await start();
  expect(await ended(body.importId)).toMatchObject({ committed: people, refused: 0 });
  expect([ledger.ids.length, new Set(ledger.ids).size]).toEqual([people, people]);
  expect(await resultsOf(body.importId)).toHaveLength(people);
});

test('nothing is issued while a row is wrong, unless told so; numbers stay taken', async () => {
  const bytes = csv([lineOf(1), lineOf(2, '21/06/2026'), lineOf(3)]);
  const { body } = await upload(bytes);
  expect([body.ok, body.errors]).toMatchObject([2, [{ line: 3, code: 'birth-after-graduation' }]]);
  expect([(await commit(body.importId)).status, ledger.ids.length]).toEqual([409, 0]);
  await commit(body.importId, { onlyValid: true });
  expect(await ended(body.importId)).toMatchObject({ committed: 2 });
  const corrected = await upload(csv([lineOf(1), lineOf(2), lineOf(3)]));
  expect(corrected.body.errors.map(({ line, code }) => [line, code])).toEqual([
    ...[2, 2, 4, 4].map((line) => [line, 'number-in-use']),
  ]);
  await commit(corrected.body.importId, { onlyValid: true });
  expect(await ended(corrected.body.importId)).toMatchObject({ committed: 1 });
});

test('a unit that lost its accreditation is refused before and during an issue, all rows at once', async () => {
  const { body } = await upload(csv([lineOf(1), lineOf(2)]));
  ledger.refusal = new DomainError('registry/not-accredited', 'credential:diploma', [
    { pointer: '/credentials/0', detail: 'registry/not-accredited' },
  ]);
  await commit(body.importId);
  expect(await ended(body.importId)).toMatchObject({ committed: 0, refused: 2 });
  expect(await upload(whole, { kind: 'badge' })).toMatchObject({
    status: 403,
    body: { code: 'registry/not-accredited' },
  });
});

test('an accreditation that has expired covers no file', async () => {
  await close();
  until = '2026-11-01T00:00:00Z';
  rmSync(join(folder, 'index.db'));
  await start();
  expect(await upload(whole)).toMatchObject({ status: 403, body: { code: 'registry/not-accredited' } });
});

test('a file is issued in the name of whoever commits it, not of whoever saw its preview', async () => {
  const { body } = await upload(csv([lineOf(1)]));
  person = 'colleague';
  await commit(body.importId);
  expect(await ended(body.importId)).toMatchObject({ committed: 1 });
  expect(ledger.lastBy).toBe('colleague');
});

test('a registrar who issues no more has nothing issued by what they sent off', async () => {
  const { body } = await upload(csv([lineOf(1)]));
  who = { ...identity, role: 'teacher' };
  await commit(body.importId);
  expect(await ended(body.importId)).toMatchObject({ committed: 0, refused: 1 });
});

test('an erased credential is gone from what its import tells, link and all; the others stay', async () => {
  const { body } = await upload(csv([lineOf(1), lineOf(2)]));
  await commit(body.importId);
  await ended(body.importId);
  const [first, second] = await resultsOf(body.importId);
  expect(erase([first!.split(',')[4]!])).toBe(1);
  expect(await resultsOf(body.importId)).toEqual([second]);
  expect(erase([second!.split(',')[4]!])).toBe(1);
  expect(await resultsOf(body.importId)).toEqual([]);
});

test('a file is its unit’s: another unit sees nothing of it', async () => {
  const { body } = await upload(csv([lineOf(1)]));
  who = { ...identity, unit: sealKey };
  expect((await fetch(`${base}/${body.importId}`)).status).toBe(404);
  expect((await fetch(`${base}/${body.importId}/results.csv`)).status).toBe(404);
});

test('what the form says wrongly is named', async () => {
  const bytes = csv([lineOf(1)]);
  for (const [settings, part] of [
    [{ kind: 'passport' }, 'kind'],
    [{ kind: 'diploma', colour: 'red' }, 'colour'],
    [{ kind: 'diploma', layout: 'moodle' }, 'kind'],
  ] as const) {
    const { status, body } = await upload(bytes, settings);
    expect([status, JSON.stringify(body)]).toEqual([422, expect.stringContaining(part)]);
  }
});

test('a file of a gigabyte is refused by the length that it declares, or where it passes the limit, in constant memory', async () => {
  const csvType = { 'content-type': 'text/csv' };
  const before = process.memoryUsage().rss;
  const declared = await sendPieces(base, 1024, { ...csvType, 'content-length': String(1024 ** 3) });
  const undeclared = await sendPieces(base, 1024, { ...csvType, 'transfer-encoding': 'chunked' });
  expect([declared.status, undeclared.status]).toEqual([413, 413]);
  expect(Math.max(declared.sent, undeclared.sent)).toBeLessThan(100);
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
});

test('an upload that breaks off leaves nothing, and the next one is taken', async () => {
  const out = httpRequest(base, { method: 'POST', headers: { 'content-type': 'text/csv', 'content-length': '5000' } });
  const gone = new Promise((resolve) => out.on('close', resolve));
  out.on('error', () => undefined);
  out.write(csv([lineOf(1)]));
  setTimeout(() => out.destroy(), 50);
  await gone;
  const listed = (await (await fetch(base)).json()) as { items: unknown[] };
  expect(listed.items).toEqual([]);
  expect((await upload(csv([lineOf(1)]))).body.ok).toBe(1);
});

test('no name, date or number of a row stands on disk in the open, or in what was logged', async () => {
  const { body } = await upload(csv([lineOf(1), lineOf(2)]));
  const onDisk = (text: string): string[] =>
    readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(text));
  const secrets = [nameOf(1), '2008-01-31', 'QTMD.000001'];
  expect(secrets.flatMap(onDisk)).toEqual([]);
  await commit(body.importId);
  await ended(body.importId);
  const link = (await resultsOf(body.importId))[0]!.split(',')[5]!;
  expect([...secrets, link.split('#')[1]!].flatMap(onDisk)).toEqual([]);
  expect(onDisk(body.importId)).toContain('imports.db');
  expect(JSON.stringify(said.mock.calls)).not.toContain('Quách');
  await fetch(`${base}/${body.importId}/forget`, { method: 'POST' });
  expect(await resultsOf(body.importId)).toEqual([]);
});
