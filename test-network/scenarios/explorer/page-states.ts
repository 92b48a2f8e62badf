/** Every page while the gateway is slow, broken or has nothing: it says so, in words, with a way on; and it never goes blank. */
import { expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { testIn } from '../../../verifier-web/test/in-browser.ts';
import type { System } from '../system.ts';
import { pagesOf, pathIn } from './pages.ts';
import { goWithin, openUnder, problem } from './troubles.ts';
import { signedIn } from './visitor.ts';

const says = {
  broken: async (page: Page) => {
    const alert = page.locator('main').getByRole('alert').first();
    await alert.getByText(problem.title).waitFor({ timeout: 5000 });
    await page.locator('main').getByRole('button', { name: 'Thử lại' }).first().waitFor({ timeout: 5000 });
  },
  slow: (page: Page) =>
    page
      .locator('main')
      .getByText(/Đang tải…|Đang /)
      .first()
      .waitFor({ timeout: 5000 }),
  emptyAndStale: (page: Page) => page.getByRole('status').getByText('Số liệu có thể đã cũ').waitFor({ timeout: 5000 }),
} as const;

/** More than a heading. */
const filled = (page: Page): Promise<void> => page.locator('main', { hasText: /.{20}/s }).waitFor({ timeout: 5000 });

/** `inFull`: every page; else a share of two people's. */
export function pageStates(
  inBrowser: ReturnType<typeof testIn>,
  browser: Browser | null,
  started: () => System,
  inFull: boolean,
): void {
  const people = Object.keys(pagesOf).filter((login) => inFull || ['farmer', 'steward'].includes(login));
  inBrowser.each(people)('pages of %s in trouble', async (login) => {
    const system = started();
    const { page, context, complaints } = await signedIn(browser!, system, login);
    const wrong: string[] = [];
    const pages = (pagesOf[login] ?? []).filter((_, at) => inFull || at % 12 === 1);
    for (const [path] of pages) {
      const url = system.explorer + (await pathIn(system, login, path));
      for (const trouble of ['broken', 'slow', 'emptyAndStale'] as const) {
        const hasAsked = await openUnder(page, url, trouble);
        // A form is there from the start: what it merely adds to a choice may come later, or not.
        const isForm =
          (await page.locator('main form, main input[type=file]').count()) > 0 && trouble !== 'emptyAndStale';
        if (hasAsked && !isForm) await says[trouble](page).catch(() => wrong.push(`${path} ${trouble}`));
        // A page that waits says so above; one that has its answer may still be drawing it.
        if (trouble !== 'slow') await filled(page).catch(() => wrong.push(`${path} ${trouble}: blank`));
        await page.unrouteAll({ behavior: 'ignoreErrors' });
      }
    }
    expect(wrong).toEqual([]);
    expect(complaints.filter((text) => !/503|Failed to load/.test(text))).toEqual([]);
    await context.close();
  });
  if (!inFull) return;
  inBrowser.each(people)('pages of %s without a network', async (login) => {
    const system = started();
    const { page, context, open } = await signedIn(browser!, system, login);
    const uncaught: string[] = [];
    page.on('pageerror', (error) => uncaught.push(String(error)));
    const paths = await Promise.all((pagesOf[login] ?? []).map(([path]) => pathIn(system, login, path)));
    await open('/', /Chào|Hello/);
    await context.setOffline(true);
    const wrong: string[] = [];
    for (const path of paths) {
      await goWithin(page, path);
      await page
        .getByRole('heading', { level: 1 })
        .first()
        .waitFor({ timeout: 5000 })
        .then(() => filled(page))
        .catch(() => wrong.push(`${path}: blank`));
      await page
        .getByRole('alert')
        .getByText('Mất mạng.')
        .waitFor({ timeout: 5000 })
        .catch(() => wrong.push(path));
    }
    expect(wrong).toEqual([]);
    expect(uncaught).toEqual([]);
    await context.close();
  });
}
