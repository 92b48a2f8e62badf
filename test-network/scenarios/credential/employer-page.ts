/** The verifier's pages as an employer has them open. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** Shown once a head of the log covers what was done: looked at anew until then. */
export const shows = async (page: Page, url: string, words: string): Promise<string> => {
  for (let attempt = 0; ; attempt += 1) {
    await page.goto('about:blank');
    await page.goto(url);
    const verdict = page.locator('.verdict[data-code]');
    await verdict.waitFor({ timeout: 15_000 });
    const found = await page
      .locator('.verdict', { hasText: words })
      .waitFor({ timeout: 2500 })
      .then(
        () => true,
        () => false,
      );
    // What there is to compare comes after the verdict.
    if (found)
      await page
        .locator('main dl')
        .first()
        .waitFor({ timeout: 3000 })
        .catch(() => undefined);
    if (found || attempt === 20) return page.locator('main').innerText();
  }
};

/** Opens the employer's page with these files and answers the rows by file name. */
export const checkFiles = async (page: Page, files: Record<string, Buffer>): Promise<Record<string, string>> => {
  await page
    .locator('#files')
    .setInputFiles(Object.entries(files).map(([name, buffer]) => ({ name, mimeType: 'application/pdf', buffer })));
  await page.locator('.progress .note', { hasText: /^Xong/ }).waitFor({ timeout: 200_000 });
  const rows = await page.locator('.employer tbody tr').all();
  const entries = await Promise.all(
    rows.map(async (row) => [await row.locator('th').innerText(), await row.innerText()] as const),
  );
  return Object.fromEntries(entries);
};

/** All that this origin keeps on the device. */
export const keptOn = (page: Page): Promise<string> =>
  page.evaluate<string>(`(async () => {
    const texts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), JSON.stringify(history.state)];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) texts.push(request.url, await (await cache.match(request)).text());
    }
    return texts.join(' ') + JSON.stringify((await indexedDB.databases()).map(({ name }) => name));
  })()`);

/** What the button saves. */
export const csvOf = async (page: Page): Promise<string> => {
  const click = page.getByRole('button', { name: 'CSV' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), click]);
  return readFileSync(await download.path(), 'utf8');
};
