import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import express from 'express';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { DomainError, emptyNarrative, type RecordState } from '@daunguon/records';
import { readConfig } from '../config.ts';
import { sendProblem } from '../http/http-problem.ts';
import { checkSignedPdf } from '../legal-signature/check-signed-pdf.ts';
import { readCrl } from '../legal-signature/revocation.ts';
import { openTestAuthority } from '../legal-signature/test-authority.ts';
import { testCscService } from '../legal-signature/test-csc-service.ts';
import { sha256Of } from '../log/kept-contents.ts';
import { NumberedEntries } from '../log/numbered-entries.ts';
import { mountPeriodicReports } from '../mount-periodic-reports.ts';
import { harvestLot, openTestIndex, testId, testLog } from '../opendata/test-open-data.ts';
import { openSubjectKeys } from '../vault/subject-keys.ts';
import type { LedgerIdentity } from '../vault/vault.ts';
import { periodicReportRoutes } from './periodic-report-routes.ts';
import { ReportStore, type Draft } from './report-store.ts';

const dir = mkdtempSync(join(tmpdir(), 'periodic-reports-'));
const config = { ...readConfig({ DN_VERIFIER_URL: 'https://kiem.example.vn' }), dataDir: dir };
const { store, add } = openTestIndex();
const people: Readonly<Record<string, Pick<LedgerIdentity, 'mspId' | 'unit' | 'role'>>> = {
  agri: { mspId: 'AgriMSP', unit: '', role: 'registrar' },
  colleague: { mspId: 'AgriMSP', unit: '', role: 'registrar' },
  inspector: { mspId: 'AgriMSP', unit: testId(801), role: 'inspector' },
  farmer: { mspId: 'AgriMSP', unit: testId(802), role: 'farmer' },
  edu: { mspId: 'EduMSP', unit: '', role: 'registrar' },
  tech: { mspId: 'TechMSP', unit: '', role: 'registrar' },
};
/** Blocks of the test index are of 24 November 2026, so they lie in the fourth quarter. */
let clock = Date.parse('2026-12-15T02:00:00Z');
let covered = 0;
const log = { ...testLog(), covering: (size: number) => testLog(covered).covering(size) };
const keys = openSubjectKeys(':memory:', Buffer.alloc(32, 7));
const parts = mountPeriodicReports({ config, store }, log, keys, () => clock);
/** A signing service is there once a test opens one; the unit registers a certificate where it says so. */
const legal = { cscUrl: undefined as string | undefined, signsFor: async () => signsFor, now: () => new Date(clock) };
let signsFor: readonly { readonly unit: string }[] = [];
let server: Server;
let base = '';

beforeAll(async () => {
  await add({ id: testId(1), type: 'registry/organisation', body: { mspId: 'AgriMSP', name: 'Sở Nông nghiệp (mẫu)' } });
  await add(harvestLot(10), harvestLot(11), { ...harvestLot(12), status: 'held' });
  const authenticate = async (asked: express.Request) => {
    const login = asked.get('authorization')?.replace('Bearer ', '') ?? '';
    if (!(login in people)) throw new DomainError('registry/identity-incomplete');
    return { subject: login, token: login };
  };
  const identityOf = async (subject: string) => people[subject] as LedgerIdentity;
  const app = express();
  app.use(
    periodicReportRoutes({ ...{ config, store, authenticate, identityOf, legal }, periodicReports: parts } as never),
  );
  app.use(sendProblem);
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/periodic-reports`;
});
afterAll(async () => {
  server.close();
  await parts.stop();
  keys.close();
  await store.close();
  rmSync(dir, { recursive: true });
});

type Json = Record<string, never>;
const ask = async (path: string, login: string, body?: object) => {
  const answer = await fetch(base + path, {
    headers: { authorization: `Bearer ${login}`, 'accept-language': 'vi' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  return {
    status: answer.status,
    bytes,
    json: (isJson ? JSON.parse(bytes.toString()) : {}) as Json,
    headers: answer.headers,
  };
};
const q4 = '/produce/2026-Q4';
const narrative = { ...emptyNarrative, results: 'Đã cấp mã cho vùng sầu riêng.\nDòng hai.', plan: 'Kiểm tra mùa khô.' };
const valuesIn = ({ json }: { json: Json }) =>
  Object.fromEntries(
    (json as unknown as { content: { figures: { id: string; value: string }[] } }).content.figures.map(
      ({ id, value }) => [id, value],
    ),
  );

describe('who', () => {
  test('the department writes, its attesting people and the gateway’s organisation read, nobody else', async () => {
    const statuses = async (login: string) => [
      (await ask(q4, login)).status,
      (await ask(`${q4}/drafts`, login, { base: 99, narrative })).status,
      (await ask(`${q4}/files/draft.json`, login)).status,
    ];
    expect(await statuses('agri')).toEqual([200, 409, 200]);
    expect(await statuses('inspector')).toEqual([200, 403, 403]);
    expect(await statuses('tech')).toEqual([200, 403, 403]);
    expect(await statuses('edu')).toEqual([403, 403, 403]);
    expect(await statuses('farmer')).toEqual([403, 403, 403]);
    expect((await ask(q4, 'nobody')).status).toBeGreaterThanOrEqual(400);
  });
  test.each([
    '/produce/2026-Q5',
    '/nothing/2026-Q4',
    '/produce/2026-H2/figures/nothing',
    `${q4}/files/9.pdf`,
    `${q4}/files/..%2F1.pdf`,
  ])('%s is nowhere', async (path) => {
    expect((await ask(path, 'agri')).status).toBe(404);
  });
});

test('the list says what is due: a quarter and a half-year per task, with reminders', async () => {
  const { json } = await ask('', 'agri');
  const items = (json as unknown as { items: { task: string; period: { id: string }; reminder: string }[] }).items;
  expect(new Set(items.map(({ task }) => task))).toEqual(new Set(['produce', 'ocop', 'carbon']));
  const of = (task: string) =>
    Object.fromEntries(items.filter((one) => one.task === task).map(({ period, reminder }) => [period.id, reminder]));
  expect(of('ocop')).toEqual({
    ...{ '2027-Q1': 'running', '2027-H1': 'running', '2026-Q4': 'soon', '2026-H2': 'soon' },
    ...{ '2026-Q3': 'none', '2026-H1': 'none', '2026-Q2': 'none', '2026-Q1': 'none' },
  });
});

describe('figures', () => {
  test('are read at one height, by query, with the checkpoint that covers them', async () => {
    covered = 0;
    expect((await ask(q4, 'agri')).json).toMatchObject({ content: { height: 1, checkpoint: null } });
    covered = 100;
    const answer = await ask(q4, 'agri');
    expect(valuesIn(answer)).toMatchObject({ 'harvest-lots': '2', 'harvest-weight': '25', 'lots-held': '1' });
    expect(answer.json).toMatchObject({
      content: {
        ...{ height: 1, checkpoint: { size: 2 }, lead: { name: 'Sở Nông nghiệp (mẫu)' }, final: null },
        readAt: '2026-12-15T02:00:00.000Z',
      },
    });
  });
  test('a period without records says zero', async () => {
    expect(new Set(Object.values(valuesIn(await ask('/produce/2026-Q3', 'agri'))))).toEqual(new Set(['0']));
  });
  test('lead to the records behind them', async () => {
    const { json } = await ask(`${q4}/figures/harvest-weight`, 'inspector');
    expect(json).toMatchObject({
      ...{ decimals: 3, type: 'origin/batch' },
      items: [
        { id: testId(10), adds: '12500', recordedAt: '2026-11-24T03:00:01.000Z' },
        { id: testId(11), adds: '12500' },
      ],
    });
    expect((await ask(`${q4}/figures/harvest-weight?after=x`, 'inspector')).status).toBe(422);
  });
});

describe('drafts', () => {
  test('a figure is refused by its name and nothing is saved', async () => {
    const { status, json } = await ask(`${q4}/drafts`, 'agri', {
      base: 0,
      narrative,
      figures: { 'harvest-lots': '9' },
    });
    expect([status, json]).toMatchObject([
      ...[422, { errors: [{ pointer: '/figures', detail: 'Số liệu đọc từ sổ, không sửa được; chỉ sửa phần lời' }] }],
    ]);
    expect((await ask(q4, 'agri')).json).toMatchObject({ drafts: [] });
  });
  test('each saving is a version; two people do not overwrite each other', async () => {
    expect((await ask(`${q4}/drafts`, 'agri', { base: 0, narrative })).json).toMatchObject({ version: 1 });
    const { status, json } = await ask(`${q4}/drafts`, 'colleague', { base: 0, narrative: emptyNarrative });
    expect([status, json['code']]).toEqual([409, 'periodic-report/newer-draft']);
    const second = { base: 1, narrative: { ...narrative, proposals: 'Thêm cán bộ.' } };
    expect((await ask(`${q4}/drafts`, 'colleague', second)).json).toMatchObject({ version: 2 });
    expect((await ask(q4, 'agri')).json).toMatchObject({
      drafts: [
        { version: 2, mine: false },
        { version: 1, mine: true },
      ],
      content: { narrative: second.narrative },
    });
    const kept = readFileSync(join(dir, 'periodic-reports/drafts/produce-2026-Q4/000001.json'), 'utf8');
    const writer = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(JSON.parse(kept)).toEqual({ version: 1, narrative, savedAt: expect.any(String), writer });
    expect((await ask(`${q4}/drafts/1`, 'agri')).json).toMatchObject({ narrative });
    // Words not handed in are for those who write them.
    expect((await ask(q4, 'inspector')).json).toMatchObject({ drafts: [], content: { narrative: emptyNarrative } });
    expect((await ask(`${q4}/drafts/1`, 'inspector')).status).toBe(403);
  });
});

const pdfText = async (bytes: Buffer): Promise<string> => {
  const pdf = await getDocument({ data: new Uint8Array(bytes) }).promise;
  let text = '';
  for (let page = 1; page <= pdf.numPages; page += 1) {
    const { items } = await (await pdf.getPage(page)).getTextContent();
    text += items.map((item) => ('str' in item ? item.str : '')).join(' ');
  }
  return text.replaceAll(/\s+/g, ' ');
};
const docxText = (bytes: Buffer): string =>
  Buffer.from(unzipSync(new Uint8Array(bytes))['word/document.xml'] ?? [])
    .toString()
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

describe('a final report', () => {
  test('waits for the end of the period and for a checkpoint', async () => {
    clock = Date.parse('2026-12-14T16:59:59Z');
    expect((await ask(`${q4}/finals`, 'agri', { base: 2 })).json['code']).toBe('periodic-report/still-running');
    clock = Date.parse('2026-12-14T17:00:00Z');
    covered = 0;
    expect((await ask(`${q4}/finals`, 'agri', { base: 2 })).json['code']).toBe('log/not-published');
    covered = 100;
    expect((await ask(`${q4}/finals`, 'agri', { base: 1 })).json['code']).toBe('periodic-report/newer-draft');
    expect((await ask(`${q4}/finals`, 'agri', { base: 2, figures: {} })).status).toBe(422);
    expect((await ask(`${q4}/finals`, 'inspector', { base: 2 })).status).toBe(403);
  });
  test('is a PDF, a DOCX and a JSON that say the same and never change', async () => {
    const { status, json } = await ask(`${q4}/finals`, 'agri', { base: 2 });
    expect(status).toBe(201);
    const files = (json as unknown as { files: Record<string, { sha256: string; bytes: number }> }).files;
    const [pdf, docx, text] = await Promise.all(
      ['pdf', 'docx', 'json'].map((format) => ask(`${q4}/files/1.${format}`, 'inspector')),
    );
    for (const [format, file] of Object.entries({ pdf, docx, json: text }))
      expect([sha256Of(file!.bytes), file!.bytes.length]).toEqual([files[format]?.sha256, files[format]?.bytes]);
    for (const words of [await pdfText(pdf!.bytes), docxText(docx!.bytes)]) {
      for (const said of [
        'BÁO CÁO QUÝ IV NĂM 2026',
        '25 kg',
        '2 lô',
        'Đã cấp mã cho vùng sầu riêng.',
        'Khối 1',
        'Điểm kiểm tra: 2 lá',
        'SỞ NÔNG NGHIỆP (MẪU)',
      ])
        expect(words).toContain(said);
      expect(words).not.toContain('DỰ THẢO');
    }
    expect(JSON.parse(text!.bytes.toString())).toMatchObject({
      ...{ schema: 'daunguon/periodic-report/v1', final: { version: 1, reason: null } },
      figures: expect.arrayContaining([expect.objectContaining({ id: 'harvest-weight', value: '25' })]),
    });
    await add(harvestLot(13));
    expect((await ask(`${q4}/files/1.pdf`, 'agri')).bytes.equals(pdf!.bytes)).toBe(true);
    expect(await pdfText((await ask(`${q4}/files/draft.pdf`, 'agri')).bytes)).toContain('BẢN DỰ THẢO');
  });
  test('a text of ten thousand letters breaks inside the margins, and every page has its number', async () => {
    const long = { ...emptyNarrative, results: 'Chữ dài. '.repeat(1100).trim() };
    expect((await ask('/ocop/2026-Q4/drafts', 'agri', { base: 0, narrative: long })).status).toBe(201);
    const { bytes } = await ask('/ocop/2026-Q4/files/draft.pdf', 'agri');
    const pdf = await getDocument({ data: new Uint8Array(bytes) }).promise;
    expect(pdf.numPages).toBeGreaterThan(2);
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      const words = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item] : []));
      const [page, ...text] = words.toSorted((a, b) => a.transform[5] - b.transform[5]);
      expect(page?.str).toContain(`Trang ${number}/${pdf.numPages}`);
      // 20 mm in points from the bottom.
      expect(text[0]?.transform[5]).toBeGreaterThan(56);
    }
  });
  test('is replaced by a version that says why, and the first stays', async () => {
    expect((await ask(`${q4}/finals`, 'agri', { base: 2 })).json).toMatchObject({
      errors: [{ pointer: '/reason', code: 'missing' }],
    });
    const again = await ask(`${q4}/finals`, 'agri', { base: 2, reason: 'Có lô ghi muộn.' });
    expect(again.json).toMatchObject({ version: 2, reason: 'Có lô ghi muộn.' });
    expect((await ask(q4, 'inspector')).json).toMatchObject({
      ...{ reminder: 'done', finals: [{ version: 2 }, { version: 1 }] },
      content: { narrative: { results: narrative.results } },
    });
    expect((await ask(`${q4}/files/1.json`, 'agri')).json).toMatchObject({ final: { version: 1 } });
  });
  test('shows who stands for its file on the ledger', async () => {
    const { json } = await ask(q4, 'agri');
    const [newest] = (json as unknown as { finals: { files: { pdf: { sha256: string; bytes: number } } }[] }).finals;
    const { sha256: digest, bytes } = newest!.files.pdf;
    const body = { digest, bytes, mediaType: 'application/pdf', unit: testId(801) };
    await add({ id: testId(801), type: 'registry/unit', body: { name: 'Văn phòng Sở', kind: 'department' } });
    await add({ id: testId(900), type: 'credential/attestation', owner: testId(801), body } as Partial<RecordState>);
    expect((await ask(q4, 'agri')).json).toMatchObject({
      finals: [{ files: { pdf: { standing: [{ unitName: 'Văn phòng Sở' }] }, docx: { standing: [] } } }, {}],
    });
  });
  test('is signed under the law by whoever signs for a unit of the department, and the signed PDF is kept beside it', async () => {
    const service = { credentialId: 'c-1', token: 't-1', sad: 'approved' };
    const sign = (login: string) => ask(`${q4}/finals/1/signature`, login, service);
    expect((await sign('inspector')).json['code']).toBe('legal/no-signing-service');
    expect((await sign('agri')).json['code']).toBe('auth/not-your-unit');
    const at = new Date(clock);
    const authority = await openTestAuthority(at, 'rsa');
    const app = testCscService(await authority.signer('CN=Lê Minh Quân'), { token: 't-1', sad: 'approved' }, []);
    const signer = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => signer.once('listening', resolve));
    legal.cscUrl = `http://127.0.0.1:${(signer.address() as AddressInfo).port}/csc/v2`;
    expect((await sign('inspector')).json['code']).toBe('legal/signer-not-registered');
    signsFor = [{ unit: testId(801) }];
    const { status, json } = await sign('inspector');
    signer.close();
    expect([status, json['version']]).toEqual([201, 1]);
    const { bytes } = await ask(`${q4}/files/signed-1.pdf`, 'agri');
    expect(sha256Of(bytes)).toBe(json['sha256']);
    const trust = { roots: [new X509Certificate(authority.root)], crls: [readCrl(await authority.crl([], at))!] };
    expect(checkSignedPdf(bytes, trust, at)).toMatchObject([{ result: 'valid' }]);
    expect((await ask(q4, 'agri')).json).toMatchObject({ finals: [{ signed: [] }, { signed: [{ version: 1 }] }] });
  });
});

test('a crash between a content and its entry leaves what stands and sweeps the rest', () => {
  const files = join(dir, 'periodic-reports', 'files');
  const before = readdirSync(files);
  writeFileSync(join(files, 'ab'.repeat(32)), 'half');
  const opened = new ReportStore(join(dir, 'periodic-reports'));
  expect(readdirSync(files).sort()).toEqual(before.sort());
  expect(opened.finalsOf('produce', '2026-Q4').map(({ version }) => version)).toEqual([2, 1]);
  expect(opened.draftsOf('produce', '2026-Q4')).toHaveLength(2);
});

test('of drafts that later ones have replaced nothing is left after ninety days; the newest stays, and its number is taken', () => {
  const drafts = new ReportStore(join(dir, 'swept'));
  const save = (savedAt: string) =>
    drafts.saveDraft('agriculture', '2026-Q4', { narrative: emptyNarrative, savedAt, writer: 'agri' })?.version;
  const versions = (from = drafts) => from.draftsOf('agriculture', '2026-Q4').map(({ version }) => version);
  expect(['2026-01-01', '2026-02-01', '2026-03-01'].map((day) => save(`${day}T00:00:00Z`))).toEqual([1, 2, 3]);
  expect([drafts.sweepDrafts(Date.parse('2026-04-15T00:00:00Z')), versions()]).toEqual([1, [3, 2]]);
  expect([drafts.sweepDrafts(Date.parse('2027-01-01T00:00:00Z')), versions()]).toEqual([1, [3]]);
  expect([versions(new ReportStore(join(dir, 'swept'))), save('2027-01-02T00:00:00Z')]).toEqual([[3], 4]);
});

test('a draft of an earlier version, which named the account of its writer, names it no more', () => {
  const folder = join(dir, 'named');
  const drafts = new NumberedEntries<Draft>(join(folder, 'drafts'));
  const savedAt = '2026-12-01T00:00:00Z';
  for (const account of ['account-an', 'account-binh'])
    drafts.add('produce-2026-Q4', { narrative: emptyNarrative, savedAt, by: account } as never);
  const opened = new ReportStore(folder);
  opened.blindDrafts((subject) => `tag of ${subject.length}`);
  const expected = [12, 10].map((length, at) => ({
    ...{ version: 2 - at, narrative: emptyNarrative, savedAt, writer: `tag of ${length}` },
  }));
  for (const store of [opened, new ReportStore(folder)]) expect(store.draftsOf('produce', '2026-Q4')).toEqual(expected);
  const files = readdirSync(join(folder, 'drafts/produce-2026-Q4'));
  const texts = files.map((file) => readFileSync(join(folder, 'drafts/produce-2026-Q4', file), 'utf8'));
  expect([files.length, texts.join('')]).toEqual([2, expect.not.stringContaining('account')]);
});
