import type { Page } from 'playwright-core';
import { launchChromium } from '../../verifier-web/test/chromium.ts';
import { median, measurement, type Measurement } from './measurement.ts';
import type { System } from './system.ts';

const throttling = 4;
const runs = 7;
/** The list of all batches: the busiest of the workspaces' lists. */
const path = '/origin/all-batches';

/** From asking for the address until a row stands there and the field above the list takes a letter. */
async function usableAfter(page: Page, url: string): Promise<number> {
  const begun = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator('tbody th a').first().waitFor();
  const field = page.locator('main input[type=search], main input').first();
  await field.press('a');
  const ms = performance.now() - begun;
  if ((await field.inputValue()) !== 'a') throw new Error('the field took nothing');
  return ms;
}

/**
 * Milliseconds until a list page of the workspaces can be used, in a Chromium whose CPU is slowed down four times, signed in, on a server that has
 * answered before; scripts come from the browser's cache, as at any visit but the first.
 */
export async function listPage({ gatewayUrl }: System): Promise<Measurement> {
  const explorer = new URL(gatewayUrl);
  explorer.port = String(Number(explorer.port) + 2);
  const url = new URL(path, explorer).href;
  const browser = await launchChromium();
  if (browser === null) throw new Error('no Chromium starts');
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(explorer.href);
    await page.locator('.sign-in-card button').click();
    await page.locator('button[value="inspector"]').click();
    await page.locator('.menu .who').waitFor();
    await usableAfter(page, url);
    const devtools = await context.newCDPSession(page);
    const timesAt = async (rate: number): Promise<number[]> => {
      await devtools.send('Emulation.setCPUThrottlingRate', { rate });
      const times: number[] = [];
      for (let run = 0; run < runs; run += 1) times.push(await usableAfter(page, url));
      return times;
    };
    const plain = await timesAt(1);
    const slow = await timesAt(throttling);
    return measurement({
      name: 'list-page',
      value: median(slow),
      unit: `ms until ${path} can be used, Chromium, CPU ${throttling}x slower, warm server`,
      target: { atMost: 1500 },
      other: { name: 'the same on the CPU as it is, ms', value: median(plain) },
    });
  } finally {
    await browser.close();
  }
}
