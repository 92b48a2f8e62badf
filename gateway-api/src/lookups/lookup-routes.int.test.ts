import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { readConfig } from '../config.ts';
import { sendProblem } from '../http/http-problem.ts';
import { serve, type Served } from '../mirror/test-log.ts';
import { lookupFile, lookupFolder } from './file-adapter.ts';
import { lookupNames } from './lookup-kinds.ts';
import { openLookupLog } from '../vault/lookup-log.ts';
import { lookupRoutes } from './lookup-routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'lookups-'));
const samples = join(import.meta.dirname, 'samples');
const vaultKey = Buffer.alloc(32, 3);
const log = openLookupLog(join(folder, 'lookups.db'), vaultKey);
const config = readConfig({ DN_DATA: folder });
const clock = { now: Date.parse('2026-11-30T02:00:00Z') };
let served: Served;

beforeAll(async () => {
  const { household: _, ...ports } = lookupFolder(samples);
  const deps = {
    ...{ config, lookups: { ports, log, vaultKey, now: () => clock.now } },
    authenticate: async (request: { get(name: string): string | undefined }) => ({
      ...{ issuer: 'i', subject: request.get('x-who') ?? 'anybody', token: '' },
    }),
    identityOf: async (who: string) => ({
      mspId: config.ownMspId,
      role: who === 'registrar' ? who : 'farmer',
      unit: 'U',
    }),
  };
  served = await serve(express().use(lookupRoutes(deps as never), sendProblem));
});
afterAll(async () => {
  await served.close();
  log.close();
  rmSync(folder, { recursive: true });
});
const ask = async (kind: string, key: unknown, who = 'farmer') => {
  const answer = await fetch(`${served.url}/api/lookups/${kind}`, {
    ...{ method: 'POST', body: JSON.stringify({ key }), headers: { 'x-who': who } },
  });
  return {
    status: answer.status,
    retry: answer.headers.get('retry-after'),
    body: (await answer.json()) as Record<string, never>,
  };
};
const get = async (path: string, who: string) => {
  const answer = await fetch(`${served.url}/api/lookups${path}`, { headers: { 'x-who': who } });
  return { status: answer.status, body: (await answer.json()) as { items: Record<string, unknown>[] } };
};

test('samples are of every kind, and say that they are samples', () => {
  const ports = lookupFolder(samples);
  for (const kind of lookupNames) expect(ports[kind]?.about.sample).toBe(true);
  expect(lookupFolder(undefined)).toEqual({});
});

test('an enterprise is found by its tax code, however it is spaced; a register that is not connected says so', async () => {
  expect(await ask('enterprise', '3600 000 019')).toMatchObject({
    status: 200,
    body: {
      about: { sample: true, asOf: '2026-11-01' },
      found: { name: 'Hợp tác xã cây ăn trái Xuân Lộc (mẫu)', status: 'active' },
    },
  });
  expect((await ask('land-parcel', '26425/12/345')).body).toMatchObject({ found: { areaM2: 12_500 } });
  expect(await ask('household', 'HO-26425-0001')).toMatchObject({
    status: 503,
    body: { code: 'lookup/not-connected' },
  });
  expect(await ask('enterprise', '3600000999')).toMatchObject({ status: 404, body: { code: 'lookup/not-found' } });
  expect((await get('', 'farmer')).body.items.map(({ kind, connected }) => [kind, connected])).toEqual([
    ['enterprise', true],
    ['household', false],
    ['land-parcel', true],
  ]);
});

test.each<[string, unknown, number]>([
  ['enterprise', '36', 422],
  ['enterprise', 7, 422],
  ['enterprise', '3600000019 OR 1=1', 422],
  ['land-parcel', '../../etc/passwd', 422],
  ['constructor', 'x', 404],
  ['log', 'x', 404],
])('%s %j is refused', async (kind, key, status) => {
  const answer = await ask(kind, key);
  expect(answer.status).toBe(status);
  if (status === 422) expect(answer.body['errors']).toMatchObject([{ pointer: '/key' }]);
});

test('who asked stands in the log, blinded as whom it was about; administrators read it', async () => {
  const { status, body } = await get('/log', 'registrar');
  expect(status).toBe(200);
  expect(body.items.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['enterprise', 'not-found'],
    ['land-parcel', 'found'],
    ['enterprise', 'found'],
  ]);
  expect((await get('/log', 'farmer')).status).toBe(403);
  const bytes = readFileSync(join(folder, 'lookups.db'), 'latin1');
  for (const secret of ['3600000019', '26425/12/345', 'farmer']) expect(bytes).not.toContain(secret);
});

test('nobody walks through a register: twenty a minute for one person, and none of that is another’s', async () => {
  const statuses = [];
  for (let n = 0; n < 21; n += 1)
    statuses.push((await ask('enterprise', `36000001${String(n).padStart(2, '0')}`, 'curious')).status);
  expect(statuses.slice(-2)).toEqual([404, 429]);
  expect(Number((await ask('enterprise', '3600000019', 'curious')).retry)).toBeGreaterThan(0);
  expect((await ask('enterprise', '3600000019', 'clerk')).status).toBe(200);
  // What was asked before a restart counts: it stands in the file.
  const again = openLookupLog(join(folder, 'lookups.db'), vaultKey);
  const { who } = again.lines(2)[1]!;
  const asked = { who, unit: 'U', kind: 'enterprise', key: '3600000019' } as const;
  expect(again.take(asked, { perMinute: 20, perDay: 300 }, clock.now)).toEqual({ wait: 60 });
  again.close();
  clock.now += 60_000;
  expect((await ask('enterprise', '3600000019', 'curious')).status).toBe(200);
});

test('a file of a register that is wrong is refused at the start, by name', () => {
  const write = (content: object): string => {
    writeFileSync(join(folder, 'enterprise.json'), JSON.stringify(content));
    return join(folder, 'enterprise.json');
  };
  const about = { source: 'x', asOf: '2026-11-01' };
  expect(() => lookupFile('enterprise', write({ ...about, items: { '36': {} } }))).toThrow(/enterprise\.json/);
  const item = { taxCode: '3600000019', name: 'A', status: 'active' };
  expect(() => lookupFile('enterprise', write({ ...about, items: { x: item } }))).toThrow(/x is no key/);
  expect(() => lookupFile('enterprise', write({ ...about, items: { '3600000019': { ...item, owner: 'B' } } }))).toThrow(
    /owner/,
  );
});
