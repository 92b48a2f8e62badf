/** Every page of the workspaces, of the field app and of the public pages in both languages, light and dark, at 320 and 1280 px: accessible, and nothing sticks out. */
import { afterAll, beforeAll, expect, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inFull } from '../../../network/testing/long-run.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import { fieldLooks } from '../field/field-looks.ts';
import { fieldStates } from '../field/field-states.ts';
import { publicLooks } from '../public/public-looks.ts';
import { publicStates } from '../public/public-states.ts';
import { startSystem, type System } from '../system.ts';
import { fillLists } from './filled-lists.ts';
import { pageStates } from './page-states.ts';
import { pagesOf, pathIn } from './pages.ts';
import { policyProblems, signedIn } from './visitor.ts';

jest.setTimeout(300_000);
const browser = await launchChromium();
const inBrowser = testIn(browser);
let system: System;

beforeAll(async () => {
  system = await startSystem();
  await fillLists(system);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 30_000);

/** In `npm test` a twenty-fourth of the pages of every third person, each in one of the two languages. */
const shownTo = Object.entries(pagesOf)
  .map(([login, pages], index) => ({
    login,
    pages: pages.filter((_, at) => inFull || (index % 3 === 0 && at % 24 === index % 24)),
  }))
  .filter(({ pages }) => pages.length > 0);
/**
 * Each page is loaded once in a language, narrow, and is then widened and turned to the other colours: four looks that hold every pair of
 * width, language and colours.
 */
const visits = shownTo.flatMap(({ login, pages }, index) =>
  [false, true]
    .filter((english) => inFull || english === (index % 2 === 1))
    .map((english) => ({ login, english, pages })),
);

async function looksRight(page: Page, path: string): Promise<void> {
  expect([path, await accessibilityProblems(page)]).toEqual([path, []]);
  expect([path, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([path, true]);
}

inBrowser.each(visits)('pages of the $login, English $english', async ({ login, english, pages }) => {
  const [narrow, wide] = [
    { width: 320, dark: english },
    { width: 1280, dark: !english },
  ];
  const { page, context, open, complaints } = await signedIn(browser!, system, login, { ...narrow, english });
  const look = async ({ width, dark }: typeof narrow): Promise<void> => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
  };
  const inBothLooks = async (path: string): Promise<void> => {
    await looksRight(page, `${path} narrow`);
    await look(wide);
    await looksRight(page, `${path} wide`);
    await look(narrow);
  };
  for (const [path, heading] of pages) {
    const answer = await open(await pathIn(system, login, path), heading);
    expect([path, policyProblems(answer)]).toEqual([path, []]);
    await inBothLooks(path);
  }
  // Alike for whoever reads it.
  if (inFull || login === shownTo[0]!.login) {
    await open('/origin/areas', /Vùng trồng|Growing areas/);
    await page.locator('tbody th a').first().click();
    await page.getByRole('heading', { name: /Bằng chứng trên sổ|Evidence on the ledger/ }).waitFor();
    await inBothLooks('a growing area');
  }
  expect(complaints).toEqual([]);
  await context.close();
});

fieldLooks(inBrowser, browser, () => system, inFull);
publicLooks(inBrowser, browser, () => system, inFull);
pageStates(inBrowser, browser, () => system, inFull);
if (inFull) {
  fieldStates(inBrowser, browser, () => system);
  publicStates(inBrowser, browser, () => system);
}
