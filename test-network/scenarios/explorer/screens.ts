/** `npm run screens`: pictures of every page over the demonstration into docs/screens/pages, and the page that lists them. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { fieldPages } from '../field/field-pages.ts';
import { publicPages } from '../public/public-pages.ts';
import { startSystem } from '../system.ts';
import { pagesOf, pathIn } from './pages.ts';
import { signedIn } from './visitor.ts';

const folder = join(import.meta.dirname, '../../../docs/screens/pages');
/** A long page is cut here: what follows is more of the same. */
const tallest = 1800;

interface Look {
  readonly english: boolean;
  readonly width: 320 | 1280;
  readonly dark: boolean;
}
const usual: readonly Look[] = [320, 1280].map((width) => ({
  english: false,
  width: width as 320 | 1280,
  dark: false,
}));
/** Of some pages also in English, dark. */
const also: readonly Look[] = [{ english: true, width: 1280, dark: true }];
const fileOf = (name: string, { english, width, dark }: Look): string =>
  `${name}.${english ? 'en' : 'vi'}.${width}${dark ? '.dark' : ''}.webp`;

const browser = await launchChromium();
if (browser === null) throw new Error('no Chromium starts, so there are no pictures');
const system = await startSystem();
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

const listed: string[] = [];
const list = (title: string): void =>
  void listed.push('', `## ${title}`, '', '| Trang / Page | Hình / Pictures |', '| --- | --- |');
async function take(page: Page, name: string, looks: readonly Look[]): Promise<string[]> {
  const files: string[] = [];
  for (const look of looks) {
    await page.setViewportSize({ width: look.width, height: look.width === 320 ? 700 : 800 });
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: look.dark ? 'dark' : 'light' });
    await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined);
    const picture = sharp(await page.screenshot({ fullPage: true }));
    const { width = 0, height = 0 } = await picture.metadata();
    const file = fileOf(name, look);
    await picture
      .extract({ left: 0, top: 0, width, height: Math.min(height, tallest) })
      .resize({ width: look.width === 1280 ? 900 : 320 })
      .webp({ quality: 42, effort: 4 })
      .toFile(join(folder, file));
    files.push(file);
  }
  return files;
}
const row = (path: string, files: readonly string[]): void =>
  void listed.push(
    `| \`${path}\` | ${files.map((file) => `[${file.split('.').slice(1, -1).join(' ')}](${file})`).join(', ')} |`,
  );
/** `/origin/batches/{batch-3}/merge` → `origin-batches-id-merge`. */
const nameOf = (path: string): string =>
  path
    .replaceAll(/\{[^}]*\}/g, 'id')
    .replaceAll(/[^\da-zA-Z]+/g, '-')
    .replaceAll(/^-|-$/g, '') || 'home';

for (const [login, pages] of Object.entries(pagesOf)) {
  list(`Trang làm việc / Workspaces: \`${login}\``);
  const [vi, en] = [await signedIn(browser, system, login), await signedIn(browser, system, login, { english: true })];
  for (const [index, [path, heading]] of pages.entries()) {
    const filled = await pathIn(system, login, path);
    await vi.open(filled, heading);
    const files = await take(vi.page, nameOf(path), usual);
    if (index % 4 === 0) {
      await en.open(filled, heading);
      files.push(...(await take(en.page, nameOf(path), also)));
    }
    row(path, files);
    console.log(login, path);
  }
  await vi.context.close();
  await en.context.close();
}

list('Sổ vườn / Field app: `farmer`');
const field = await browser.newPage();
await field.goto(`${system.explorer}/field/`);
await field.getByRole('heading', { level: 1 }).waitFor();
row('/field/ (khách / visitor)', await take(field, 'field-visitor', usual));
await field.goto(`${system.explorer}/session/sign-in?to=/field/`);
row('đăng nhập thử / test sign-in', await take(field, 'test-sign-in', usual));
await field.locator('button[value="farmer"]').click();
await field.getByRole('heading', { level: 1, name: /Chào/ }).waitFor();
for (const path of fieldPages) {
  await field.goto(`${system.explorer}/field/${path}`);
  await field.getByRole('heading', { level: 1 }).waitFor();
  await field.waitForTimeout(700);
  row(`/field/${path}`, await take(field, `field-${path || 'home'}`, usual));
}

list('Trang công khai, trang kiểm tra / Public pages, verifier');
for (const english of [false, true]) {
  const context = await browser.newContext();
  const page = await context.newPage();
  for (const { name, url, shown } of await publicPages(system, english ? 'en' : 'vi')) {
    await page.goto(`${url}?lang=${english ? 'en' : 'vi'}`);
    await page.getByText(shown).filter({ visible: true }).first().waitFor();
    const files = await take(page, `public-${name}`, english ? also : usual);
    row(new URL(url).pathname.replaceAll(/[\dA-Z]{26}/g, '<id>'), files);
  }
  await context.close();
}

const lead = [
  '# Hình các trang / Pictures of the pages',
  '',
  'Mọi trang trên dữ liệu mẫu: tiếng Việt, 320 px và 1280 px, nền sáng; một phần bằng tiếng Anh, nền tối. Trang dài được cắt. `npm run screens` vẽ lại. Dữ liệu trong hình là mẫu.',
  '',
  'Every page over the demonstration: Vietnamese, 320 px and 1280 px, light; some in English, dark. Long pages are cut. `npm run screens` draws them anew. All data in them is made up.',
];
await writeFile(join(folder, 'README.md'), `${[...lead, ...listed].join('\n')}\n`);
await browser.close();
await system.stop();
