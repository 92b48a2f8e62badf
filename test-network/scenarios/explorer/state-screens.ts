/** `npm run screens`: pictures of the states of pages – empty, loading, error, offline, stale – into docs/screens/states, and the page that lists them. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { format } from 'prettier';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { seedId } from '../seed-id.ts';
import { startSystem } from '../system.ts';
import { pathIn } from './pages.ts';
import {
  amongVerdicts,
  isPictured,
  kindsOfPages,
  picturedState,
  states,
  type KindOfPage,
  type State,
} from './pictures.ts';
import { linksTo, patienceMs, takePictures } from './take-pictures.ts';
import { goWithin, openUnder, troubles, type Trouble } from './troubles.ts';
import { signedIn } from './visitor.ts';

const kept = join(import.meta.dirname, '../../../docs/screens/states');
/** Takes the place of the pictures that are there once all are drawn. */
const folder = `${kept}.new`;
/** What becomes of the gateway's answers, or of the network. */
const troubleOf: Readonly<Record<Exclude<State, 'offline'>, Trouble>> = {
  ...{ empty: 'empty', loading: 'slow', error: 'broken', stale: 'stale' },
};
/** No record has it. */
const unknown = '0000000000000000000000000A';

const browser = await launchChromium();
if (browser === null) throw new Error('no Chromium starts, so there are no pictures');
const system = await startSystem();
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const files = new Map<string, string[]>();

async function take(page: Page, kind: KindOfPage, state: State, english: boolean): Promise<void> {
  const pictured = picturedState(kind, state);
  const looks = pictured.looks.filter((look) => look.english === english);
  const drawn = await takePictures(page, folder, { ...pictured, looks });
  files.set(pictured.name, [...(files.get(pictured.name) ?? []), ...drawn]);
  console.log(pictured.name, english ? 'en' : 'vi');
}

/** Where a kind of page is empty: a time before the network was, a record that is not there. */
const emptyPath = (kind: KindOfPage, path: string): string =>
  kind === 'dashboard' ? `${path}?from=2020-01&to=2020-12` : kind === 'record' ? `/record/${unknown}` : path;

/** Shows a page of the workspaces in a state. */
async function show(page: Page, kind: KindOfPage, path: string, state: State): Promise<void> {
  const url = system.explorer + (state === 'empty' ? emptyPath(kind, path) : path);
  // Figures of a time without any are the gateway's own.
  if (state !== 'offline' && !(kind === 'dashboard' && state === 'empty'))
    return void (await openUnder(page, url, troubleOf[state]));
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  if (state !== 'offline') return;
  // A record's short address leads on to its page; to leave before that is to be led on all the same.
  if (kind === 'record') await page.waitForURL((url) => !url.pathname.startsWith('/record/'));
  // Its script is there, as with somebody who loses the network in the middle of their work.
  await goWithin(page, '/');
  await page.getByRole('heading', { level: 1, name: /Chào|Hello/ }).waitFor();
  await page.context().setOffline(true);
  await goWithin(page, path);
  await page.getByRole('alert').first().waitFor();
}

async function workspaces(english: boolean): Promise<void> {
  const width = english ? 1280 : 320;
  const { context } = await signedIn(browser!, system, 'farmer', { english, width });
  context.setDefaultTimeout(patienceMs);
  for (const kind of Object.keys(kindsOfPages) as KindOfPage[]) {
    const { from, path } = kindsOfPages[kind];
    if (from === 'verifier') continue;
    const filled = await pathIn(system, from, path);
    for (const state of states) {
      // Of its own each: nothing that an earlier one waits for is left.
      const page = await context.newPage();
      await page.setViewportSize({ width, height: 800 });
      await show(page, kind, filled, state);
      await page.waitForTimeout(700);
      await take(page, kind, state, english);
      await page.close();
      await context.setOffline(false);
    }
  }
  await context.close();
}

/** A verdict that is waited for; what it comes to is among the verdicts' own pictures. */
async function verdict(english: boolean): Promise<void> {
  const page = await browser!.newPage();
  await page.route(`${system.gateway}/**`, troubles.slow);
  await page.goto(`${system.verifier}/R/${seedId(system, 'batch-3')}?lang=${english ? 'en' : 'vi'}`);
  await page.locator('.waiting').waitFor({ timeout: patienceMs });
  await take(page, 'verdict', 'loading', english);
  await page.close();
}

for (const english of [false, true]) {
  await workspaces(english);
  await verdict(english);
}

const kindWords: Readonly<Record<KindOfPage, string>> = {
  list: 'Danh sách / List',
  form: 'Biểu mẫu / Form',
  dashboard: 'Số liệu / Dashboard',
  map: 'Bản đồ / Map',
  record: 'Hồ sơ và bằng chứng / A record and its proof',
  verdict: 'Trang kiểm tra / Verifier',
};
const stateWords: Readonly<Record<State, string>> = {
  empty: 'Chưa có gì / empty',
  loading: 'Đang tải / loading',
  error: 'Lỗi máy chủ / error',
  offline: 'Mất mạng / offline',
  stale: 'Số liệu cũ / stale',
};
const cell = (kind: KindOfPage, state: State): string => {
  if (isPictured(kind, state) || state === 'loading') return linksTo(files.get(`${kind}-${state}`) ?? []);
  const name = amongVerdicts[state];
  return `[vi 320](../${name}.vi.320.png), [en 1280](../${name}.en.1280.png)`;
};
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const lines = [
  '# Trạng thái của trang / States of pages',
  '',
  'Mỗi loại trang khi chưa có gì, đang tải, máy chủ lỗi, mất mạng và khi số liệu đã cũ: tiếng Việt ở 320 px, tiếng Anh ở 1280 px. `npm run screens` vẽ lại. Trang nào cũng có đủ các trạng thái này: bài thử `test-network/scenarios/explorer/page-states.ts` (lần chạy dài) mở từng trang.',
  '',
  'A page of each kind with nothing to show, while it loads, while the server fails, without a network, and with figures that are old: Vietnamese at 320 px, English at 1280 px. `npm run screens` draws them anew. Every page has these states: the test `test-network/scenarios/explorer/page-states.ts` (long run) opens each.',
  '',
  row(['Loại trang / Kind of page', ...states.map((state) => stateWords[state])]),
  row(['---', ...states.map(() => '---')]),
  ...(Object.keys(kindsOfPages) as KindOfPage[]).map((kind) =>
    row([kindWords[kind], ...states.map((state) => cell(kind, state))]),
  ),
];
await writeFile(join(folder, 'README.md'), await format(`${lines.join('\n')}\n`, { parser: 'markdown' }));
await rm(kept, { recursive: true, force: true });
await rename(folder, kept);
await browser.close();
await system.stop();
