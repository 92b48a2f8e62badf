/** Every row of the verdict table, as a reader meets it: colour, words, and the one thing to do (docs/screens shows each). */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { verdictWordCodes } from '@daunguon/records';
import { inFull } from '../../network/testing/long-run.ts';
import { launchChromium } from './chromium.ts';
import { testIn } from './in-browser.ts';
import { openVerifierPage } from './verifier-page.ts';
import type { VerifierPage } from './verifier-page.ts';
import { rowsLog, serveItem, serveRows, today, verdictRows } from './verdict-rows.ts';

jest.setTimeout(60_000);
const browser = await launchChromium();
const inBrowser = testIn(browser);
const log = rowsLog();
const screens = join(import.meta.dirname, '../../docs/screens');
/** What a reader sees without scrolling. */
const firstScreens = [
  [320, 900],
  [1280, 560],
] as const;
let at: VerifierPage;

/** Pixels from the top of the page to the end of the one element. */
const bottomOf = (selector: string): Promise<number> =>
  at.page.locator(selector).evaluate((element) => element.getBoundingClientRect().bottom + scrollY);

/** Codes and other words that belong together and yet stand on two lines, though one line is long enough for them. */
const brokenWords = (): Promise<string[]> =>
  at.page.locator('.subject .whole, .verdict .whole, dd .whole').evaluateAll((all) =>
    all
      .filter((one) => (one.textContent ?? '').length <= 20)
      .filter((one) => one.getBoundingClientRect().height > 1.5 * parseFloat(getComputedStyle(one).lineHeight))
      .map((one) => one.textContent ?? ''),
  );

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

describe('the table', () => {
  test('has a row for every verdict, and each row its pictures', () => {
    expect(new Set(verdictRows.map(({ code }) => code))).toEqual(new Set(verdictWordCodes));
    const missing = verdictRows.flatMap(({ name }) => [`${name}.vi.320.png`, `${name}.en.1280.png`]);
    expect(missing.filter((file) => !existsSync(join(screens, file)))).toEqual([]);
    const known = new Set([...missing, 'README.md', 'pages', 'states']);
    expect(readdirSync(screens).filter((file) => !known.has(file))).toEqual([]);
  });

  /** In `npm test` every other one. */
  const opened = verdictRows.filter((_, at) => inFull || at % 4 === 0);
  inBrowser.each(opened.map((row) => [row.name, row] as const))('%s', async (_name, row) => {
    serveItem(row, at.gateway, log);
    const verdict = at.page.locator(`.verdict[data-code=${row.code}]`);
    await at.page.goto('about:blank');
    await at.page.goto(at.verifier.url + row.path);
    await verdict.getByText(row.words).waitFor();
    expect(await verdict.getAttribute('class')).toBe(`verdict ${row.tone}`);
    await at.page.locator('.advice', { hasText: row.advice }).waitFor();
    if (row.shown !== undefined) await at.page.locator('main').getByText(row.shown).first().waitFor();
    await at.page.locator('.subject', { hasText: row.subject }).waitFor();
    expect(await at.page.locator('.advice').count()).toBe(1);
    for (const [width, height] of firstScreens) {
      await at.page.setViewportSize({ width, height });
      const [subject, advice] = [await bottomOf('.subject'), await bottomOf('.advice')];
      expect([width, subject > 0 && subject < advice, Math.max(0, advice - height)]).toEqual([width, true, 0]);
      expect(await brokenWords()).toEqual([]);
    }
  });

  inBrowser('nothing broke the content security policy or threw on the way', () => {
    expect(at.complaints).toEqual([]);
  });
});
