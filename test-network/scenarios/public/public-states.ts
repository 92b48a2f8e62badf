/** The verifier's pages while no gateway answers: each says so, or does what needs none; none is blank. */
import { expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { testIn } from '../../../verifier-web/test/in-browser.ts';
import type { System } from '../system.ts';
import { publicPages } from './public-pages.ts';

export function publicStates(
  inBrowser: ReturnType<typeof testIn>,
  browser: Browser | null,
  started: () => System,
): void {
  inBrowser('pages of the verifier, whose gateway is out of reach', async () => {
    const system = started();
    const pages = (await publicPages(system, 'vi')).filter(({ url }) => url.startsWith(system.verifier));
    expect(pages.length).toBeGreaterThan(4);
    const page = await browser!.newPage();
    const uncaught: string[] = [];
    page.on('pageerror', (error) => uncaught.push(String(error)));
    await page.route(`${system.gateway}/**`, (route) => route.abort());
    const blank: string[] = [];
    for (const { url } of pages) {
      await page.goto(url);
      await page
        .locator('main', { hasText: /.{20}/s })
        .waitFor({ timeout: 10_000 })
        .catch(() => blank.push(url));
    }
    expect(blank).toEqual([]);
    expect(uncaught).toEqual([]);
    await page.close();
  });
}
