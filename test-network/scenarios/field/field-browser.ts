import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import type { BrowserContext, Page } from 'playwright-core';
import { chromium } from '../../../verifier-web/test/chromium.ts';

/** A farmer's phone: a Chromium whose data stay in a folder, and which can be killed. */
export interface Phone {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Every process of it ends at once, as when the battery dies. */
  kill(): Promise<void>;
}

export async function openPhone(folder: string): Promise<Phone> {
  const installed = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium'].find((path) => path && existsSync(path));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: installed ?? (await sparticuz.executablePath()),
    args: ['--no-sandbox'],
    headless: true,
    viewport: { width: 360, height: 740 },
    locale: 'vi-VN',
    acceptDownloads: true,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    context,
    page,
    kill: async () => {
      const ended = new Promise<void>((resolve) => context.once('close', () => resolve()));
      for (const pid of processesOf(folder)) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It ended with another.
        }
      }
      await ended;
    },
  };
}

/** Processes of the browser that works in this folder; others on the machine are left alone. */
const processesOf = (folder: string): number[] =>
  execFileSync('ps', ['-eww', '-o', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(`--user-data-dir=${folder}`))
    .map((line) => Number.parseInt(line, 10));
