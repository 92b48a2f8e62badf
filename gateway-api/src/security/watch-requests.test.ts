import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import type { Authenticate } from '../auth/bearer.ts';
import { HttpProblem, sendProblem } from '../http/http-problem.ts';
import { createRateLimit } from '../market/rate-limit.ts';
import { openAuditLog, type AuditFilter, type AuditLog } from '../vault/audit-log.ts';
import { isAdministrative } from './administrative-acts.ts';
import { addressLimits, limitServer, personLimits, serverTimes } from './request-limits.ts';
import type { SecurityEvent } from './security-event.ts';
import { watchRequests } from './watch-requests.ts';

const folder = mkdtempSync(join(tmpdir(), 'watch-'));
const file = join(folder, 'audit.db');
const events: SecurityEvent[] = [];
let auditLog: AuditLog;
let server: Server;
let base = '';
let onDisk: readonly string[] = [];
/** Requests that have ended on the server's side, where they are noted. */
let ended = 0;
/** Ends a request to /slow, the oldest first. */
const releases: (() => void)[] = [];
const waiting = async (count: number): Promise<void> => {
  while (releases.length < count) await sleep(5);
};

beforeAll(async () => {
  auditLog = openAuditLog(file);
  const watch = watchRequests({
    ...{ auditLog, tag: ({ subject }) => `tag-of-${subject.length}`, now: () => Date.parse('2026-11-30T05:00:00Z') },
    knownAs: ({ subject }) => (subject === 'registrar' ? { unit: '', role: 'registrar' } : undefined),
    securityLog: { send: (event) => void events.push(event), lost: () => 0, close: () => Promise.resolve() },
  });
  const byToken: Authenticate = (request) => {
    const subject = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1];
    if (subject === undefined) return Promise.reject(new HttpProblem('auth/token-refused'));
    return Promise.resolve({ issuer: 'issuer', subject, token: subject });
  };
  const authenticate = watch.watched(
    personLimits(
      byToken,
      3,
      createRateLimit(() => 0),
    ),
  );
  const app = express();
  app.set('trust proxy', 'loopback');
  app.use((_request, response, next) => {
    response.set('X-Request-Id', 'request-1').once('close', () => (ended += 1));
    next();
  });
  app.use(
    watch.middleware,
    addressLimits(
      { perAddress: 4, atOnce: 2 },
      createRateLimit(() => 0),
    ),
  );
  app.get('/healthz', (_request, response) => void response.end());
  app.post('/api/exchange/partners/:id/revoke', async (request, response) => {
    await authenticate(request);
    onDisk = auditLog.lines(9).map(({ phase }) => phase);
    response.status(204).end();
  });
  app.post('/api/exchange/partners', async (request) => {
    await authenticate(request);
    throw new HttpProblem('exchange/administrators-only');
  });
  app.post('/api/origin/batches', async (request, response) => {
    await authenticate(request);
    await authenticate(request);
    response.end();
  });
  app.get('/slow', (_request, response) => void releases.push(() => response.end()));
  app.use(sendProblem);
  server = limitServer(app.listen(0));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => void events.splice(0));
afterAll(() => {
  server.closeAllConnections();
  server.close();
  auditLog.close();
  rmSync(folder, { recursive: true });
});

const send = async (path: string, who = '', address = '', method = 'POST'): Promise<Response> => {
  const headers = {
    ...(who === '' ? {} : { authorization: `Bearer ${who}` }),
    ...(address === '' ? {} : { 'x-forwarded-for': address }),
  };
  const before = ended;
  const answer = await fetch(`${base}${path}`, { method, headers });
  await answer.text();
  while (ended === before) await sleep(2);
  return answer;
};

test('an act of administration is on disk before it is done, and what became of it after', async () => {
  await send('/api/exchange/partners/PARTNER/revoke', 'registrar', '203.0.113.7');
  expect(onDisk).toEqual(['asked']);
  const [done, asked] = auditLog.lines(9);
  expect(asked).toMatchObject({
    phase: 'asked',
    act: 'POST /api/exchange/partners/PARTNER/revoke',
    who: '',
    status: 0,
  });
  expect(done).toMatchObject({
    ...{ phase: 'done', act: 'POST /api/exchange/partners/:id/revoke', target: 'PARTNER', who: 'tag-of-9' },
    ...{ role: 'registrar', status: 204, code: '', requestId: 'request-1', at: '2026-11-30T05:00:00.000Z' },
  });
  expect(events).toMatchObject([{ kind: 'administration', outcome: 'done', who: 'tag-of-9', source: '203.0.113.7' }]);
  expect(readFileSync(file).includes('203.0.113.7')).toBe(false);
});

test('a refusal is noted and told, by its code; who signed in and is no member stands there too', async () => {
  await send('/api/exchange/partners', 'nosy', '203.0.113.8');
  expect(auditLog.lines(1)).toMatchObject([
    { phase: 'refused', status: 403, code: 'exchange/administrators-only', who: 'tag-of-4', role: '' },
  ]);
  expect(events.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['administration', 'refused'],
    ['forbidden', 'refused'],
  ]);
  await send('/api/origin/batches');
  expect(events.at(-1)).toMatchObject({ kind: 'unauthenticated', act: 'POST /api/origin/batches', status: 401 });
});

test('what stands in a path and is no id is not noted', async () => {
  await send('/api/exchange/partners/Nguy%E1%BB%85n%20V%C4%83n%20An/revoke', 'registrar');
  const [done, asked] = auditLog.lines(2);
  expect([asked?.act, done?.target]).toEqual(['POST /api/exchange/partners/…/revoke', '']);
});

test('reading and recording are no acts of administration', () => {
  const acts = [['GET', '/api/registry/units'], ['POST', '/api/registry/units'], ['POST', '/api/registry/invitations/look'], ['POST', '/api/origin/batches'], ['DELETE', '/api/learn/appointments/issuer']] as const; // prettier-ignore
  expect(acts.map(([method, path]) => isAdministrative(method, path))).toEqual([false, true, false, false, true]);
});

test('lines are found by outcome, day and any part of what stands in them, page by page', async () => {
  await send('/api/exchange/partners/PARTNER/revoke', 'registrar');
  const seqs = (filter: AuditFilter, limit = 99, before?: number): number[] =>
    auditLog.lines(limit, before, filter).map(({ seq }) => seq);
  const all = seqs({});
  expect(all).toEqual([...all].sort((a, b) => b - a));
  expect([...seqs({}, 2), ...seqs({}, 99, all[1])]).toEqual(all);
  const asked = seqs({ phase: 'asked' });
  expect(asked.length).toBeGreaterThan(1);
  expect(auditLog.lines(99, undefined, { phase: 'asked' }).every(({ phase }) => phase === 'asked')).toBe(true);
  expect(seqs({ text: 'ADMINISTRATORS-only' })).toEqual(seqs({ phase: 'refused' }));
  expect(seqs({ text: '%' })).toEqual([]);
  expect([seqs({ from: '2026-11-30T05:00:00.000Z' }), seqs({ to: '2026-11-30T05:00:00.000Z' })]).toEqual([all, []]);
});

test('what is changed, left out or put in between shows', () => {
  expect(auditLog.isWhole()).toBe(true);
  const db = new DatabaseSync(file);
  const tampered = (sql: string): boolean => {
    db.exec(`BEGIN; ${sql}; COMMIT`);
    return !auditLog.isWhole();
  };
  const rows = db.prepare('SELECT * FROM acts').all();
  expect(rows.length).toBeGreaterThan(2);
  expect(tampered("UPDATE acts SET who = 'another' WHERE seq = 2")).toBe(true);
  expect(tampered(`UPDATE acts SET who = '${String(rows[1]!['who'])}' WHERE seq = 2`)).toBe(false);
  expect(tampered('DELETE FROM acts WHERE seq = 1')).toBe(true);
  db.close();
});

test('an address has so many requests a minute, each its own, this machine none to count', async () => {
  const statuses = [];
  for (let n = 0; n < 5; n += 1) statuses.push((await send('/api/origin/batches', `p${n}`, '203.0.113.20')).status);
  expect(statuses).toEqual([200, 200, 200, 200, 429]);
  expect(events.at(-1)).toMatchObject({ kind: 'rate-limited', code: 'http/too-many-requests' });
  const refused = await send('/api/origin/batches', 'p9', '203.0.113.20');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await send('/api/origin/batches', 'p9', '203.0.113.21')).status).toBe(200);
  expect((await send('/healthz', '', '203.0.113.20', 'GET')).status).toBe(200);
  for (let n = 0; n < 6; n += 1) expect((await send('/api/origin/batches', `q${n}`)).status).toBe(200);
});

test('a person has so many, from wherever; a request that shows twice who it is counts once', async () => {
  const statuses = [];
  for (let n = 0; n < 4; n += 1)
    statuses.push((await send('/api/origin/batches', 'busy', `203.0.113.${30 + n}`)).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
  expect((await send('/api/origin/batches', 'idle', '203.0.113.40')).status).toBe(200);
});

test('beyond what is answered at once, requests are turned away and told when to come again', async () => {
  const held = [fetch(`${base}/slow`), fetch(`${base}/slow`)];
  await waiting(2);
  const refused = await fetch(`${base}/slow`);
  const { code } = (await refused.json()) as { code: string };
  expect([refused.status, refused.headers.get('retry-after'), code]).toEqual([503, '2', 'http/busy']);
  // A page that listens for events takes nobody's place, and nobody takes its own.
  const listening = fetch(`${base}/slow`, { headers: { accept: 'text/event-stream' } });
  await waiting(3);
  for (const end of releases.splice(0)) end();
  expect((await Promise.all([...held, listening])).map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await send('/api/origin/batches', 'after')).status).toBe(200);
});

test('whoever dawdles is cut off', () => {
  expect([server.headersTimeout, server.requestTimeout, server.keepAliveTimeout]).toEqual(Object.values(serverTimes));
  expect(server.maxRequestsPerSocket).toBeGreaterThan(0);
});
