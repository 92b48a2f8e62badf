/** An analyst takes open data from the running system: published, anchored by the data unit, proven in the browser. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { startSystem, type Answer, type System } from '../system.ts';

const browser: Browser | null = await launchChromium();
let system: System;
beforeAll(async () => {
  system = await startSystem();
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
const text = async (path: string): Promise<string> => (await fetch(system.gateway + path)).text();

test('a registrar publishes; nothing is on the ledger until the data unit stands for it', async () => {
  const { status, body } = await publish();
  const items = body['items'] as { dataset: string }[];
  expect([status, items.map(({ dataset }) => dataset)]).toEqual([
    201,
    expect.arrayContaining(['harvest', 'ocop-products', 'recalls', 'carbon-projects', 'units']),
  ]);
  expect(body['anchor']).toMatchObject({ anchored: 0, reason: 'no-attester' });
  expect(await text('/opendata/datasets/recalls')).toContain('Chưa ghi lên sổ');
  expect((await system.post('/api/opendata/attester', {}, 'school')).status).toBe(403);
}, 120_000);

test('the data unit’s person appoints the gateway, and every file is attested on the ledger', async () => {
  const { status, body } = await system.post('/api/opendata/attester', {}, 'data');
  expect([status, body['anchor']]).toMatchObject([201, { waiting: 0 }]);
  const csv = await text('/opendata/datasets/recalls/versions/1.csv');
  const digest = createHash('sha256').update(csv).digest('hex');
  const attested = async () => (await system.get(`/api/attestations/by-digest/${digest}`)).body['items'];
  for (let wait = 0; wait < 20 && ((await attested()) as unknown[]).length === 0; wait += 1) await sleep(500);
  expect(await attested()).toMatchObject([{ status: 'active', unitName: 'Trung tâm Công nghệ số (mẫu)' }]);
  expect(await text('/opendata/datasets/recalls')).toContain('Trung tâm Công nghệ số (mẫu)');
  expect(csv).not.toContain('dư lượng');
}, 180_000);

test('the CKAN API and the catalogue name the same file', async () => {
  const { body } = await system.get('/api/3/action/package_show?id=recalls');
  expect(body).toMatchObject({ success: true, result: { version: '1' } });
  expect(await text('/opendata/catalog.ttl')).toContain('/opendata/datasets/recalls/versions/1.csv>');
}, 60_000);

testIn(browser)(
  'the verifier proves the downloaded file on the reader’s device, and not one with a letter changed',
  async () => {
    const page = await (browser as Browser).newPage();
    const csv = await text('/opendata/datasets/recalls/versions/1.csv');
    const choose = async (content: string): Promise<string> => {
      await page.goto(`${system.verifier}/kiem-tra-tep`);
      await page.setInputFiles('#file', { name: 'recalls-1.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
      await page.locator('text=/Trung tâm Công nghệ số|CHƯA ĐƠN VỊ NÀO XÁC NHẬN/').first().waitFor({ timeout: 60_000 });
      return page.locator('main, body').first().innerText();
    };
    expect(await choose(csv)).toContain('Trung tâm Công nghệ số (mẫu)');
    expect(await choose(`${csv}x`)).toContain('CHƯA ĐƠN VỊ NÀO XÁC NHẬN TỆP NÀY');
    await page.close();
  },
  180_000,
);
