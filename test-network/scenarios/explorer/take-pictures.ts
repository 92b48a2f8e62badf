/** How `npm run screens` takes pictures of a page. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { fileOf, type Pictured } from './pictures.ts';

/** A machine that has other work to do shows a page late; a picture of it is wanted all the same. */
export const patienceMs = 120_000;
/** A long page is cut here: what follows is more of the same. */
const tallest = 1500;

/** Takes a page's pictures into a folder, in each of its looks; answers with their names. */
export async function takePictures(
  page: Page,
  folder: string,
  { name, looks, height, foot = false, waiting = false }: Pictured,
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const look of looks) {
    await page.setViewportSize({ width: look.width, height: height ?? (look.width === 320 ? 700 : 800) });
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: look.dark ? 'dark' : 'light' });
    if (!waiting) await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined);
    const picture = sharp(await page.screenshot({ fullPage: true }));
    const size = await picture.metadata();
    const shown = Math.min(size.height, tallest);
    const file = fileOf(name, look);
    await picture
      .extract({ left: 0, top: foot ? size.height - shown : 0, width: size.width, height: shown })
      .resize({ width: look.width === 1280 ? 900 : 320 })
      .webp({ quality: 36, effort: 6 })
      .toFile(join(folder, file));
    files.push(file);
  }
  return files;
}

/** Links to pictures, each by its look, for a table. */
export const linksTo = (files: readonly string[]): string =>
  files.map((file) => `[${file.split('.').slice(1, -1).join(' ')}](${file})`).join(', ');
