/** Dashboards over a small ledger: counters, what they are made up of, and what is not told. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RecordState } from '@daunguon/records';
import express from 'express';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { search } from '../explorer/search.ts';
import { sendProblem } from '../http/http-problem.ts';
import { openSqliteStore } from '../index-store/sqlite-store.ts';
import { behindSchema, dashboardSchema, measureSchema, statusesSchema } from '../openapi/dashboard-operations.ts';
import { collections, projectBlock } from '../project-block.ts';
import { dashboardRoutes } from './dashboard-routes.ts';
import { TargetStore } from './targets.ts';
import { tileRoutes } from './tile-routes.ts';

const store = openSqliteStore(':memory:', collections);
const folder = mkdtempSync(join(tmpdir(), 'daunguon-dashboards-'));
const ids = Array.from({ length: 40 }, (_, index) => String(index).padStart(26, '0'));
const [xuanLoc, dongXoai] = ['26041', '25195'];
const state = (id: string, type: string, ts: string, body: object, version = 1) => ({
  key: `r/${id}`,
  value: JSON.stringify({
    ...{ id, type, version, status: 'active', owner: ids[39], ts, salt: '00', commitment: 'ab'.repeat(32), body },
    by: { msp: 'AgriMSP', unit: '', role: 'farmer', signing: 'custodial' },
  } as unknown as RecordState),
});
const batch = (id: string, ts: string, commune: string, code: string, more: object = {}) =>
  state(id, 'origin/batch', ts, {
    kind: 'harvest',
    lot: 'SR-1',
    product: { code, name: code },
    weightKg: '1.5',
    commune,
    ...more,
  });
const commitments = (from: number, to: number, ts: string) =>
  ids.slice(from, to).map((id) => ({
    ...state(id, 'health/commitment', ts, {}),
    value: state(id, 'health/commitment', ts, {}).value.replace('"body":{}', '"facets":{"batch":"b"}'),
  }));
let identity = { mspId: 'AgriMSP', role: 'registrar', unit: '' };
let server: Server;
let base: string;

const block = (number: number, writes: ReturnType<typeof state>[]) => ({
  ref: { number, hash: String(number) },
  ops: projectBlock({
    ...{ number, hash: String(number) },
    transactions: [{ txId: `t${number}`, time: '2026-11-02T00:00:00.000Z', endorsers: [], writes }],
  }),
});
const blocks = [
  block(0, [
    batch(ids[0]!, '2026-10-31T16:59:59.000Z', xuanLoc, 'durian'),
    // Half a minute later it is November in Việt Nam.
    batch(ids[1]!, '2026-10-31T17:00:29.000Z', xuanLoc, 'durian'),
    batch(ids[2]!, '2026-11-02T00:00:00.000Z', dongXoai, 'pepper'),
    batch(ids[3]!, '2026-11-02T00:00:00.000Z', dongXoai, 'pepper', { training: true }),
  ]),
  block(1, [
    state(ids[4]!, 'origin/growing-area', '2026-11-02T00:00:00.000Z', {
      ...{
        name: 'Vùng trồng sầu riêng Đồi Hòa Bình',
        commune: xuanLoc,
        crop: 'durian',
        areaM2: 12_345,
        pucNormalised: 'VN-1',
      },
    }),
  ]),
  block(2, [
    {
      ...batch(ids[0]!, '2026-11-03T00:00:00.000Z', xuanLoc, 'durian'),
      ...state(ids[0]!, 'origin/batch', '2026-11-03T00:00:00.000Z', { kind: 'harvest', lot: 'SR-1' }, 2),
    },
  ]),
  block(3, [...commitments(10, 13, '2026-10-05T00:00:00.000Z'), ...commitments(13, 20, '2026-11-05T00:00:00.000Z')]),
];

beforeAll(async () => {
  await store.applyBlocks(blocks);
  const deps = {
    ...{ store, targets: new TargetStore(folder), now: () => Date.parse('2026-11-30T05:00:00Z') },
    ...{
      health: { position: () => 3, lagSeconds: () => 0 },
      indexed: async () => false,
      config: { explorerUrl: 'http://localhost:8082' } as never,
    },
    ...{ authenticate: async () => ({}) as never, identityOf: async () => identity as never },
  };
  const app = express().use(
    dashboardRoutes(deps),
    tileRoutes({ ...deps, explorerUrl: 'http://localhost:8082' }),
    sendProblem,
  );
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

const ask = async (path: string, init?: RequestInit) => {
  const answer = await fetch(base + path, init);
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
};
const measure = async (id: string, query = '') =>
  measureSchema.parse((await ask(`/api/dashboards/measures/${id}${query}`)).body);

test('a day is Việt Nam’s; later versions and training do not count', async () => {
  const { records, amount, months, days } = await measure('harvests');
  expect([records, amount]).toEqual([3, 4500]);
  expect(months).toEqual([
    { month: '2026-10', records: 1, amount: 1500 },
    { month: '2026-11', records: 2, amount: 3000 },
  ]);
  expect(days.map(({ key, records: of }) => [key, of])).toEqual([
    ['2026-10-31', 1],
    ['2026-11-01', 1],
    ['2026-11-02', 1],
  ]);
});

test.each([
  [
    '',
    [
      [xuanLoc, 2],
      [dongXoai, 1],
    ],
    [
      ['durian', 2],
      ['pepper', 1],
    ],
  ],
  [
    `?commune=${xuanLoc}`,
    [
      [xuanLoc, 2],
      [dongXoai, 1],
    ],
    [['durian', 2]],
  ],
  [
    '?kind=pepper',
    [[dongXoai, 1]],
    [
      ['durian', 2],
      ['pepper', 1],
    ],
  ],
  [
    '?from=2026-11&to=2026-11',
    [
      [dongXoai, 1],
      [xuanLoc, 1],
    ],
    [
      ['durian', 1],
      ['pepper', 1],
    ],
  ],
])('communes and kinds of harvests %s', async (query, communes, kinds) => {
  const found = await measure('harvests', query);
  expect(found.communes.map(({ key, records }) => [key, records])).toEqual(communes);
  expect(found.kinds.map(({ key, records }) => [key, records])).toEqual(kinds);
});

test.each([
  ['', 3],
  [`?commune=${xuanLoc}`, 2],
  ['?kind=durian', 2],
  [`?kind=durian&commune=${xuanLoc}&from=2026-11`, 1],
  ['?kind=pepper&from=2026-10&to=2026-10', 0],
])('a number leads to exactly the records that it counts %s', async (query, count) => {
  const { items } = behindSchema.parse((await ask(`/api/dashboards/measures/harvests/records${query}`)).body);
  expect(items).toHaveLength(count);
  expect((await measure('harvests', query)).records).toBe(count);
});

test('records behind a number name their transaction, page by page and as CSV', async () => {
  const first = behindSchema.parse((await ask('/api/dashboards/measures/harvests/records?limit=2')).body);
  const rest = behindSchema.parse(
    (await ask(`/api/dashboards/measures/harvests/records?limit=2&after=${String(first.next)}`)).body,
  );
  expect([...first.items, ...rest.items].map(({ id, day, txId, blockNumber }) => [id, day, txId, blockNumber])).toEqual(
    [
      [ids[0], '2026-10-31', 't0', 0],
      [ids[1], '2026-11-01', 't0', 0],
      [ids[2], '2026-11-02', 't0', 0],
    ],
  );
  const { text, headers } = await ask('/api/dashboards/measures/harvests/records.csv?kind=pepper');
  expect(headers.get('content-disposition')).toContain('harvests-2025-12-2026-11.csv');
  expect(text.split('\r\n').slice(0, 2)).toEqual([
    'ma_ho_so,loai,ten,ngay,xa,nhom,luong,giao_dich,khoi',
    `${ids[2]!},origin/batch,SR-1,2026-11-02,${dongXoai},pepper,1.5,t0,0`,
  ]);
});

test('of health small numbers are not told, nor what could give them away, nor the records', async () => {
  const found = await measure('health-commitments', `?commune=${xuanLoc}`);
  expect(found).toMatchObject({ records: 7, isAtLeast: true, communes: [], kinds: [], days: [] });
  expect(found.months).toEqual([
    { month: '2026-10', records: null, amount: null },
    { month: '2026-11', records: 7, amount: 0 },
  ]);
  const { status, body } = await ask('/api/dashboards/measures/health-commitments/records');
  expect([status, body['code']]).toEqual([403, 'dashboard/records-protected']);
});

test('a target is set by the department that leads, on the version that was read', async () => {
  const set = (base: number, value: number | null) =>
    ask('/api/dashboards/targets', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({
        measure: 'harvests',
        year: 2026,
        value,
        of: 'records',
        source: 'KH 12/KH-UBND (mẫu)',
        base,
      }),
    });
  identity = { mspId: 'EduMSP', role: 'registrar', unit: '' };
  expect((await set(0, 100)).body['code']).toBe('dashboard/target-not-yours');
  identity = { mspId: 'AgriMSP', role: 'registrar', unit: '' };
  expect((await set(0, 100)).status).toBe(201);
  expect((await set(0, 200)).body['code']).toBe('dashboard/newer-target');
  const { items } = dashboardSchema.parse((await ask('/api/dashboards/origin')).body);
  expect(items.find(({ id }) => id === 'harvests')?.target).toMatchObject({ value: 100, version: 1, year: 2026 });
  // Another process finds it on disk.
  expect(new TargetStore(folder).of('harvests', 2026)?.value).toBe(100);
});

test.each([
  ['/api/dashboards/nowhere', 404, 'dashboard/not-found'],
  ['/api/dashboards/measures/nothing', 404, 'dashboard/not-found'],
  ['/api/dashboards/origin?from=2026-13', 422, 'http/invalid-query'],
  ['/api/dashboards/origin?from=2026-11&to=2026-01', 422, 'http/invalid-query'],
  ['/api/dashboards/origin?commune=00000', 422, 'http/invalid-query'],
  ['/api/dashboards/measures/harvests?kind=a|b', 422, 'http/invalid-query'],
])('%s is refused', async (path, status, code) => {
  const answer = await ask(path);
  expect([answer.status, answer.body['code']]).toEqual([status, code]);
});

test('the tile may stand in any frame, has no script, and tells no number below five', async () => {
  const page = await ask('/tiles/province');
  expect(page.headers.get('content-security-policy')).toContain('frame-ancestors *');
  expect(page.text).not.toMatch(/<script/);
  expect(page.text).toContain('khối 3, trễ 0 giây');
  const { body, headers } = await ask('/tiles/health.json');
  expect(headers.get('access-control-allow-origin')).toBe('*');
  const harvests = ((await ask('/tiles/origin.json')).body['items'] as { id: string; year: number | null }[]).find(
    ({ id }) => id === 'harvests',
  );
  expect(harvests?.year).toBeNull();
  expect(body['items']).toMatchObject([{ id: 'health-commitments', year: 7, month: 7 }, { year: 0 }, { year: 0 }]);
});

test.each([
  ['sau rieng', ids[4]],
  ['VÙNG TRỒNG', ids[4]],
  ['doi hoa', ids[4]],
  ['vn 1', ids[4]],
  [ids[4]!.toLowerCase(), ids[4]],
])('a search for %s finds the record by any word, without marks', async (text, id) => {
  expect((await search(store, text)).map((hit) => hit.id)).toContain(id);
});

test('a name that was changed is found by its new words only', async () => {
  const other = openSqliteStore(':memory:', collections);
  const area = (name: string, version: number) =>
    state(
      ids[4]!,
      'origin/growing-area',
      '2026-11-02T00:00:00.000Z',
      { name, commune: xuanLoc, pucNormalised: 'VN-1' },
      version,
    );
  await other.applyBlocks([block(0, [area('Vườn cũ Đồi Mây xa', 1)]), block(1, [area('Vườn mới', 2)])]);
  const found = async (text: string) => (await search(other, text)).length;
  expect([await found('may xa'), await found('cu'), await found('moi'), await found('vuon')]).toEqual([0, 0, 1, 1]);
  await other.close();
});

test('a batch is found by any word of its product, the newest first, and by the serial of its label', async () => {
  const other = openSqliteStore(':memory:', collections);
  const durian = (id: string, day: string, name: string, more: object = {}) =>
    batch(id, `2026-11-${day}T00:00:00.000Z`, xuanLoc, 'durian', { product: { code: 'durian', name }, ...more });
  await other.applyBlocks([
    block(0, [
      durian(ids[1]!, '01', 'Sầu riêng Ri6'),
      durian(ids[2]!, '02', 'Sầu riêng Monthong'),
      durian(ids[3]!, '03', 'Sầu riêng Ri6', { kind: 'pack', lot: 'P-1' }),
      durian(ids[5]!, '04', 'Sầu riêng Ri6', { lot: 'SR-5' }),
    ]),
  ]);
  const found = async (text: string) => (await search(other, text)).map(({ id }) => id);
  expect(await found('ri6')).toEqual([ids[5], ids[1], ids[3]]);
  expect(await found('SAU RIENG')).toEqual([ids[5], ids[2], ids[1], ids[3]]);
  expect(await found('mongthong')).toEqual([]);
  const bySerial = (serial: string) => (serial === 'K7Q2' ? [ids[2]!] : []);
  expect((await search(other, 'K7Q2', bySerial)).map(({ id }) => id)).toEqual([ids[2]]);
  await other.close();
});

test('records of a type are counted by their status now; of health they are not', async () => {
  const path = (of: string) => `/api/dashboards/measures/${of}/statuses`;
  const told = statusesSchema.parse((await ask(path('harvests'))).body);
  expect(told).toEqual({ type: 'origin/batch', items: [{ status: 'active', records: 4 }] });
  expect((await ask(path('health-commitments'))).body['code']).toBe('dashboard/records-protected');
});

test('a month is a PDF to keep; one that is no month is refused', async () => {
  const answer = await ask('/api/dashboards/province/months/2026-11.pdf');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(answer.headers.get('content-disposition')).toContain('province-2026-11.pdf');
  expect(answer.text).toMatch(/^%PDF-/);
  expect((await ask('/api/dashboards/province/months/2026-13.pdf')).status).toBe(422);
});
