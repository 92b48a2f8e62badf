/** Every page of the field app without an answer: the gateway is broken, slow or out of reach; what was loaded before stays, and the page says what is missing. */
import { expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { testIn } from '../../../verifier-web/test/in-browser.ts';
import { troubles } from '../explorer/troubles.ts';
import type { System } from '../system.ts';
import { fieldPages } from './field-pages.ts';

/** More than a heading. */
const filled = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 10_000 });
  await page.locator('main', { hasText: /.{20}/s }).waitFor({ timeout: 10_000 });
};

export function fieldStates(
  inBrowser: ReturnType<typeof testIn>,
  browser: Browser | null,
  started: () => System,
): void {
  inBrowser('pages of the field app in trouble', async () => {
    const { explorer } = started();
    const context = await browser!.newContext({ viewport: { width: 320, height: 800 } });
    const page = await context.newPage();
    const uncaught: string[] = [];
    page.on('pageerror', (error) => uncaught.push(String(error)));
    await page.goto(`${explorer}/session/sign-in?to=/field/`);
    await page.locator('button[value="farmer"]').click();
    await page.getByRole('heading', { level: 1, name: /Chào/ }).waitFor();
    await page.evaluate('navigator.serviceWorker.ready');
    await page.goto(`${explorer}/field/harvest`);
    await page.getByRole('button', { name: 'Như lần trước' }).waitFor();

    const wrong: string[] = [];
    const openAll = async (trouble: string, says?: (page: Page) => Promise<void>): Promise<void> => {
      for (const path of fieldPages) {
        await page.goto(`${explorer}/field/${path}`);
        await filled(page).catch(() => wrong.push(`${path} ${trouble}: blank`));
        await says?.(page).catch(() => wrong.push(`${path} ${trouble}`));
      }
    };
    for (const trouble of ['broken', 'slow'] as const) {
      await page.route('**/api/**', (route) =>
        route.request().method() === 'GET' ? troubles[trouble](route) : route.continue(),
      );
      await openAll(trouble);
      await page.unrouteAll({ behavior: 'ignoreErrors' });
    }
    await context.setOffline(true);
    await openAll('offline', () => page.locator('header').getByText('Không nối được với máy chủ').waitFor());
    expect(wrong).toEqual([]);
    expect(uncaught).toEqual([]);
    await context.close();
  });
}
