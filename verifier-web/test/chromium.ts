import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import type { Browser, BrowserType } from 'playwright-core';

/** Playwright's Chromium. Node itself loads it, once for all test files of a worker: Jest would compile its megabytes for each of them again. */
export const { chromium } = process.getBuiltinModule('node:module').createRequire(import.meta.url)(
  'playwright-core',
) as { readonly chromium: BrowserType };

/** A Chromium: CHROMIUM_PATH, the system's, or the one npm carries. Null, with the reason printed, only when none starts. */
export async function launchChromium(args: string[] = []): Promise<Browser | null> {
  const reasons: string[] = [];
  for (const candidate of [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', 'npm']) {
    if (!candidate || (candidate.startsWith('/') && !existsSync(candidate))) continue;
    try {
      const executablePath = candidate === 'npm' ? await sparticuz.executablePath() : candidate;
      return await chromium.launch({ executablePath, args: ['--no-sandbox', ...args], headless: true });
    } catch (error) {
      reasons.push(`${candidate}: ${String(error).split('\n')[0]}`);
    }
  }
  console.warn(`no Chromium starts (${reasons.join('; ') || 'none found'})`);
  return null;
}
