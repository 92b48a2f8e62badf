/** A developer of another system: a key from an administrator's page, the change feed, a webhook that fails for a while, a proof, the end. */
import { afterAll, beforeAll, expect, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, webhookId, type Change } from '../../../client/src/index.ts';
import { startReceiver, type TestReceiver } from '../../../gateway-api/src/webhooks/test-receiver.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { signedIn, type Visitor } from '../explorer/visitor.ts';
import { daysAgo, freshId, sharedSystem, type System } from '../system.ts';

jest.setTimeout(240_000);
const browser = await launchChromium();
const inBrowser = testIn(browser);
let system: System;
let receiver: TestReceiver;
let administrator: Visitor;
let key: string;

beforeAll(async () => {
  [system, receiver] = [await sharedSystem(), await startReceiver()];
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await receiver?.close();
  await system?.stop();
}, 60_000);

const asked = () => createClient({ url: system.gateway, key });
const all = async (since?: string): Promise<Change[]> => {
  const found: Change[] = [];
  for await (const change of asked().changes(since)) found.push(change);
  return found;
};
const harvest = async (lot: string): Promise<string> => {
  const seed = JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  const id = freshId();
  const body = {
    ...{ requestId: freshId(), id, lot, harvestDate: daysAgo(20), weightKg: '7' },
    ...{ product: { code: 'durian', name: 'Sầu riêng Ri6' }, growingArea: seed['area-durian'] },
  };
  expect((await system.post('/api/origin/batches', body, 'farmer')).status).toBe(201);
  return id;
};
const until = async (reached: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 600 && !reached(); tries += 1) await sleep(100);
  expect(reached()).toBe(true);
};

inBrowser('an administrator gives a system its key', async () => {
  administrator = await signedIn(browser!, system, 'registrar-tech');
  const { page } = administrator;
  await administrator.open('/exchange/partners', 'Hệ thống chia sẻ');
  await page.getByLabel('Tên hệ thống').fill('Sở Công Thương');
  await page.getByLabel('Căn cứ pháp lý').fill('Biên bản chia sẻ 12/2026');
  for (const scope of ['Đọc thay đổi: nguồn gốc', 'Nhận webhook', 'Đăng ký truy vấn EPCIS'])
    await page.getByLabel(scope, { exact: true }).check();
  await page.getByLabel('Máy được nhận webhook').fill(receiver.host);
  await page.getByRole('button', { name: 'Thêm hệ thống' }).click();
  const told = page.getByLabel('Khóa, chỉ hiện một lần này');
  await told.waitFor();
  key = await told.inputValue();
  expect(key).toMatch(/^dnp_/);
});

inBrowser('its developer reads every change from the start, of origin alone, and proves one', async () => {
  const changes = await all();
  expect(changes.length).toBeGreaterThan(50);
  expect(new Set(changes.map(({ type }) => type.split('/')[0]))).toEqual(new Set(['origin']));
  expect(changes.map(({ block }) => block)).toEqual([...changes.map(({ block }) => block)].sort((a, b) => a - b));
  const area = changes.find(({ type }) => type === 'origin/growing-area')!;
  const bundle = (await (await fetch(area.proof)).json()) as { id: string; record: unknown };
  expect([bundle.id, bundle.record !== null]).toEqual([area.record, true]);
  expect((await system.get('/lgsp/v1/changes', 'farmer')).status).toBe(401);
});

inBrowser('a webhook that fails at first brings each new change once, and EPCIS events too', async () => {
  const { ask } = asked();
  const last = (await all()).at(-1)?.cursor;
  const hook = await ask('POST /lgsp/v1/webhooks', { body: { url: receiver.url, types: ['origin/batch'] } });
  await ask('POST /epcis/queries', { body: { name: 'harvests', query: { EQ_bizStep: ['commissioning'] } } });
  const path = { name: 'harvests' };
  await ask('POST /epcis/queries/{name}/subscriptions', { path, body: { dest: receiver.url, stream: true } });
  receiver.answer = (response) => void response.writeHead(503).end();
  const batch = await harvest('EXCHANGE-1');
  await until(() => receiver.received.length >= 2);
  receiver.answer = (response) => void response.writeHead(204).end();
  const second = await harvest('EXCHANGE-2');
  const told = () =>
    receiver.taken().map(({ text }) => JSON.parse(text) as { type: string; data?: { record: string } });
  await until(() => told().filter(({ type }) => type === 'record.changed').length === 2);
  await until(() => told().some(({ type }) => type === 'EPCISQueryDocument'));
  const records = told().flatMap(({ data }) => (data === undefined ? [] : [data.record]));
  expect(records).toEqual([batch, second]);
  const [{ headers, text, id } = receiver.received[0]!] = receiver.taken().filter(({ text: one }) => one.includes('record.changed')); // prettier-ignore
  const sent = new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  expect(await webhookId(hook.publicKey ?? '', sent, text)).toBe(id);
  expect((await all(last)).filter(({ type }) => type === 'origin/batch').map(({ record }) => record)).toEqual(records);
});

inBrowser('the administrator sees what was read, and ends it', async () => {
  const { page } = administrator;
  await administrator.open('/exchange/dead-letters', 'Thư không gửi được');
  await page.getByText('Mọi tin đều đã tới.').waitFor();
  await administrator.open('/exchange/partners', 'Hệ thống chia sẻ');
  // The demonstration has a system of its own.
  const row = page.getByRole('row').filter({ hasText: 'Sở Công Thương' });
  await row.getByRole('link', { name: 'Nhật ký' }).click();
  await page.getByRole('heading', { level: 1, name: 'Đã đọc những gì' }).waitFor();
  await page.getByText('POST /lgsp/v1/webhooks').waitFor();
  await administrator.open('/exchange/partners', 'Hệ thống chia sẻ');
  await row.getByRole('button', { name: 'Thu hồi' }).click();
  await row.getByRole('button', { name: 'Thu hồi thật' }).click();
  await row.getByText(/Thu hồi \d/).waitFor();
  await expect(asked().ask('GET /lgsp/v1/partner', {})).rejects.toMatchObject({ status: 401 });
  expect(administrator.complaints).toEqual([]);
});
