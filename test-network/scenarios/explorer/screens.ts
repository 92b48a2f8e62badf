/** `npm run screens`: pictures of every page over the demonstration into docs/screens/pages, and the page that lists them. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { format } from 'prettier';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { fieldPages, type fieldPictures } from '../field/field-pages.ts';
import { openConflict, twoEntries } from '../field/two-entries.ts';
import { publicPages } from '../public/public-pages.ts';
import { startSystem } from '../system.ts';
import { fillLists } from './filled-lists.ts';
import { pagesOf, pathIn } from './pages.ts';
import { picturedField, picturedPage, picturedPublic, picturedSignIn, type Pictured } from './pictures.ts';
import { linksTo, patienceMs, takePictures } from './take-pictures.ts';
import { signedIn } from './visitor.ts';

const kept = join(import.meta.dirname, '../../../docs/screens/pages');
/** Takes the place of the pictures that are there once all are drawn. */
const folder = `${kept}.new`;

const browser = await launchChromium();
if (browser === null) throw new Error('no Chromium starts, so there are no pictures');
// A checkpoint stands on the ledger by the time that its page is drawn.
const system = await startSystem({ env: { DN_RECORD_CHECKPOINT_SECONDS: '20' } });
await fillLists(system);
// Open data are published soon after the start, and a unit stands for them.
await system.post('/api/opendata/attester', undefined, 'data');
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

const listed: string[] = [];
const list = (title: string): void =>
  void listed.push('', `## ${title}`, '', '| Trang / Page | Hình / Pictures |', '| --- | --- |');
const take = (page: Page, pictured: Pictured): Promise<readonly string[]> => takePictures(page, folder, pictured);
const row = (path: string, files: readonly string[]): void => void listed.push(`| \`${path}\` | ${linksTo(files)} |`);
for (const [login, pages] of Object.entries(pagesOf)) {
  list(`Trang làm việc / Workspaces: \`${login}\``);
  const [vi, en] = [await signedIn(browser, system, login), await signedIn(browser, system, login, { english: true })];
  for (const { context } of [vi, en]) context.setDefaultTimeout(patienceMs);
  for (const [index, [path, heading]] of pages.entries()) {
    const filled = await pathIn(system, login, path);
    const { name, looks } = picturedPage(path, index);
    const files: string[] = [];
    for (const { page, open, isEnglish } of [
      { ...vi, isEnglish: false },
      { ...en, isEnglish: true },
    ]) {
      const own = looks.filter(({ english }) => english === isEnglish);
      if (own.length === 0) continue;
      await open(filled, heading);
      files.push(...(await take(page, { name, looks: own })));
    }
    row(path, files);
    console.log(login, path);
  }
  await vi.context.close();
  await en.context.close();
}

list('Sổ vườn / Field app: `farmer`');
const field = await browser.newPage();
field.setDefaultTimeout(patienceMs);
const takeField = (name: (typeof fieldPictures)[number]): Promise<readonly string[]> =>
  take(field, picturedField(name));
await field.goto(`${system.explorer}/field/`);
await field.getByRole('heading', { level: 1 }).waitFor();
row('/field/ (khách / visitor)', await takeField('visitor'));
await field.goto(`${system.explorer}/session/sign-in?to=/field/`);
row('đăng nhập thử / test sign-in', await take(field, picturedSignIn));
await field.locator('button[value="farmer"]').click();
await field.getByRole('heading', { level: 1, name: /Chào/ }).waitFor();
await twoEntries(field, system.explorer, 'SR-HINH-01', () => Promise.resolve());
row('/field/harvest (đã lưu / saved)', await takeField('saved'));
for (const path of fieldPages) {
  await field.goto(`${system.explorer}/field/${path}`);
  await field.getByRole('heading', { level: 1 }).waitFor();
  await field.waitForTimeout(700);
  row(`/field/${path}`, await takeField(path || 'home'));
}
await openConflict(field, system.explorer);
row('/field/queue/…', await takeField('conflict'));

list('Trang công khai, trang kiểm tra / Public pages, verifier');
for (const english of [false, true]) {
  const context = await browser.newContext();
  context.setDefaultTimeout(patienceMs);
  for (const { name, url, shown, only } of await publicPages(system, english ? 'en' : 'vi')) {
    const pictured = picturedPublic(name, only);
    const looks = pictured.looks.filter((look) => look.english === english);
    if (looks.length === 0) continue;
    // A page of its own each: what a 3D model took of the browser ends with it.
    const page = await context.newPage();
    await page.goto(`${url}?lang=${english ? 'en' : 'vi'}`);
    await page.getByText(shown).filter({ visible: true }).first().waitFor();
    // It fades in.
    if (name === 'heritage-model') await page.waitForTimeout(2500);
    const files = await take(page, { ...pictured, looks });
    row(new URL(url).pathname.replaceAll(/[\dA-Z]{26}/g, '<id>'), files);
    await page.close();
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
await writeFile(
  join(folder, 'README.md'),
  await format(`${[...lead, ...listed].join('\n')}\n`, { parser: 'markdown' }),
);
await rm(kept, { recursive: true, force: true });
await rename(folder, kept);
await browser.close();
await system.stop();
// Over a demonstration of its own, and by itself where only the states are wanted.
await import('./state-screens.ts');
