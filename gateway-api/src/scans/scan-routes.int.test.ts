import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import express from 'express';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sendProblem } from '../http/http-problem.ts';
import { serve, type Served } from '../mirror/test-log.ts';
import { createDeviceTokens } from './device-tokens.ts';
import { scanRoutes } from './scan-routes.ts';
import { countedSchema } from './scans-schema.ts';
import { openScanStore, type ScanStore } from './scan-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'scans-'));
const file = join(folder, 'scans.db');
const label = { gtin: '08936012345674', lot: 'SR-1', serial: 'ABCDEFGHJKMNPQRST' };
const [longKhanh, other, third] = ['26080', '25195', '25217'];
let now = Date.parse('2026-11-24T08:00:00Z');
let scans: ScanStore;
let served: Served;

beforeAll(async () => {
  scans = openScanStore(file);
  const routes = scanRoutes({
    scans,
    tokens: createDeviceTokens({ perAddress: 12, perToken: 3 }),
    thresholds: { scans: 4, communes: 3, days: 30 },
    issued: async ({ serial }) => serial.startsWith('ABC'),
    now: () => now,
  });
  served = await serve(express().use(routes, sendProblem));
});
beforeEach(() => {
  now += 3_600_000; // a new share of tokens for this address
});
afterAll(async () => {
  await served.close();
  scans.close();
  rmSync(folder, { recursive: true });
});

const post = async (path: string, body?: object) => {
  const init = { method: 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const answer = await fetch(`${served.url}/api/origin/${path}`, init);
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
};
const token = async (): Promise<string> => String((await post('scan-tokens')).body['token']);
const scan = (more: object) => post('scans', { ...label, ...more });

test('a device counts once a label and a day; first scan and first claim stay', async () => {
  const device = await token();
  const first = await scan({ token: device, commune: longKhanh });
  expect([first.status, first.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  const seen = { day: '2026-11-24', commune: longKhanh };
  expect(countedSchema.parse(first.body)).toEqual({
    counted: true,
    scans: { scans: 1, communes: 1, days: 30, copied: false, first: seen },
  });
  const again = await scan({ token: device, commune: other, claims: true });
  expect(again.body).toMatchObject({
    counted: false,
    scans: { scans: 1, claim: { day: '2026-11-24', commune: other } },
  });
  const late = await scan({ token: await token(), claims: true });
  expect(late.body).toMatchObject({ scans: { scans: 2, communes: 1, first: seen, claim: { commune: other } } });
});

test('many scans in many communes speak for copies, many in one place do not', async () => {
  const one = { ...label, serial: 'ABC0000000000SHOP' };
  for (let at = 0; at < 6; at += 1) {
    const { body } = await post('scans', { ...one, token: await token(), commune: other });
    expect(body).toMatchObject({ scans: { scans: at + 1, communes: 1, copied: false } });
  }
  const two = { ...label, serial: 'ABC0000000000C0PY' };
  const told: unknown[] = [];
  for (const commune of [longKhanh, other, third, longKhanh]) {
    const { body } = await post('scans', { ...two, token: await token(), commune });
    told.push((body['scans'] as { copied: boolean }).copied);
  }
  expect(told).toEqual([false, false, false, true]);
});

test('old scans fade, the first one stays', async () => {
  const before = now;
  now += 60 * 86_400_000;
  const { body } = await scan({ token: await token() });
  expect(body).toMatchObject({ scans: { scans: 1, communes: 0, first: { day: '2026-11-24' } } });
  now = before;
});

test('nobody counts without a token of today, beyond its share, or for a label that was not issued', async () => {
  const device = await token();
  expect((await scan({ token: 'made.up.token' })).body['code']).toBe('scan/token-refused');
  const [day, random] = device.split('.');
  const signedForAnother = `${day}.${random}.${(await token()).split('.')[2]}`;
  expect((await scan({ token: signedForAnother })).body['code']).toBe('scan/token-refused');
  expect((await scan({ token: device, serial: 'NEVER' })).body['code']).toBe('scan/unknown-label');
  const serials = ['ABC1', 'ABC2', 'ABC3', 'ABC4'].map((serial) => scan({ token: device, serial }));
  const [, , , fourth] = await Promise.all(serials);
  expect([fourth?.status, fourth?.body['code'], fourth?.headers.get('retry-after')]).toEqual([
    429,
    'scan/too-many',
    '3600',
  ]);
  now += 86_400_000;
  expect((await scan({ token: device })).body['code']).toBe('scan/token-refused');
});

test('an address gets its share of tokens an hour, and bad input is refused by its field', async () => {
  const codes = await Promise.all(Array.from({ length: 13 }, () => post('scan-tokens')));
  expect(codes.map(({ status }) => status).sort()).toEqual([...Array<number>(12).fill(201), 429]);
  const wrong = await scan({ token: 'x', gtin: '08936012345675', commune: '00001' });
  expect([wrong.status, (wrong.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)]).toEqual([
    422,
    ['/gtin', '/commune'],
  ]);
});

test('the file holds no address, no token and no time of day', () => {
  const text = readFileSync(file, 'latin1') + readFileSync(`${file}-wal`, 'latin1');
  expect(text).toContain('01/08936012345674/10/SR-1/21/ABC');
  expect(text).not.toMatch(/127\.0\.0\.1|::1|T\d\d:\d\d/);
});
