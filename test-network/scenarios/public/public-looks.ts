/** The public pages over the demonstration, in both languages, light and dark, at 320 and 1280 px: accessible, and nothing sticks out. */
import { expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import type { System } from '../system.ts';

const every = [320, 1280].flatMap((width) => (['light', 'dark'] as const).map((scheme) => ({ width, scheme })));
/** Both widths and both colours, but not each with each. */
const share = every.filter(({ width, scheme }) => (scheme === 'dark') === (width === 320));

/** `inFull`: every look in both languages; else a share in one. */
export function publicLooks(
  inBrowser: ReturnType<typeof testIn>,
  browser: Browser | null,
  started: () => System,
  inFull: boolean,
): void {
  const languages = inFull ? (['vi', 'en'] as const) : (['vi'] as const);
  inBrowser.each(languages)('public pages, %s', async (language) => {
    const system = started();
    const page = await browser!.newPage();
    const { body } = await system.get('/api/ocop/catalogue');
    const [product] = body['items'] as { id: string; name: string; nameEn?: string }[];
    const { body: retired } = await system.get('/api/carbon/retirements?limit=1', 'inspector');
    const [certificate] = retired['items'] as { id: string; body: { number: string } }[];
    const name = (language === 'en' ? product!.nameEn : undefined) ?? product!.name;
    // What stands on each page once it is the page that was meant.
    const pages: (readonly [url: string, shown: string])[] = [
      [`${system.gateway}/`, 'Dấu Nguồn'],
      [`${system.gateway}/ocop`, name],
      [`${system.gateway}/ocop/${product!.id}`, name],
      [`${system.gateway}/ocop/none`, language === 'vi' ? 'Không có sản phẩm' : 'There is no such'],
      [`${system.gateway}/carbon/retirements`, certificate!.body.number],
      [`${system.gateway}/carbon/retirements/${certificate!.id}`, certificate!.body.number],
      [`${system.verifier}/cach-kiem-chung`, product!.name],
      [`${system.verifier}/nhung/R/${product!.id}`, 'HỒ SƠ THẬT'],
    ];
    for (const [url, shown] of pages) {
      await page.goto(`${url}?lang=${language}`);
      await page.getByText(shown).first().waitFor();
      expect([url, await page.locator('html').getAttribute('lang')]).toEqual([url, language]);
      for (const { width, scheme } of inFull ? every : share) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme: scheme });
        const look = `${url} ${language} ${width} ${scheme}`;
        expect([look, await accessibilityProblems(page)]).toEqual([look, []]);
        expect([look, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([look, width]);
      }
    }
    await page.close();
  });
}
