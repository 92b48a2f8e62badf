import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle } from '@daunguon/proof';
import { HttpProblem, sendProblem } from '../http/http-problem.ts';
import { serve, type Served } from '../mirror/test-log.ts';
import { createDeviceTokens } from '../scans/device-tokens.ts';
import { openSealedNotes } from '../vault/sealed-notes.ts';
import { reportRoutes } from './report-routes.ts';
import { clustersSchema, evidenceSchema, openedReportSchema, reportsSchema } from './report-schema.ts';
import { openReportStore } from './report-store.ts';
import { openSubjectKeys } from '../vault/subject-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'reports-'));
const gtin = '08936012345674';
const lotPath = `01/${gtin}/10/SR-1`;
const labelOf = ({ gtin: g, lot, serial }: { gtin?: string; lot?: string; serial?: string }) =>
  g === undefined ? undefined : `01/${g}/10/${lot}${serial === undefined ? '' : `/21/${serial}`}`;
const tokens = createDeviceTokens({ perToken: 20 });
const now = Date.parse('2026-11-24T08:00:00Z');
const token = tokens.issue('here', now) ?? '';
const idOf = (number: number): string => String(number).padStart(26, '0');
const people: Record<string, { mspId: string; role: string }> = {
  inspector: { mspId: 'AgriMSP', role: 'inspector' },
  market: { mspId: 'TradeMSP', role: 'inspector' },
  farmer: { mspId: 'AgriMSP', role: 'farmer' },
  teacher: { mspId: 'EduMSP', role: 'inspector' },
};
const bundleOf = (id: string) => ({ bundle: 'daunguon/1', id, checkpoint: 'head 7\n' }) as unknown as Bundle;
let served: Served;
const reports = openReportStore(join(folder, 'reports.db'), labelOf);
const notes = openSealedNotes(join(folder, 'notes.db'), openSubjectKeys(':memory:', Buffer.alloc(32, 7)));

beforeAll(async () => {
  const routes = reportRoutes({
    ...{ reports, notes, tokens, labelOf, now: () => now, head: () => 7 },
    authenticate: async (request) => {
      const subject = request.get('authorization');
      if (subject === undefined) throw new HttpProblem('auth/token-refused');
      return { issuer: '', subject, token: '' };
    },
    identityOf: async (subject) => ({ unit: '', certificatePem: '', keyPem: '', ...people[subject]! }),
    evidence: {
      bundle: async (label) => bundleOf(label),
      scans: (label) => (label.includes('/21/') ? { scans: 4, communes: 3, days: 30, copied: true } : undefined),
    },
  });
  served = await serve(express().use(routes, sendProblem));
});
afterAll(async () => {
  await served.close();
  reports.close();
  notes.close();
  rmSync(folder, { recursive: true });
});

const base = '/api/origin/fake-reports';
const send = async (body: object) => {
  const answer = await fetch(`${served.url}${base}`, { method: 'POST', body: JSON.stringify({ token, ...body }) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const read = async (path: string, who?: string) => {
  const answer = await fetch(`${served.url}${base}${path}`, {
    headers: who === undefined ? {} : { authorization: who },
  });
  const text = await answer.text();
  return { status: answer.status, text, body: (/^[{[]/.test(text) ? JSON.parse(text) : {}) as Record<string, unknown> };
};

test('readers report; inspectors see clusters by lot, serial, commune and day', async () => {
  const about = { gtin, lot: 'SR-1', reason: 'label-copied' };
  const sent = [
    { id: idOf(1), ...about, serial: 'S1', commune: '26080', photo: 'ab'.repeat(32) },
    { id: idOf(2), ...about, serial: 'S1', commune: '25195' },
    { id: idOf(3), ...about, serial: 'S2', contact: '0900 000 000', note: 'Mua ở chợ, tem bị dán lại' },
    { id: idOf(4), record: '01ARZ3NDEKTSV4RRFFQ69G5FAV', reason: 'seal-broken' },
  ];
  for (const body of sent) expect(await send(body)).toEqual({ status: 201, body: { id: body.id } });
  const clusters = async (query: string) =>
    clustersSchema.parse((await read(`/clusters?${query}`, 'market')).body).items;
  const day = '2026-11-24';
  expect(await clusters('by=lot')).toEqual([
    { key: lotPath, reports: 3, labels: 2, communes: 2, first: day, last: day },
    { key: '01ARZ3NDEKTSV4RRFFQ69G5FAV', reports: 1, labels: 1, communes: 0, first: day, last: day },
  ]);
  expect(await clusters(`by=serial&gtin=${gtin}&lot=SR-1`)).toMatchObject([
    { key: `${lotPath}/21/S1`, reports: 2, communes: 2 },
    { key: `${lotPath}/21/S2`, reports: 1, communes: 0 },
  ]);
  expect(await clusters('by=commune')).toMatchObject([{ key: '', reports: 2 }, { key: '25195' }, { key: '26080' }]);
  expect(await clusters(`by=day&from=2026-11-25`)).toEqual([]);
  const { body } = await read(`?gtin=${gtin}&lot=SR-1&serial=S1&commune=26080`, 'inspector');
  expect(reportsSchema.parse(body).items).toEqual([
    {
      ...{ id: idOf(1), label: `${lotPath}/21/S1`, reason: 'label-copied', day, commune: '26080' },
      ...{ photo: 'ab'.repeat(32), sealed: false, head: 7 },
    },
  ]);
});

test('the same report again is one report', async () => {
  const again = { id: idOf(1), gtin, lot: 'SR-1', serial: 'S9', reason: 'other' };
  expect((await send(again)).status).toBe(201);
  expect((await read(`?gtin=${gtin}&lot=SR-1&serial=S9`, 'inspector')).body['items']).toEqual([]);
});

test('what a reader writes lies sealed in the vault, and inspectors alone open it', async () => {
  expect(openedReportSchema.parse((await read(`/${idOf(3)}/note`, 'inspector')).body)).toEqual({
    contact: '0900 000 000',
    note: 'Mua ở chợ, tem bị dán lại',
  });
  expect((await read(`/${idOf(1)}/note`, 'inspector')).status).toBe(404);
  const files = ['reports.db', 'reports.db-wal', 'notes.db'].map((file) => readFileSync(join(folder, file), 'utf8'));
  expect(files.join('')).not.toMatch(/0900|tem bị/);
});

test.each(['', '/clusters', '/evidence.json', '/evidence.html', `/${idOf(3)}/note`])(
  'GET %s is for inspectors of agriculture and of trade',
  async (path) => {
    expect((await read(path)).status).toBe(401);
    for (const who of ['farmer', 'teacher'])
      expect((await read(path, who)).body['code']).toBe('report/inspectors-only');
    for (const who of ['inspector', 'market']) expect((await read(path, who)).status).toBe(200);
  },
);

test('the evidence file holds reports, bundles and heads of its labels; its page is for people', async () => {
  const query = `?gtin=${gtin}&lot=SR-1`;
  const { body } = await read(`/evidence.json${query}`, 'inspector');
  expect(evidenceSchema.parse(body)).toMatchObject({
    evidence: 'daunguon-fake-reports/1',
    madeAt: '2026-11-24T08:00:00.000Z',
    asked: { gtin, lot: 'SR-1' },
    scans: [{ label: `${lotPath}/21/S1`, scans: 4, copied: true }, { label: `${lotPath}/21/S2` }],
    bundles: [{ label: `${lotPath}/21/S1`, bundle: { id: `${lotPath}/21/S1` } }, { label: `${lotPath}/21/S2` }],
    heads: ['head 7\n'],
    left: 0,
  });
  expect(body['reports']).toHaveLength(3);
  const page = (await read(`/evidence.html${query}`, 'inspector')).text;
  for (const words of ['Nhãn bị sao chép', `${lotPath}/21/S1`, 'head 7', 'Xã']) expect(page).toContain(words);
});

test('bad input is refused by its field, and a device has its share', async () => {
  const refused = async (body: object) => {
    const { status, body: problem } = await send({ id: idOf(9), reason: 'other', ...body });
    return [
      status,
      problem['code'],
      ...((problem['errors'] ?? []) as { pointer: string }[]).map(({ pointer }) => pointer),
    ];
  };
  expect(await refused({})).toEqual([422, 'registry/invalid-command', '/record']);
  expect(await refused({ gtin: '08936012345675', lot: 'A' })).toEqual([422, 'registry/invalid-command', '/gtin']);
  expect(await refused({ record: idOf(4), reason: 'because', photo: 'x' })).toEqual([
    ...[422, 'registry/invalid-command', '/reason', '/photo'],
  ]);
  expect(await refused({ record: idOf(4), token: 'none' })).toEqual([403, 'scan/token-refused']);
  const many = await Promise.all(
    Array.from({ length: 20 }, (_, at) => send({ id: idOf(100 + at), record: idOf(5), reason: 'other' })),
  );
  expect(many.at(-1)?.status).toBe(429);
});
