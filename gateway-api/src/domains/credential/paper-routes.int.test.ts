import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendProblem } from '../../http/http-problem.ts';
import { createRateLimit } from '../../market/rate-limit.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { linkRoutes } from './link-routes.ts';
import { paperRoutes } from './paper-routes.ts';
import { paperTag } from './paper-tag.ts';
import { paperTagRoutes } from './paper-tag-routes.ts';
import { openTestCredentials, testUnit as unit, type TestCredentials } from './test-credentials.ts';

jest.setTimeout(60_000);

const otherUnit = '5D9P5HJKMN8QRSTVWXYZ012345';
const dayMs = 86_400_000;
const stepMs = 20;
const numbers = { serialNumber: 'A 0001', registerNumber: '1/QĐ', birthDate: '2008-01-31' };

let at: TestCredentials;
let server: Server;
let base = '';
let id = '';
let now = 0;
let who = { unit, role: 'issuer' };
/** Everything that the route says of itself on the way. */
const logged: unknown[] = [];

const ask = async (
  question: object,
): Promise<{ status: number; json: Record<string, unknown>; retry: string | null }> => {
  const answer = await fetch(`${base}/api/credential/paper-lookup`, { method: 'POST', body: JSON.stringify(question) });
  const json = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, json, retry: answer.headers.get('retry-after') };
};

beforeAll(async () => {
  at = await openTestCredentials();
  const contents = { title: 'Bằng', fullName: 'Nguyễn Thị Văn Bằng', issuedOn: '2026-06-20', issuer: 'Trường' };
  [id = ''] = await at.seal([{ kind: 'diploma', contents: { ...contents, ...numbers } }]);
  for (const name of ['log', 'info', 'warn', 'error'] as const)
    jest.spyOn(console, name).mockImplementation((...said: unknown[]) => void logged.push(...said));
  const byDocument = createRateLimit(() => now, 1000, dayMs);
  const byAddress = createRateLimit(() => now, 1000, 60_000);
  const routes = paperRoutes({ ...at, byAddress, byDocument, answerStepMs: stepMs });
  const deps = {
    ...at,
    authenticate: () => Promise.resolve({ issuer: 'i', subject: 's', token: 't' }),
    identityOf: () => Promise.resolve(who),
  } as unknown as CredentialDeps;
  server = express().use(routes).use(linkRoutes(deps)).use(paperTagRoutes(deps)).use(sendProblem).listen(0);
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  now += dayMs;
  who = { unit, role: 'issuer' };
});
afterAll(async () => {
  server?.close();
  await at?.close();
});

const question = { unit, ...numbers };

test('a document that the ledger does not know yet is no match', async () => {
  expect((await ask(question)).json).toEqual({ match: false, statedBy: 'gateway' });
});

test('a match says the status and nothing else', async () => {
  await at.commit(id, 'active');
  expect((await ask(question)).json).toEqual({ match: true, status: 'active', statedBy: 'gateway' });
  await at.commit(id, 'revoked');
  expect((await ask({ ...question, serialNumber: 'a0001' })).json).toMatchObject({ status: 'revoked' });
});

test.each([
  ['birth date', { birthDate: '2008-01-30' }],
  ['register number', { registerNumber: '2/QĐ' }],
  ['issuer', { unit: otherUnit }],
])('with another %s there is no match', async (_what, changed) => {
  expect((await ask({ ...question, ...changed })).json).toEqual({ match: false, statedBy: 'gateway' });
});

test('a question that lacks a number, or asks for more, is refused by the field’s name', async () => {
  const { status, json } = await ask({ ...question, birthDate: '31/01/2008', fullName: 'x' });
  expect([status, json['code']]).toEqual([422, 'registry/invalid-command']);
  expect(JSON.stringify(json)).toContain('/birthDate');
  expect(JSON.stringify(json)).not.toContain('31/01/2008');
});

test('numbers are taken in the body only', async () => {
  const url = `${base}/api/credential/paper-lookup?${new URLSearchParams(question).toString()}`;
  expect((await fetch(url)).status).toBe(404);
});

test('numbers are given later, corrected and taken out again, by the unit of the record alone', async () => {
  const tell = async (papers: object[]): Promise<number> => {
    const body = JSON.stringify({ papers });
    return (await fetch(`${base}/api/credential/paper-tags`, { method: 'POST', body })).status;
  };
  const found = async (paper: object): Promise<unknown> => (await ask({ unit, ...paper })).json['match'];
  const later = { serialNumber: 'C 0003', registerNumber: '3/TỰ GIỮ', birthDate: '2007-03-04' };
  expect(await tell([{ id, paper: later }])).toBe(200);
  expect([await found(later), await found(numbers)]).toEqual([true, false]);
  // One that is not there, or another unit's, leaves all as it was.
  expect(
    await tell([
      { id, paper: numbers },
      { id: otherUnit, paper: numbers },
    ]),
  ).toBe(404);
  expect(await tell([{ id, paper: { ...numbers, birthDate: '31/01/2008' } }])).toBe(422);
  who = { unit: otherUnit, role: 'issuer' };
  expect(await tell([{ id, paper: numbers }])).toBe(403);
  who = { unit, role: 'farmer' };
  expect(await tell([{ id, paper: numbers }])).toBe(403);
  expect([await found(later), await found(numbers)]).toEqual([true, false]);
  who = { unit, role: 'issuer' };
  expect(await tell([{ id, paper: null }])).toBe(200);
  expect([await found(later), await found(numbers)]).toEqual([false, false]);
  expect(await tell([{ id, paper: numbers }])).toBe(200);
  expect(await found(numbers)).toBe(true);
});

test('a unit that seals in its own browser may have its paper found, and no unit speaks for another’s record', async () => {
  const [own] = at.sealed.ofRecord(id);
  const paper = { serialNumber: 'B 0002', registerNumber: '2/TỰ GIỮ', birthDate: '2007-02-03' };
  const store = async (row: object): Promise<number> => {
    const body = JSON.stringify({ contents: [{ id, commitment: own!.commitment, sealed: own!.sealed, ...row }] });
    return (await fetch(`${base}/api/credential/sealed`, { method: 'POST', body })).status;
  };
  at.sealed.erase(id);
  expect(await store({ paper: { ...paper, birthDate: '3/2/2007' } })).toBe(422);
  expect(await store({ paper })).toBe(201);
  expect((await ask({ unit, ...paper })).json).toMatchObject({ match: true, status: 'revoked' });
  expect((await ask({ ...question, ...numbers })).json).toMatchObject({ match: false });
  const tag = paperTag(at.unitKeys.lookUpKey(otherUnit), paper);
  at.sealed.put([{ ...own!, commitment: 'f'.repeat(64), paperTag: tag }]);
  expect((await ask({ unit: otherUnit, ...paper })).json).toMatchObject({ match: false });
  at.sealed.erase(id);
  at.sealed.put([own!]);
});

test('birth dates cannot be tried out: ten tries at one document a day, whatever the date', async () => {
  const tries = [];
  for (let day = 1; day <= 11; day += 1)
    tries.push(await ask({ ...question, birthDate: `2007-01-${String(day).padStart(2, '0')}` }));
  expect(tries.map(({ status }) => status)).toEqual([...Array<number>(10).fill(200), 429]);
  expect(Number(tries.at(-1)!.retry)).toBeGreaterThan(3600);
  // The right date is not told either: a refusal must not depend on it.
  expect((await ask(question)).status).toBe(429);
  expect((await ask({ ...question, registerNumber: '3/QĐ' })).status).toBe(200);
});

test('an address asks so much in a minute', async () => {
  const statuses = [];
  for (let n = 0; n <= 30; n += 1) statuses.push((await ask({ ...question, registerNumber: `${n}/X` })).status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
});

/** Mann–Whitney: how many standard deviations the rank sum of `a` lies from that of two samples of one distribution. */
const rankDistance = (a: readonly number[], b: readonly number[]): number => {
  const all = [...a.map((value) => ({ value, mine: true })), ...b.map((value) => ({ value, mine: false }))];
  all.sort((x, y) => x.value - y.value);
  const sum = all.reduce((total, { mine }, index) => total + (mine ? index + 1 : 0), 0);
  const [n, m] = [a.length, b.length];
  return Math.abs(sum - (n * (n + m + 1)) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
};

test('the time of an answer tells a hit from a miss no better than chance', async () => {
  const times: Record<'hit' | 'miss', number[]> = { hit: [], miss: [] };
  for (let round = 0; round < 150; round += 1) {
    now += dayMs;
    const order = round % 2 === 0 ? (['hit', 'miss'] as const) : (['miss', 'hit'] as const);
    for (const kind of order) {
      const begun = performance.now();
      const { json } = await ask(kind === 'hit' ? question : { ...question, birthDate: '2008-02-01' });
      times[kind].push(performance.now() - begun);
      expect(json['match']).toBe(kind === 'hit');
    }
  }
  expect(rankDistance(times.hit, times.miss)).toBeLessThan(4);
  // The measure would see an answer that comes one step later.
  const later = times.hit.map((time) => time + stepMs);
  expect(rankDistance(later, times.miss)).toBeGreaterThan(4);
});

test('no number and no date stands in what was logged', () => {
  const text = JSON.stringify(logged);
  for (const planted of Object.values(numbers)) expect(text).not.toContain(planted);
});
