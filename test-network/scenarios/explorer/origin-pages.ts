/** What walks through the pages of origin have in common: what they press and await, and what no page may get wrong. */
import { expect } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import type { System } from '../system.ts';
import { signedIn, type Visitor } from './visitor.ts';

export const proven = (page: Page): Promise<void> =>
  page.locator('.stages li.reached').nth(2).waitFor({ timeout: 60_000 });
export const evidence = (page: Page): Promise<void> =>
  page.getByRole('heading', { name: 'Bằng chứng trên sổ' }).waitFor();
export const press = (page: Page, name: string, within = 'main'): Promise<void> =>
  page.locator(within).getByRole('button', { name, exact: true }).last().click();
export const cooperative = 'Hợp tác xã cây ăn trái Xuân Lộc (mẫu)';

/** Nothing that a page shows stands in the way of anybody, or sticks out of it. */
export async function clean({ page, complaints }: Visitor): Promise<void> {
  expect([page.url(), await accessibilityProblems(page), complaints]).toEqual([page.url(), [], []]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
}

/** People of the demonstration in a browser, and its records. */
export const originOf = (browser: Browser | null, system: () => System) => ({
  as: (login: string, width?: number): Promise<Visitor> =>
    signedIn(browser!, system(), login, width === undefined ? {} : { width }),
  seeded: (name: string): string =>
    (JSON.parse(readFileSync(join(system().dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>)[name]!,
  recordOf: async (path: string): Promise<{ status: string; body: Record<string, unknown> }> =>
    (await system().get(path, 'inspector')).body['record'] as { status: string; body: Record<string, unknown> },
});
