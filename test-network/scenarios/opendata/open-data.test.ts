/** An analyst takes open data from the running system: published, anchored by the data unit, proven in the browser. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { signedIn } from '../explorer/visitor.ts';
import { sharedSystem, type Answer, type System } from '../system.ts';

const browser: Browser | null = await launchChromium();
const inBrowser = testIn(browser);
const recalls = 'Thông báo thu hồi nông sản, thực phẩm';
let system: System;
beforeAll(async () => {
  system = await sharedSystem();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

/** Asked again while no checkpoint covers the newest block yet. */
const publish = async (): Promise<Answer> => {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await system.post('/api/opendata/snapshots', {}, 'registrar-tech');
    if (answer.status === 201 || attempt === 30) return answer;
    await sleep(2000);
  }
};
/** The gateway publishes by itself, too, once a day: which version stands is asked for. */
const recallsVersion = async (): Promise<string> => {
  const { body } = await system.get('/api/3/action/package_show?id=recalls');
  expect(body).toMatchObject({ success: true, result: { version: expect.stringMatching(/^[1-9]/) } });
  return (body['result'] as { version: string }).version;
};
const text = async (path: string): Promise<string> => (await fetch(system.gateway + path)).text();

test('a registrar publishes; nothing is on the ledger until the data unit stands for it', async () => {
  const { status, body } = await publish();
  expect(status).toBe(201);
  const catalogue = await text('/opendata/catalog.ttl');
  for (const dataset of ['harvest', 'ocop-products', 'recalls', 'carbon-projects', 'units'])
    expect(catalogue).toMatch(new RegExp(`/opendata/datasets/${dataset}/versions/\\d+\\.csv>`));
  expect(body['anchor']).toMatchObject({ anchored: 0, reason: 'no-attester' });
  expect(await text('/opendata/datasets/recalls')).toContain('Chưa ghi lên sổ');
  expect((await system.post('/api/opendata/attester', {}, 'school')).status).toBe(403);
}, 120_000);

inBrowser(
  'on the publish page an administrator publishes what changed, and the data unit’s person stands for it',
  async () => {
    const registrar = await signedIn(browser!, system, 'registrar-tech', { width: 320 });
    await registrar.open('/exchange/open-data', 'Công bố dữ liệu mở');
    await registrar.page.getByRole('row', { name: recalls }).waitFor();
    await registrar.page.getByRole('button', { name: 'Công bố những gì đã đổi' }).click();
    await registrar.page.getByText(/Đã công bố \d+ phiên bản mới\. Chưa đơn vị nào đứng ra/).waitFor();
    const person = await signedIn(browser!, system, 'data', { english: true });
    await person.open('/exchange/open-data', 'Publish open data');
    expect(await person.page.getByRole('button', { name: /^Publish/ }).count()).toBe(0);
    await person.page.getByRole('button', { name: 'Let the gateway attest for my unit' }).click();
    await person.page.getByText('Your unit stands for the files from now on.').waitFor();
    expect([registrar.complaints, person.complaints]).toEqual([[], []]);
    await registrar.context.close();
    await person.context.close();
  },
  120_000,
);

test('the data unit’s person appoints the gateway, and every file is attested on the ledger', async () => {
  const { status, body } = await system.post('/api/opendata/attester', {}, 'data');
  expect([status, body['anchor']]).toMatchObject([201, { waiting: 0 }]);
  const csv = await text(`/opendata/datasets/recalls/versions/${await recallsVersion()}.csv`);
  const digest = createHash('sha256').update(csv).digest('hex');
  const attested = async () => (await system.get(`/api/attestations/by-digest/${digest}`)).body['items'];
  for (let wait = 0; wait < 20 && ((await attested()) as unknown[]).length === 0; wait += 1) await sleep(500);
  expect(await attested()).toMatchObject([{ status: 'active', unitName: 'Trung tâm Công nghệ số (mẫu)' }]);
  expect(await text('/opendata/datasets/recalls')).toContain('Trung tâm Công nghệ số (mẫu)');
  expect(csv).not.toContain('dư lượng');
}, 180_000);

test('the CKAN API and the catalogue name the same file', async () => {
  const file = `/opendata/datasets/recalls/versions/${await recallsVersion()}.csv>`;
  expect(await text('/opendata/catalog.ttl')).toContain(file);
}, 60_000);

inBrowser(
  'an analyst finds a dataset, takes its file, and drops it on the verifier: genuine; with one byte changed not',
  async () => {
    const page = await browser!.newPage();
    await page.goto(`${system.gateway}/opendata`);
    await page.getByRole('link', { name: recalls }).click();
    await page.getByRole('heading', { level: 1, name: recalls }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^recalls-\d+\.csv$/);
    const taken = readFileSync(await download.path());
    await page.getByRole('link', { name: 'Kiểm chứng tệp này' }).first().click();
    const dropped = async (content: Buffer): Promise<string> => {
      await page.getByRole('heading', { level: 1, name: 'Kiểm tra một tệp' }).waitFor();
      const [name, bytes] = [download.suggestedFilename(), [...content]].map((one) => JSON.stringify(one));
      const transfer = await page.evaluateHandle(`(() => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(${bytes})], ${name}, { type: 'text/csv' }));
        return data;
      })()`);
      await page.locator('.home').dispatchEvent('drop', { dataTransfer: transfer });
      await page.getByText(createHash('sha256').update(content).digest('hex')).waitFor({ timeout: 60_000 });
      await page.locator('.verdict').first().waitFor({ timeout: 60_000 });
      return page.locator('body').innerText();
    };
    const genuine = await dropped(taken);
    expect([genuine, await page.locator('.verdict.green[data-code]').count()]).toEqual([
      ...[expect.stringContaining('Trung tâm Công nghệ số (mẫu)'), 1],
    ]);
    const changed = Buffer.from(taken);
    changed[changed.length - 3]! ^= 1;
    expect(await dropped(changed)).toContain('CHƯA ĐƠN VỊ NÀO XÁC NHẬN TỆP NÀY');
    expect(await page.locator('.verdict.green').count()).toBe(0);
    await page.close();
  },
  180_000,
);
