/** Every page of the field app in both languages, light and dark, at 320 and 1280 px: accessible, and nothing sticks out. */
import { afterAll, beforeAll, expect, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import { startSystem, type System } from '../system.ts';
import { asLastTime } from './as-last-time.ts';

jest.setTimeout(300_000);
const browser = await launchChromium();
const inBrowser = testIn(browser);
let system: System;

beforeAll(async () => {
  system = await startSystem();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 30_000);

const pages = ['', 'harvest', 'diary', 'queue', 'batches', 'receive', 'people', 'join'] as const;
const looks = [320, 1280].flatMap((width) => [false, true].map((dark) => ({ width, dark })));

async function looksRight(page: Page, path: string): Promise<void> {
  for (const { width, dark } of looks) {
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(`document.documentElement.dataset.theme = '${dark ? 'dark' : 'light'}'`);
    const at = `${path} ${width} ${dark ? 'dark' : 'light'}`;
    expect([at, await accessibilityProblems(page)]).toEqual([at, []]);
    expect([at, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([at, true]);
  }
}

inBrowser.each([false, true])('pages of the field app, English %s', async (english) => {
  const context = await browser!.newContext({ viewport: { width: 320, height: 800 } });
  if (english) await context.addInitScript(() => localStorage.setItem('dn-language', 'en'));
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!/^(http:\/\/localhost:|data:|blob:)/.test(request.url())) complaints.push(request.url());
  });
  await page.goto(`${system.explorer}/field/`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await looksRight(page, 'visitor');
  await page.goto(`${system.explorer}/session/sign-in?to=/field/`);
  await page.locator('button[value="farmer"]').click();
  await page.getByRole('heading', { level: 1, name: /Chào|Hello/ }).waitFor();
  // Something in the queue: one refused, one on the ledger.
  for (const weight of ['331,5', '332,5']) {
    await page.goto(`${system.explorer}/field/harvest`);
    await asLastTime(page, weight);
    await page.getByText(/Sửa ngày, số lô|Change day|Change/).click();

    await page.getByLabel(/Số lô|Lot/).fill(`NHIN-${english ? 'EN' : 'VI'}`);
    await page.getByRole('button', { name: /^(Lưu|Save)$/ }).click();
    await page.getByText(/Đã lưu trên máy này|Saved on this device/).waitFor();
    await looksRight(page, 'saved');
  }
  for (const path of pages) {
    await page.goto(`${system.explorer}/field/${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(700);
    await looksRight(page, path);
  }
  await page.goto(`${system.explorer}/field/queue`);
  await page
    .getByRole('link', { name: /Xem và sửa|Look and correct/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: /Hai bản khác nhau|Two different versions/ }).waitFor();
  await looksRight(page, 'conflict');
  expect(complaints).toEqual([]);
  await context.close();
});
