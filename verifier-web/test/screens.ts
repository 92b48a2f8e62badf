/** `npm run screens`: pictures of every row of the verdict table into docs/screens, the same on every day and machine with the same fonts. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { launchChromium } from './chromium.ts';
import { openVerifierPage } from './verifier-page.ts';
import { rowsLog, serveItem, serveRows, today, verdictRows } from './verdict-rows.ts';

const folder = join(import.meta.dirname, '../../docs/screens');
/** Taller than a first screen, so that what there is to compare can be seen below the advice. */
const looks = [
  { language: 'vi', width: 320, height: 1400 },
  { language: 'en', width: 1280, height: 900 },
] as const;

const browser = await launchChromium();
if (browser === null) throw new Error('no Chromium starts, so there are no pictures');
const log = rowsLog();
const at = await openVerifierPage(browser, log);
serveRows(at, log);
await mkdir(folder, { recursive: true });
for (const file of await readdir(folder)) if (file.endsWith('.png')) await rm(join(folder, file));
for (const { language, width, height } of looks) {
  await at.freshDevice();
  await at.context.clock.setFixedTime(today);
  await at.context.addInitScript((chosen) => localStorage.setItem('daunguon.language', chosen), language);
  await at.page.setViewportSize({ width, height });
  await at.page.emulateMedia({ reducedMotion: 'reduce' });
  for (const row of verdictRows) {
    serveItem(row, at.gateway, log);
    await at.page.goto('about:blank');
    await at.page.goto(at.verifier.url + row.path);
    await at.page.locator(`.verdict[data-code=${row.code}]`).getByText(row.words).waitFor();
    await at.page.locator('.advice').waitFor();
    await at.page.locator('.subject').waitFor();
    if (row.shown !== undefined) await at.page.locator('main').getByText(row.shown).first().waitFor();
    await at.page.waitForLoadState('networkidle');
    const picture = await at.page.screenshot();
    // So few colours lose nothing of a page of text, and a fifth of the bytes.
    const palette = sharp(picture).png({ palette: true, colours: 32, effort: 10 });
    await palette.toFile(join(folder, `${row.name}.${language}.${width}.png`));
    console.log(row.name, language, width);
  }
}
await at.close();
await browser.close();
