/** Every row of the verdict table in both languages, light and dark, at 320 and 1280 px: accessible, and nothing sticks out. */
import { afterAll, beforeAll, expect, jest } from '@jest/globals';
import { inFull } from '../../network/testing/long-run.ts';
import { launchChromium } from './chromium.ts';
import { testIn } from './in-browser.ts';
import { accessibilityProblems, openVerifierPage } from './verifier-page.ts';
import type { VerifierPage } from './verifier-page.ts';
import { rowsLog, serveItem, serveRows, today, verdictRows } from './verdict-rows.ts';

jest.setTimeout(300_000);
const browser = await launchChromium();
const inBrowser = testIn(browser);
const log = rowsLog();
let at: VerifierPage;

beforeAll(async () => {
  if (browser === null) return;
  at = await openVerifierPage(browser, log);
  await at.context.clock.setFixedTime(today);
  serveRows(at, log);
});
afterAll(async () => {
  await at?.close();
  await browser?.close();
});

/** In `npm test` every fifteenth row, in one language. */
const [languages, rows] = inFull ? [['vi', 'en'], verdictRows] : [['en'], verdictRows.filter((_, at) => at % 15 === 0)];
const looks = [320, 1280].flatMap((width) => (['light', 'dark'] as const).map((scheme) => ({ width, scheme })));

inBrowser.each(languages)('verdict pages, %s', async (language) => {
  const { page } = at;
  for (const row of rows) {
    serveItem(row, at.gateway, log);
    await page.goto('about:blank');
    const [path, fragment = ''] = row.path.split('#');
    await page.goto(`${at.verifier.url}${path}?lang=${language}${fragment && `#${fragment}`}`);
    await page.locator(`.verdict[data-code=${row.code}]`).waitFor();
    await page.locator('.advice').waitFor();
    if (row.shown !== undefined) await page.locator('main').getByText(row.shown).first().waitFor();
    for (const { width, scheme } of looks) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      const look = `${row.name} ${language} ${width} ${scheme}`;
      expect([look, await accessibilityProblems(page)]).toEqual([look, []]);
      expect([look, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([look, width]);
    }
  }
  expect(at.complaints).toEqual([]);
});
