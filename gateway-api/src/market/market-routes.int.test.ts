import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AliasBody, RecallBody, RecordState } from '@daunguon/records';
import express from 'express';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { batchOf, idOf, saved } from '../../../records/src/domains/origin/origin-fixtures.ts';
import { indexOf } from '../domains/origin/test-index.ts';
import { sendProblem } from '../http/http-problem.ts';
import { serve, type Served } from '../mirror/test-log.ts';
import { marketRoutes } from './market-routes.ts';
import { createRateLimit } from './rate-limit.ts';

const folder = mkdtempSync(join(tmpdir(), 'market-'));
const gtin = '09521234543213';
const product = { code: 'durian', name: 'Sầu riêng Ri6', gtin };
const alias = (lot: string, target: string): RecordState<AliasBody> =>
  saved<AliasBody>({
    ...{ id: `01/${gtin}/10/${lot}`, type: 'origin/alias', version: 1, status: 'active', owner: idOf('C00P') },
    body: { target: idOf(target) },
  });
const notice = saved<RecallBody>({
  ...{ id: idOf('N1'), type: 'origin/recall', version: 1, status: 'active', owner: idOf('1NSP') },
  body: { batch: idOf('B1'), reason: 'Dư lượng', class: 'I' },
});
const states: RecordState[] = [
  batchOf('B1', { product, lot: 'OLD', recalls: [idOf('N1')] }, { status: 'recalled' }),
  notice,
  // Born before the mark of the notice reached it.
  batchOf('B2', { product, lot: 'CH1LD', parents: [{ id: idOf('B1'), weightKg: '1' }] }),
  batchOf('B3', { product, lot: 'G00D', useBy: '2026-12-24' }),
  batchOf(
    'B4',
    { product, lot: 'G0NE', remainingKg: '0', handedOver: { event: idOf('E1'), buyer: 'trader' } },
    { status: 'closed' },
  ),
  batchOf('B5', { product, lot: 'HELD' }, { status: 'held' }),
  ...[alias('OLD', 'B1'), alias('CH1LD', 'B2'), alias('G00D', 'B3'), alias('G0NE', 'B4'), alias('HELD', 'B5')],
];
let served: Served;

beforeAll(async () => {
  const store = await indexOf(join(folder, 'index.db'), states);
  const keys = [createHash('sha256').update('khoa-cua-san').digest('hex')];
  const places = { verifierUrl: 'https://xacminh.example.vn', publicUrl: 'https://nguon.example.vn' };
  served = await serve(
    express().use(marketRoutes({ store, ...places, keys, limit: createRateLimit(() => 0) }), sendProblem),
  );
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true });
});

const post = (body: object, headers: Record<string, string> = {}) =>
  fetch(`${served.url}/api/origin/market/lots`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
    body: JSON.stringify(body),
  });
const keyed = { 'x-api-key': 'khoa-cua-san' };
const lots = (...names: string[]) => ({ lots: names.map((lot) => ({ gtin, lot })) });

test('says of each lot what stands against it, in the order of the question', async () => {
  const answer = await post(lots('G00D', 'OLD', 'CH1LD', 'G0NE', 'HELD', 'N0NE'), keyed);
  const { items } = (await answer.json()) as { items: { lot: string; standing: string }[] };
  expect(items.map(({ lot, standing }) => [lot, standing])).toEqual([
    ['G00D', 'in-force'],
    ['OLD', 'recalled'],
    ['CH1LD', 'recalled'],
    ['G0NE', 'used-up'],
    ['HELD', 'held'],
    ['N0NE', 'unknown'],
  ]);
  expect(items[0]).toEqual({
    ...{ gtin, lot: 'G00D', standing: 'in-force' },
    proof: `https://nguon.example.vn/r/01/${gtin}/10/G00D`,
    page: `https://xacminh.example.vn/R/${idOf('B3')}`,
    product: { name: 'Sầu riêng Ri6', code: 'durian' },
    producer: { id: idOf('C00P'), name: idOf('C00P') },
    ...{ harvestDate: '2026-11-20', useBy: '2026-12-24' },
  });
  expect(items[2]).toMatchObject({ recall: { id: idOf('N1'), reason: 'Dư lượng', class: 'I' } });
  expect(items[3]).toMatchObject({ unconfirmedBuyer: 'trader' });
  expect(items[5]).toEqual({
    gtin,
    lot: 'N0NE',
    standing: 'unknown',
    proof: `https://nguon.example.vn/r/01/${gtin}/10/N0NE`,
  });
});

test.each([
  ['a wrong check digit', '?gtin=09521234543214&lot=A', '/gtin'],
  ['no lot', `?gtin=${gtin}`, '/lot'],
  ['a lot twice', `?gtin=${gtin}&lot=A&lot=B`, '/lot'],
  ['a field too many', `?gtin=${gtin}&lot=A&x=1`, '/x'],
])('%s is refused by name', async (_what, query, pointer) => {
  const answer = await fetch(`${served.url}/api/origin/market/lots${query}`, { headers: keyed });
  const { errors } = (await answer.json()) as { errors: { pointer: string }[] };
  expect([answer.status, errors[0]?.pointer]).toEqual([422, pointer]);
});

test.each([
  ['cut off', '{"lots":[', 'http/invalid-json'],
  ['nothing', '', 'http/invalid-json'],
  ['a key that comes twice', '{"lots":[],"lots":[]}', 'http/invalid-json'],
  ['letters in pieces', JSON.stringify({ lots: [{ gtin, lot: 'Lô'.normalize('NFD') }] }), 'http/not-nfc'],
])('broken JSON (%s) is refused, and which field could not be read', async (_what, body, code) => {
  const answer = await fetch(`${served.url}/api/origin/market/lots`, { method: 'POST', headers: keyed, body });
  const problem = (await answer.json()) as { code: string; errors: object[] };
  expect([answer.status, problem.code]).toEqual([400, 'market/bad-question']);
  expect(problem.errors).toMatchObject([{ pointer: '/lots', code }]);
});

test('a hundred at once, not more; without a key sixty a minute, with Retry-After', async () => {
  const many = Array.from({ length: 101 }, (_, n) => `L${n}`);
  expect((await post(lots(...many), keyed)).status).toBe(422);
  expect((await post(lots(...many.slice(1)), keyed)).status).toBe(200);
  expect((await post(lots(...many.slice(0, 60)), { 'x-api-key': 'wrong' })).status).toBe(200);
  const refused = await post(lots('L0'));
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
});

test('a page of a marketplace may ask, with JSON and its key', async () => {
  const answer = await fetch(`${served.url}/api/origin/market/lots`, { method: 'OPTIONS' });
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  expect(answer.headers.get('access-control-allow-headers')).toBe('Content-Type, X-Api-Key');
});
