/** Every page of the workspaces in both languages, light and dark, at 320 and 1280 px: accessible, and nothing sticks out. */
import { afterAll, beforeAll, expect, jest } from '@jest/globals';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import { startSystem, type System } from '../system.ts';
import { pagesOf } from './pages.ts';
import { signedIn } from './visitor.ts';

jest.setTimeout(300_000);
const browser = await launchChromium();
const inBrowser = testIn(browser);
let system: System;

beforeAll(async () => {
  system = await startSystem();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 30_000);

const looks = Object.keys(pagesOf).flatMap((login) =>
  [320, 1280].flatMap((width) =>
    [false, true].flatMap((english) => [false, true].map((dark) => ({ login, width, english, dark }))),
  ),
);

inBrowser.each(looks)('$login, $width px, English $english, dark $dark', async ({ login, ...look }) => {
  const { page, context, open, complaints } = await signedIn(browser!, system, login, look);
  for (const [path, heading] of pagesOf[login] ?? []) {
    await open(path, heading);
    expect([path, await accessibilityProblems(page)]).toEqual([path, []]);
    expect([path, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([path, true]);
  }
  await open('/origin/areas', /Vùng trồng|Growing areas/);
  await page.locator('tbody th a').first().click();
  await page.getByRole('heading', { name: /Bằng chứng trên sổ|Evidence on the ledger/ }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});
