import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  DomainError,
  type DiaryActivity,
  type DiaryEntryBody,
  type EventBody,
  type RecordState,
  type UnitBody,
} from '@daunguon/records';
import express from 'express';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { area, batchOf, idOf, saved } from '../../../../records/src/domains/origin/origin-fixtures.ts';
import type { Deps } from '../../deps.ts';
import { sendProblem } from '../../http/http-problem.ts';
import { serve, type Served } from '../../mirror/test-log.ts';
import { completenessRoutes } from './completeness-routes.ts';
import { indexOf } from './test-index.ts';

const folder = mkdtempSync(join(tmpdir(), 'complete-'));
const unit = (label: string, name: string): RecordState<UnitBody> =>
  saved<UnitBody>({
    ...{ id: idOf(label), type: 'registry/unit', version: 1, status: 'active', owner: idOf(label) },
    body: { name, kind: 'cooperative', commune: '25195', organisation: 'AgriMSP' },
  });
const event = (label: string, ts: string, body: Partial<EventBody>): RecordState<EventBody> => ({
  ...saved<EventBody>({
    ...{ id: idOf(label), type: 'origin/event', version: 1, status: 'active', owner: body.unit ?? idOf('C00P') },
    body: { eventType: 'ship', unit: idOf('C00P'), commune: '25195', inputs: [], outputs: [], ...body },
  }),
  ts,
});
const diary = (label: string, date: string, activity: DiaryActivity): RecordState<DiaryEntryBody> =>
  saved<DiaryEntryBody>({
    ...{ id: idOf(label), type: 'origin/diary-entry', version: 1, status: 'active', owner: idOf('C00P') },
    body: { growingArea: area.id, date, activity, unit: idOf('C00P') },
  });
const batch = [{ batch: idOf('B1'), weightKg: '1000' }];
const pesticide: DiaryActivity = {
  ...{ kind: 'pesticide', product: 'Thuốc mẫu', activeIngredient: 'abamectin', dose: '0,5 l/ha' },
  preHarvestDays: 7,
};
const states: RecordState[] = [
  { ...area, body: { ...area.body, variety: 'Ri6' } },
  ...[unit('C00P', 'Hợp tác xã'), unit('PACK', '=Cơ sở, đóng gói')],
  batchOf('B1', { children: [idOf('P1')] }),
  batchOf('P1', {
    kind: 'packed',
    producer: idOf('PACK'),
    lot: 'H0P-1',
    parents: [{ id: idOf('B1'), weightKg: '1000' }],
  }),
  event('E1', '2026-11-21T01:00:00.000Z', { inputs: batch, outputs: batch, to: idOf('PACK'), document: 'PXK-01' }),
  event('E2', '2026-11-21T05:00:00.000Z', { eventType: 'receive', unit: idOf('PACK'), inputs: batch, outputs: batch }),
  event('E3', '2026-11-22T01:00:00.000Z', {
    ...{ eventType: 'pack', unit: idOf('PACK'), inputs: batch, outputs: [{ batch: idOf('P1'), weightKg: '1000' }] },
  }),
  diary('D1', '2026-11-01', pesticide),
  diary('D2', '2026-10-01', { kind: 'sowing', variety: 'Ri6' }),
];
let served: Served;

beforeAll(async () => {
  const store = await indexOf(join(folder, 'index.db'), states);
  const authenticate = async (request: { headers: { authorization?: string } }) => {
    if (request.headers.authorization === undefined) throw new DomainError('registry/role-not-allowed');
    return {};
  };
  served = await serve(express().use(completenessRoutes({ store, authenticate } as unknown as Deps), sendProblem));
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true });
});

const ask = (path: string, headers: Record<string, string> = { authorization: 'x' }) =>
  fetch(`${served.url}/api/origin/${path}`, { headers });

test('names what is missing and the unit that owes it, for a signed-in reader', async () => {
  const answer = await ask(`batches/${idOf('P1')}/completeness?profile=fsma-204`);
  const body = (await answer.json()) as { score: number; items: { id: string; state: string }[]; units: object };
  expect(body.items.filter(({ state }) => state === 'missing')).toMatchObject([
    { id: 'harvest-place', missing: [{ of: idOf('B1'), owedBy: idOf('C00P') }] },
    { id: 'packing-source', missing: [{ of: idOf('P1'), owedBy: idOf('PACK') }] },
  ]);
  expect([body.score, body.units]).toEqual([
    80,
    { [idOf('C00P')]: { name: 'Hợp tác xã' }, [idOf('PACK')]: { name: '=Cơ sở, đóng gói' } },
  ]);
  expect((await ask(`batches/${idOf('P1')}/completeness`, {})).status).toBe(403);
});

test.each([
  [`batches/${idOf('P1')}/completeness?profile=none`, 422],
  [`batches/${idOf('P1')}/completeness?x=1`, 422],
  [`batches/${idOf('AREA')}/completeness`, 404],
  ['batches/x/completeness', 422],
  [`growing-areas/${idOf('B1')}/diary.pdf`, 404],
  [`growing-areas/${idOf('AREA')}/diary.pdf?from=2026-13-01`, 422],
])('%s is refused: %i', async (path, status) => {
  expect((await ask(path)).status).toBe(status);
});

test('a diary whose last day lies before its first is refused and the field is named', async () => {
  const answer = await ask(`growing-areas/${idOf('AREA')}/diary.pdf?from=2026-11-24&until=2026-01-01`);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    code: 'origin/diary-period',
    errors: [{ pointer: '/until', code: 'date-before-from' }],
  });
  // One day alone is a period, and a last day without a first means that year.
  for (const query of ['from=2026-11-01&until=2026-11-01', 'until=2025-12-31'])
    expect((await ask(`growing-areas/${idOf('AREA')}/diary.pdf?${query}`)).status).toBe(200);
});

test('the FSMA sheet has a row an event, sorted by day, and no formula in it', async () => {
  const text = await (await ask(`batches/${idOf('P1')}/fsma.csv`)).text();
  const lines = text.replace('\uFEFF', '').trimEnd().split('\r\n');
  expect(lines.map((line) => line.split(',').slice(0, 3))).toEqual([
    ['cte', 'date', 'traceability_lot_code'],
    ['harvesting', '2026-11-20', 'L0-B1'],
    ['shipping', '2026-11-21', 'L0-B1'],
    ['receiving', '2026-11-21', 'L0-B1'],
    ['initial packing', '2026-11-22', 'H0P-1'],
  ]);
  expect(lines[3]).toContain('Hợp tác xã');
  expect(lines[3]).toContain('PXK-01');
  expect(lines[1]).toContain(`"'=Cơ sở, đóng gói"`);
});

test('the GACC sheet names growing area and last pesticide', async () => {
  const text = await (await ask(`batches/${idOf('P1')}/gacc.csv`)).text();
  expect(text.split('\r\n')[1]).toBe(
    `H0P-1,Sầu riêng Ri6,VN-DNOR-0269,,,,,L0-B1,2026-11-20,1000,2026-11-01,abamectin,7,,${idOf('B1')}`,
  );
});

test('the diary is a PDF that can be read and searched, the oldest entry first', async () => {
  const answer = await ask(`growing-areas/${idOf('AREA')}/diary.pdf?from=2026-01-01&until=2026-11-24`);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  const pdf = await getDocument({ data: new Uint8Array(await answer.arrayBuffer()), verbosity: 0 }).promise;
  const { items } = await (await pdf.getPage(1)).getTextContent();
  const text = items.map((item) => ('str' in item ? item.str : '')).join(' ');
  expect(text).toContain('VN-DNOR-0269');
  expect(text.indexOf('01/10/2026')).toBeGreaterThan(0);
  expect(text.indexOf('01/11/2026')).toBeGreaterThan(text.indexOf('01/10/2026 '));
  expect(text).toContain('abamectin');
  expect(text).toContain(idOf('D1'));
});
