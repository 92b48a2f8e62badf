import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createHmac, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { idOf } from '../../../records/src/domains/origin/origin-fixtures.ts';
import { areaOf, openTestExchange, privateRecord, writeBlock, type TestExchange } from '../exchange/test-exchange.ts';
import { webhookId } from '../../../client/src/index.ts';
import { publicKeyOf, startReceiver, type Received, type TestReceiver } from './test-receiver.ts';
import type { OpenReport } from './reminder-source.ts';

const minuteMs = 60_000;
let folder: string;
let exchange: TestExchange;
let receiver: TestReceiver;
let openReports: OpenReport[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'webhooks-'));
  openReports = [];
  [exchange, receiver] = [await openTestExchange(folder, 500, async () => openReports), await startReceiver()];
});
afterEach(async () => {
  await exchange.close();
  await receiver.close();
  rmSync(folder, { recursive: true });
});

interface Hook {
  readonly id: string;
  readonly publicKey?: string;
  readonly state: string;
  readonly waiting: number;
  readonly pausedBecause?: string;
}
const subscribe = async (key: string, more: object = {}): Promise<Hook> => {
  const answer = await exchange.post('/lgsp/v1/webhooks', { url: receiver.url, ...more }, key);
  expect(answer.status).toBe(201);
  return (await answer.json()) as Hook;
};
const partner = (more: object = {}): string => exchange.partner({ hosts: [receiver.host], ...more });
const tick = () => exchange.mounted.worker.tick();
const recordsIn = (list: readonly Received[]): string[] =>
  list.map(({ text }) => (JSON.parse(text) as { data: { record: string } }).data.record.slice(-3));
const labels = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, at) => `A${from + at}`);
const write = (block: number, names: readonly string[]) =>
  writeBlock(exchange.store, block, names.map((name) => areaOf(name.padStart(3, '0')))); // prettier-ignore
const stateOf = async (id: string, key: string): Promise<Hook> =>
  (await (await exchange.get(`/lgsp/v1/webhooks/${id}`, key)).json()) as Hook;
const problem = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];
/** Moves the clock to where something is due, again and again. */
const pass = async (ms: number, stepMs = minuteMs): Promise<void> => {
  const until = exchange.clock.now + ms;
  while (exchange.clock.now < until) {
    exchange.clock.now += stepMs;
    await tick();
  }
};

test('each change comes once, in order, signed so that the receiver can check it', async () => {
  await write(0, ['A0']);
  const { publicKey = '' } = await subscribe(partner());
  await write(1, labels(1, 4));
  await writeBlock(exchange.store, 2, [privateRecord('H1', 'health/commitment'), areaOf('A4')]);
  await tick();
  expect(recordsIn(receiver.taken())).toEqual(['0A1', '0A2', '0A3', '0A4']);
  for (const { headers, text, id } of receiver.received) {
    const content = `${id}.${String(headers['webhook-timestamp'])}.${text}`;
    const [scheme, signature = ''] = String(headers['webhook-signature']).split(',');
    const isGood = verify(null, Buffer.from(content), publicKeyOf(publicKey), Buffer.from(signature, 'base64'));
    expect([scheme, isGood]).toEqual(['v1a', true]);
  }
  await tick();
  expect(receiver.received).toHaveLength(4);
});

test('who may be reminded of periodic reports is told once when one comes near, and once when it is overdue', async () => {
  const report = (task: string, state: OpenReport['state']): OpenReport => ({
    ...{ task, state, title: { vi: 'Nông sản', en: 'Produce' }, lead: 'AgriMSP', period: '2026-Q4' },
    ...{ due: '2026-12-16', page: 'https://trang.example.vn/periodic-reports/produce/2026-Q4' },
  });
  let seen = 0;
  const told = () => {
    const fresh = receiver.taken().slice(seen);
    seen += fresh.length;
    return fresh.map(({ text }) => {
      const { type, data } = JSON.parse(text) as { type: string; data: OpenReport };
      return [type, data.task, data.due];
    });
  };
  const key = partner({ scopes: ['webhooks', 'reports:reminders'] });
  openReports = [report('produce', 'soon')];
  const { id } = await subscribe(key, { about: 'reports' });
  await tick();
  expect(told()).toEqual([['report.soon', 'produce', '2026-12-16']]);
  openReports = [report('produce', 'soon'), report('ocop', 'soon')];
  await pass(24 * 60 * minuteMs, 6 * 60 * minuteMs);
  expect(told()).toEqual([['report.soon', 'ocop', '2026-12-16']]);
  // One was handed in meanwhile, the other was not.
  openReports = [report('ocop', 'overdue')];
  await pass(2 * 24 * 60 * minuteMs, 6 * 60 * minuteMs);
  expect([told(), (await stateOf(id, key)).waiting]).toEqual([[['report.overdue', 'ocop', '2026-12-16']], 0]);
  const without = partner({ scopes: ['webhooks'] });
  const ask = (body: object, by: string) => exchange.post('/lgsp/v1/webhooks', { url: receiver.url, ...body }, by);
  expect(await problem(await ask({ about: 'reports' }, without))).toEqual([403, 'auth/key-scope']);
  const typed = await ask({ about: 'reports', types: ['origin/batch'] }, key);
  expect([typed.status, ((await typed.json()) as { errors: unknown[] }).errors]).toMatchObject([
    422,
    [{ pointer: '/types' }],
  ]);
});

test('an HMAC is keyed with the secret that the partner chose, which lies sealed', async () => {
  const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
  await subscribe(partner(), { secret });
  await write(0, ['A1']);
  await tick();
  const [{ headers, text, id } = receiver.received[0]!] = receiver.received;
  const content = `${id}.${String(headers['webhook-timestamp'])}.${text}`;
  const expected = createHmac('sha256', Buffer.alloc(32, 5)).update(content).digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${expected}`);
  for (const file of ['exchange.db', 'exchange.db-wal'])
    expect(readFileSync(join(folder, 'vault', file)).includes(Buffer.alloc(32, 5).toString('base64'))).toBe(false);
});

test('a receiver that fails for an hour gets everything, once by id and in order', async () => {
  const key = partner();
  const { id } = await subscribe(key);
  // It fails in every way: refuses, breaks off, hangs, redirects; and loses the answer of what it took.
  let count = 0;
  receiver.answer = (response) => {
    count += 1;
    if (count % 4 === 0) response.writeHead(500).end();
    else if (count % 4 === 1) response.destroy();
    else if (count % 4 === 2) response.writeHead(302, { location: 'http://localhost/' }).end();
  };
  for (let minute = 0; minute < 60; minute += 1) {
    await write(minute, labels(minute * 3, minute * 3 + 3));
    await pass(minuteMs, 20_000);
  }
  expect(receiver.taken()).toEqual([]);
  expect(count).toBeGreaterThan(8);
  const failing = new Set(receiver.received.map((one) => one.id));
  expect(failing.size).toBe(1);

  // It comes back, but the first answer is lost on the way: it has the message, we do not know.
  let lost = false;
  receiver.answer = (response) => {
    response.writeHead(204).end();
    if (!lost) response.socket?.resetAndDestroy();
    lost = true;
  };
  await pass(2 * 3_600_000, 5 * minuteMs);
  expect(recordsIn(receiver.taken())).toEqual(labels(0, 180).map((name) => name.padStart(3, '0').slice(-3)));
  expect(new Set(receiver.taken().map((one) => one.id)).size).toBe(180);
  expect(await stateOf(id, key)).toMatchObject({ state: 'active', waiting: 0 });
});

test('a receiver that hangs holds up nobody else', async () => {
  const other = await startReceiver();
  receiver.answer = () => undefined;
  await subscribe(partner());
  await subscribe(exchange.partner({ hosts: [other.host] }), { url: other.url });
  await write(0, labels(0, 5));
  const ticking = tick();
  while (other.taken().length < 5) await new Promise((done) => setTimeout(done, 5));
  expect(receiver.taken()).toEqual([]);
  await ticking;
  await other.close();
});

test('what failed for three days is a dead letter; those behind it go on; it is sent again or dropped', async () => {
  const key = partner();
  const { id } = await subscribe(key);
  const poison = '0A1';
  receiver.answer = (response, { text }) => void response.writeHead(text.includes(poison) ? 400 : 204).end();
  await write(0, ['A1', 'A2']);
  await tick();
  await pass(2 * 86_400_000, 3_600_000);
  expect(receiver.taken()).toEqual([]);
  await pass(1.1 * 86_400_000, 3_600_000);
  expect(recordsIn(receiver.taken())).toEqual(['0A2']);

  const letters = async () =>
    ((await (await exchange.get(`/lgsp/v1/webhooks/${id}/dead-letters`, key)).json()) as { items: { id: string }[] })
      .items;
  const [letter] = await letters();
  expect(letter).toMatchObject({
    webhook: id,
    failure: 'status',
    status: 400,
    body: { data: { record: idOf(poison) } },
  });
  const all = await exchange.get('/api/exchange/dead-letters', 'registrar');
  expect(((await all.json()) as { items: object[] }).items).toMatchObject([{ id: letter?.id, partnerName: 'Sở thử', url: receiver.url }]); // prettier-ignore

  const act = (name: string, who = key) => exchange.post(`/lgsp/v1/webhooks/${id}/dead-letters/${letter?.id}/${name}`, {}, who); // prettier-ignore
  expect((await act('drop', partner())).status).toBe(404);
  receiver.answer = (response) => void response.writeHead(204).end();
  expect((await act('retry')).status).toBe(200);
  await tick();
  expect(recordsIn(receiver.taken())).toEqual(['0A2', poison]);
  expect(receiver.taken()[1]?.id).toBe(letter?.id);
  expect(await letters()).toEqual([]);
  expect((await act('drop')).status).toBe(404);
});

test('five dead letters in a row pause a subscription, and 410 at once; resumed, it goes on where it was', async () => {
  const key = partner();
  const { id } = await subscribe(key);
  receiver.answer = (response) => void response.writeHead(410).end();
  await write(0, ['A1', 'A2']);
  await tick();
  expect(await stateOf(id, key)).toMatchObject({ state: 'paused', pausedBecause: 'gone', waiting: 2 });
  await pass(86_400_000, 3_600_000);
  expect(receiver.received).toHaveLength(1);
  receiver.answer = (response) => void response.writeHead(204).end();
  await exchange.post(`/api/exchange/webhooks/${id}/resume`, {}, 'registrar');
  await tick();
  expect(recordsIn(receiver.taken())).toEqual(['0A1', '0A2']);

  receiver.answer = (response) => void response.writeHead(500).end();
  await write(1, labels(3, 10));
  await pass(16 * 86_400_000, 3_600_000);
  expect(await stateOf(id, key)).toMatchObject({ state: 'paused', pausedBecause: 'failing', waiting: 2 });
});

test('who is no longer permitted gets nothing more, from the next attempt on', async () => {
  const key = partner();
  const { id } = await subscribe(key);
  await write(0, ['A1']);
  await tick();
  const { items } = (await (await exchange.get('/api/exchange/partners', 'registrar')).json()) as {
    items: { id: string }[];
  };
  await write(1, ['A2']);
  await exchange.post(`/api/exchange/partners/${items[0]?.id}/revoke`, {}, 'registrar');
  await pass(3_600_000);
  expect(recordsIn(receiver.received)).toEqual(['0A1']);
  expect(exchange.mounted.parts.webhooks.get(id)).toBeUndefined();
});

test('deliveries stand in the log of what the partner got', async () => {
  await subscribe(partner());
  await write(0, ['A1', 'A2']);
  await tick();
  const { items } = (await (await exchange.get('/api/exchange/partners', 'registrar')).json()) as {
    items: { id: string }[];
  };
  const log = (await (await exchange.get(`/api/exchange/partners/${items[0]?.id}/reads`, 'registrar')).json()) as {
    items: { kind: string; rows: number }[];
  };
  expect(log.items.map(({ kind, rows }) => [kind, rows])).toEqual([
    ['delivery', 1],
    ['delivery', 1],
    ['request', 0],
  ]);
});

test('a receiver is tried with a message of its own; types and unit narrow what comes', async () => {
  const key = partner({ unit: idOf('S4ND'), sandbox: true, scopes: ['changes:origin', 'webhooks'] });
  const { id } = await subscribe(key, { types: ['origin/growing-area'] });
  expect((await exchange.post(`/lgsp/v1/webhooks/${id}/test`, {}, key)).status).toBe(202);
  await writeBlock(exchange.store, 0, [areaOf('A1'), areaOf('A2', 1, 'S4ND')]);
  await tick();
  const bodies = receiver.taken().map(({ text }) => JSON.parse(text) as { type: string; data: { record?: string } });
  expect(bodies.map(({ type, data }) => [type, data.record])).toEqual([
    ['test', undefined],
    ['record.changed', idOf('A2')],
  ]);
});

test.each([
  [{ url: 'http://10.0.0.1/hook' }, 422, 'webhook/host-not-permitted'],
  [{ url: 'ftp://localhost/' }, 422, 'webhook/address-refused'],
  [{ url: 'nowhere' }, 422, 'webhook/address-refused'],
  [{ url: 'https://169.254.169.254/' }, 422, 'webhook/address-refused'],
  [{ url: 'https://noi-bo.example.invalid/' }, 422, 'webhook/address-refused'],
  [{ secret: 'whsec_short' }, 422, 'registry/invalid-command'],
  [{ since: 'x' }, 422, 'http/invalid-query'],
])('%j is refused', async (more, status, code) => {
  const key = partner({ hosts: [receiver.host, '169.254.169.254', 'noi-bo.example.invalid'] });
  const answer = await exchange.post('/lgsp/v1/webhooks', { url: receiver.url, ...more }, key);
  expect(await problem(answer)).toEqual([status, code]);
  expect(exchange.mounted.parts.webhooks.all()).toEqual([]);
});

test('a signing key is changed without a message that its receiver cannot check: for a day both sign', async () => {
  await write(0, ['A0']);
  const key = partner();
  const { id, publicKey: first = '' } = await subscribe(key);
  const { publicKey: second = '', previousUntil } = (await (
    await exchange.post(`/lgsp/v1/webhooks/${id}/rotate`, {}, key)
  ).json()) as Hook & { previousUntil?: string };
  expect(second).not.toBe(first);
  expect(previousUntil).toBe(new Date(exchange.clock.now + 24 * 60 * minuteMs).toISOString());
  const checks = async (with_: string): Promise<boolean> => {
    const { headers, text } = receiver.received.at(-1)!;
    const sent = new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    return (await webhookId(with_, sent, text, exchange.clock.now)) !== undefined;
  };
  await write(1, ['A1']);
  await tick();
  expect([await checks(first), await checks(second)]).toEqual([true, true]);
  exchange.clock.now += 24 * 60 * minuteMs;
  await write(2, ['A2']);
  await tick();
  expect([receiver.received.length, await checks(first), await checks(second)]).toEqual([2, false, true]);
  expect((await exchange.post(`/lgsp/v1/webhooks/${id}/rotate`, { secret: 'short' }, key)).status).toBe(422);
  expect((await exchange.post(`/lgsp/v1/webhooks/${id}/rotate`, {}, partner())).status).toBe(404);
});
