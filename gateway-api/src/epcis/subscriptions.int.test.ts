import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { areaOf, openTestExchange, recallOf, writeBlock, type TestExchange } from '../exchange/test-exchange.ts';
import { startReceiver, type TestReceiver } from '../webhooks/test-receiver.ts';

let folder: string;
let exchange: TestExchange;
let receiver: TestReceiver;
let key: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'subscriptions-'));
  [exchange, receiver] = [await openTestExchange(folder, 500), await startReceiver()];
  key = exchange.partner({ hosts: [receiver.host] });
  await exchange.post('/epcis/queries', { name: 'all', query: {} }, key);
});
afterEach(async () => {
  await exchange.close();
  await receiver.close();
  rmSync(folder, { recursive: true });
});

interface Document {
  readonly type: string;
  readonly epcisBody: {
    readonly queryResults: {
      readonly queryName: string;
      readonly subscriptionID: string;
      readonly resultsBody: { readonly eventList: readonly { readonly eventID: string }[] };
    };
  };
}
const path = '/epcis/queries/all/subscriptions';
const token = '13df38d8275b13f05704629e5f1cf3d45d6132d5';
const tick = () => exchange.mounted.worker.tick();
const documents = () => receiver.taken().map(({ text }) => JSON.parse(text) as Document);
const eventsIn = ({ epcisBody }: Document): string[] =>
  epcisBody.queryResults.resultsBody.eventList.map(({ eventID }) => eventID.slice(-2));
const problem = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];
const subscribe = async (more: object, query = path) => {
  const answer = await exchange.post(query, { dest: receiver.url, ...more }, key);
  expect(answer.status).toBe(201);
  return { location: answer.headers.get('location') ?? '', body: (await answer.json()) as Record<string, unknown> };
};

test('a stream tells each event that the query finds once, after it was recorded, signed with the token', async () => {
  await writeBlock(exchange.store, 0, [recallOf('R0')]);
  const { location, body } = await subscribe({ stream: true, signatureToken: token });
  expect(body).toMatchObject({ dest: receiver.url, stream: true });
  expect(JSON.stringify(body)).not.toContain(token);
  await writeBlock(exchange.store, 1, [recallOf('R2'), areaOf('A1'), recallOf('R1')]);
  await tick();
  await writeBlock(exchange.store, 2, [areaOf('A2')]);
  await tick();
  const [document, ...others] = documents();
  expect(others).toEqual([]);
  expect(document?.type).toBe('EPCISQueryDocument');
  expect(eventsIn(document!)).toEqual(['R1', 'R2']);
  const { queryName, subscriptionID } = document!.epcisBody.queryResults;
  expect([queryName, location]).toEqual(['all', `${path}/${subscriptionID}`]);

  const { headers, id, text } = receiver.received[0]!;
  const hmac = createHmac('sha256', token).update(`${id}.${String(headers['webhook-timestamp'])}.${text}`);
  expect(headers['gs1-signature']).toBe(`v1,${hmac.digest('base64')}`);
  const told = (await (await exchange.get(location, key)).json()) as Record<string, unknown>;
  expect(told).toMatchObject({ subscriptionID, lastNotifiedAt: new Date(exchange.clock.now).toISOString() });
});

test('an earlier record time brings what was there before', async () => {
  await writeBlock(exchange.store, 0, [recallOf('R0')]);
  await subscribe({ stream: true, initialRecordTime: '2026-11-01T00:00:00+07:00' });
  const none = await subscribe({ stream: true, initialRecordTime: '2027-01-01T00:00:00Z' });
  await tick();
  expect(documents().map(eventsIn)).toEqual([['R0']]);
  expect(documents()[0]?.epcisBody.queryResults.subscriptionID).not.toBe(none.body['subscriptionID']);
});

test('a query tells what it finds, nothing else', async () => {
  await exchange.post('/epcis/queries', { name: 'packed', query: { EQ_bizStep: ['packing'] } }, key);
  await subscribe({ stream: true }, '/epcis/queries/packed/subscriptions');
  await writeBlock(exchange.store, 0, [recallOf('R0')]);
  await tick();
  expect(documents()).toEqual([]);
});

test('a schedule tells at its times, all since the last, and nothing only where that is asked for', async () => {
  // It is 09:00 in Vietnam.
  await subscribe({ schedule: { hour: '1', minute: '5' } });
  await writeBlock(exchange.store, 0, [recallOf('R0')]);
  await writeBlock(exchange.store, 1, [recallOf('R1')]);
  await tick();
  expect(documents()).toEqual([]);
  exchange.clock.now += (16 * 60 + 4) * 60_000;
  await tick();
  expect(documents()).toEqual([]);
  exchange.clock.now += 60_000;
  await tick();
  expect(documents().map(eventsIn)).toEqual([['R0', 'R1']]);
  exchange.clock.now += 86_400_000;
  await tick();
  expect(documents()).toHaveLength(1);

  await subscribe({ schedule: { hour: '1', minute: '5' }, reportIfEmpty: true });
  exchange.clock.now += 86_400_000;
  await tick();
  await tick();
  expect(documents().slice(1).map(eventsIn)).toEqual([[]]);
});

test('many events come in manageable batches, each once', async () => {
  await subscribe({ stream: true });
  const names = Array.from({ length: 250 }, (_, at) => `R${String(at).padStart(3, '0')}`);
  await writeBlock(exchange.store, 0, names.map(recallOf));
  await tick();
  expect(documents().map((document) => eventsIn(document).length)).toEqual([100, 100, 50]);
  const all = documents().flatMap(({ epcisBody }) => epcisBody.queryResults.resultsBody.eventList);
  expect(new Set(all.map(({ eventID }) => eventID)).size).toBe(250);
});

test('a failing receiver gets the same document under the same id', async () => {
  await subscribe({ stream: true });
  receiver.answer = (response) => void response.writeHead(503).end();
  await writeBlock(exchange.store, 0, [recallOf('R0')]);
  await tick();
  await writeBlock(exchange.store, 1, [recallOf('R1')]);
  receiver.answer = (response) => void response.writeHead(200).end();
  exchange.clock.now += 3_600_000;
  await tick();
  expect(receiver.received.map(({ id }) => id).slice(0, 2)).toEqual([
    receiver.received[0]?.id,
    receiver.received[0]?.id,
  ]);
  expect(documents().map(eventsIn)).toEqual([['R0'], ['R1']]);
});

test('ends with the subscription, and with the query', async () => {
  const [first, second] = [await subscribe({ stream: true }), await subscribe({ stream: true })];
  const remove = (where: string) =>
    fetch(`${exchange.url}${where}`, { method: 'DELETE', headers: { authorization: `Bearer ${key}` } });
  expect((await remove(first.location)).status).toBe(204);
  const listed = (await (await exchange.get(path, key)).json()) as { subscriptionID: string }[];
  expect(listed.map(({ subscriptionID }) => subscriptionID)).toEqual([second.body['subscriptionID']]);
  // Another system neither sees nor ends it.
  const other = exchange.partner();
  expect(await (await exchange.get(path, other)).json()).toEqual([]);
  expect(await problem(await exchange.get(second.location, other))).toEqual([404, 'epcis/not-found']);
  expect((await remove('/epcis/queries/all')).status).toBe(204);
  expect(exchange.mounted.parts.webhooks.all()).toEqual([]);
});

test.each([
  [{}, 400, 'epcis/invalid-subscription'],
  [{ stream: true, schedule: { hour: '1' } }, 400, 'epcis/invalid-subscription'],
  [{ schedule: {} }, 400, 'epcis/invalid-subscription'],
  [{ schedule: { hour: '25' } }, 400, 'epcis/invalid-subscription'],
  [{ stream: true, signatureToken: 'short' }, 400, 'epcis/invalid-subscription'],
  [{ stream: true, dest: 'http://169.254.169.254/' }, 422, 'webhook/host-not-permitted'],
  [{ stream: true, dest: 'gopher://localhost/' }, 422, 'webhook/address-refused'],
])('%j is refused', async (more, status, code) => {
  expect(await problem(await exchange.post(path, { dest: receiver.url, ...more }, key))).toEqual([status, code]);
});

test('is for sharing systems with the scope, and for queries that there are', async () => {
  const ask = (query: string, who?: string) =>
    exchange.post(query, { dest: receiver.url, stream: true }, who).then(problem);
  expect(await ask(path)).toEqual([401, 'auth/token-refused']);
  expect(await ask(path, exchange.partner({ scopes: ['webhooks'] }))).toEqual([403, 'auth/key-scope']);
  expect(await ask('/epcis/queries/none/subscriptions', key)).toEqual([404, 'epcis/not-found']);
});

test('a system whose key was revoked leaves no query behind, nor subscriptions to them; it has at most twenty', async () => {
  const id = exchange.mounted.parts.partners.all()[0]!.id;
  for (let n = 1; n < 20; n += 1) await exchange.post('/epcis/queries', { name: `q${n}`, query: {} }, key);
  const twentyFirst = await exchange.post('/epcis/queries', { name: 'q20', query: {} }, key);
  expect(await problem(twentyFirst)).toEqual([409, 'epcis/too-many-queries']);
  await subscribe({ stream: true });
  const names = async () =>
    ((await (await exchange.get('/epcis/queries')).json()) as { name: string }[]).map(({ name }) => name);
  expect(await names()).toHaveLength(20);
  await exchange.post(`/api/exchange/partners/${id}/revoke`, {}, 'registrar');
  expect(await names()).toEqual([]);
  expect(exchange.mounted.parts.webhooks.all()).toEqual([]);
});
