/** The public pages over the demonstration, in both languages, light and dark, at 320 and 1280 px: accessible, and nothing sticks out. */
import { expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import { policyProblems, watch } from '../explorer/visitor.ts';
import type { System } from '../system.ts';
import { publicPages } from './public-pages.ts';

const every = [320, 1280].flatMap((width) => (['light', 'dark'] as const).map((scheme) => ({ width, scheme })));
/** Both widths and both colours, but not each with each. */
const share = every.filter(({ width, scheme }) => (scheme === 'dark') === (width === 320));

/** `inFull`: every page in every look in both languages; else every sixth in one, in turn. */
export function publicLooks(
  inBrowser: ReturnType<typeof testIn>,
  browser: Browser | null,
  started: () => System,
  inFull: boolean,
): void {
  const languages = inFull ? (['vi', 'en'] as const) : (['vi'] as const);
  inBrowser.each(languages)('public pages, %s', async (language) => {
    const page = await browser!.newPage();
    const complaints = watch(page);
    const pages = (await publicPages(started(), language)).filter((_, at) => inFull || at % 6 === 0);
    for (const [at, { url, shown, only }] of pages.entries()) {
      const answer = await page.goto(`${url}?lang=${language}`);
      // A 3D model is drawn by software where there is no graphics card, which takes its time.
      await page.getByText(shown).filter({ visible: true }).first().waitFor({ timeout: 90_000 });
      expect([url, await page.locator('html').getAttribute('lang')]).toEqual([url, only ?? language]);
      expect([url, policyProblems(answer)]).toEqual([url, []]);
      for (const { width, scheme } of inFull ? every : [share[at % share.length]!]) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme: scheme });
        const look = `${url} ${language} ${width} ${scheme}`;
        expect([look, await accessibilityProblems(page)]).toEqual([look, []]);
        expect([look, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([look, width]);
      }
    }
    expect(complaints).toEqual([]);
    await page.close();
  });
}
