/** Every page of the field app in both languages, light and dark, at 320 and 1280 px: accessible, and nothing sticks out. */
import { expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import { policyProblems, watch } from '../explorer/visitor.ts';
import type { System } from '../system.ts';
import { fieldPages } from './field-pages.ts';
import { openConflict, twoEntries } from './two-entries.ts';

interface Look {
  readonly width: number;
  readonly dark: boolean;
}
const every: readonly Look[] = [320, 1280].flatMap((width) => [false, true].map((dark) => ({ width, dark })));
/** Both widths and both colours, but not each with each. */
const share = every.filter(({ width, dark }) => dark === (width === 320));

async function looksRight(page: Page, path: string, looks: readonly Look[]): Promise<void> {
  for (const { width, dark } of looks) {
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(`document.documentElement.dataset.theme = '${dark ? 'dark' : 'light'}'`);
    const at = `${path} ${width} ${dark ? 'dark' : 'light'}`;
    expect([at, await accessibilityProblems(page)]).toEqual([at, []]);
    expect([at, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([at, true]);
  }
}

/** `inFull`: every look of every page; else each page in one of two, in one language. */
export function fieldLooks(
  inBrowser: ReturnType<typeof testIn>,
  browser: Browser | null,
  started: () => System,
  inFull: boolean,
): void {
  inBrowser.each(inFull ? [false, true] : [false])('pages of the field app, English %s', async (english) => {
    const system = started();
    let count = 0;
    const looks = (): readonly Look[] => (inFull ? every : [share[(count += 1) % share.length]!]);
    const context = await browser!.newContext({ viewport: { width: 320, height: 800 } });
    if (english) await context.addInitScript(() => localStorage.setItem('dn-language', 'en'));
    const page = await context.newPage();
    const complaints = watch(context);
    expect(policyProblems(await page.goto(`${system.explorer}/field/`))).toEqual([]);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await looksRight(page, 'visitor', looks());
    await page.goto(`${system.explorer}/session/sign-in?to=/field/`);
    await page.locator('button[value="farmer"]').click();
    await page.getByRole('heading', { level: 1, name: /Chào|Hello/ }).waitFor();
    // Something in the queue: one refused, one on the ledger.
    const lot = `NHIN-${english ? 'EN' : 'VI'}`;
    await twoEntries(page, system.explorer, lot, () => looksRight(page, 'saved', looks()));
    for (const path of fieldPages) {
      await page.goto(`${system.explorer}/field/${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForTimeout(700);
      await looksRight(page, path, looks());
    }
    await openConflict(page, system.explorer);
    await looksRight(page, 'conflict', looks());
    expect(complaints).toEqual([]);
    await context.close();
  });
}
