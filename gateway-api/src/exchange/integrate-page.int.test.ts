import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ApiProblem, createClient, webhookId, type Change } from '../../../client/src/index.ts';
import { startReceiver, type TestReceiver } from '../webhooks/test-receiver.ts';
import { areaOf, openTestExchange, recallOf, writeBlock, type TestExchange } from './test-exchange.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/integrate.md'), 'utf8');
const script = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text]) => text).join('\n');
const folder = mkdtempSync(join(tmpdir(), 'integrate-'));
let exchange: TestExchange;
let receiver: TestReceiver;
beforeAll(async () => {
  [exchange, receiver] = [await openTestExchange(folder), await startReceiver()];
  await writeBlock(exchange.store, 0, [areaOf('A1'), areaOf('A2'), recallOf('R1')]);
});
afterAll(async () => {
  await exchange.close();
  await receiver.close();
  rmSync(folder, { recursive: true });
});
const tick = () => exchange.mounted.worker.tick();

test('the page’s lines run as they stand, and do what it says', async () => {
  expect(script.match(/^curl /gm)?.length).toBe(13);
  const key = exchange.partner({ hosts: [receiver.host] });
  const env = { ...process.env, DN_URL: exchange.url, DN_KEY: key, DN_RECEIVER: receiver.url, no_proxy: '*' };
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder, env });
  expect(stdout).toContain('"legalBasis"');
  await tick();
  await writeBlock(exchange.store, 1, [areaOf('A3'), recallOf('R2')]);
  await tick();
  const kinds = receiver.taken().map(({ text }) => (JSON.parse(text) as { type: string }).type);
  expect(kinds.sort()).toEqual(['EPCISQueryDocument', 'record.changed', 'test']);
});

describe('@daunguon/client', () => {
  test('reads all changes, page by page, and goes on after the last', async () => {
    const { changes, ask } = createClient({ url: `${exchange.url}/`, key: exchange.partner() });
    const found: Change[] = [];
    for await (const change of changes()) found.push(change);
    expect(found.map(({ record }) => record.slice(-2))).toEqual(expect.arrayContaining(['A1', 'A2', 'R1']));
    const first = await ask('GET /lgsp/v1/changes', { query: { limit: '1' } });
    const rest: Change[] = [];
    for await (const change of changes(first.next, 'origin/recall')) rest.push(change);
    expect(rest.every(({ type }) => type === 'origin/recall')).toBe(true);
    expect(rest.length).toBeGreaterThan(0);
    // Nothing of this type is there: the next run starts behind what was looked at all the same.
    const places: string[] = [];
    for await (const change of changes(undefined, 'ocop/rating', (cursor) => places.push(cursor))) rest.push(change);
    expect(places.at(-1)).toBe((await ask('GET /lgsp/v1/changes', { query: { limit: '1000' } })).next);
  });

  test('throws a problem with its code, and how long to wait', async () => {
    const key = exchange.partner({ perMinute: 1 });
    const { ask } = createClient({ url: exchange.url, key, language: 'en' });
    await ask('GET /lgsp/v1/partner', {});
    const refusal = await ask('GET /lgsp/v1/partner', {}).then(() => undefined, (error: unknown) => error); // prettier-ignore
    expect(refusal).toBeInstanceOf(ApiProblem);
    expect(refusal).toMatchObject({ status: 429, code: 'exchange/quota-exceeded', retryAfter: 60 });
    expect((refusal as Error).message).toContain('quota');
  });

  test('believes a webhook that we signed, by either scheme, and no other', async () => {
    const before = receiver.taken().length;
    const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
    const { ask } = createClient({ url: exchange.url, key: exchange.partner({ hosts: [receiver.host] }) });
    const signed = await ask('POST /lgsp/v1/webhooks', { body: { url: receiver.url } });
    await ask('POST /lgsp/v1/webhooks/{id}/test', { path: { id: signed.id } });
    await tick();
    const shared = await ask('POST /lgsp/v1/webhooks', { body: { url: receiver.url, secret } });
    await ask('POST /lgsp/v1/webhooks/{id}/test', { path: { id: shared.id } });
    await tick();
    const messages = receiver.taken().slice(before);
    expect(messages).toHaveLength(2);
    for (const [at, key] of [signed.publicKey ?? '', secret].entries()) {
      const { headers, text, id } = messages[at]!;
      const all = new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]));
      const { now } = exchange.clock;
      expect(await webhookId(key, all, text, now)).toBe(id);
      expect(await webhookId(key, all, `${text} `, now)).toBeUndefined();
      expect(await webhookId(key, all, text, now + 301_000)).toBeUndefined();
      expect(await webhookId(at === 0 ? secret : (signed.publicKey ?? ''), all, text, now)).toBeUndefined();
      all.delete('webhook-signature');
      expect(await webhookId(key, all, text, now)).toBeUndefined();
    }
  });
});
