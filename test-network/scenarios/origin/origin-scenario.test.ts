/** The main job on real input, and a stranger who scans a label of it. */
import { afterAll, beforeAll, expect, jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { type System, freshId, startSystem } from '../system.ts';
import { durianInBrowser } from './durian-in-browser.ts';
import { durianRecall, durianSteps } from './durian-steps.ts';
import { writeLabelVideo } from './label-video.ts';
import { originSteps } from './origin-steps.ts';
import { sitesInBrowser } from './sites-in-browser.ts';

jest.setTimeout(180_000);

const folder = mkdtempSync(join(tmpdir(), 'daunguon-scan-'));
/** Known before anything starts: the fake camera shows one file for the browser's whole life. */
const parts = [freshId(), freshId()] as const;
const video = join(folder, 'label.y4m');
await writeLabelVideo(
  video,
  { id: parts[1], product: 'Bưởi đường lá cam Tân Triều', lot: 'CHIA-2' },
  'https://nguon.example.vn',
);
const browser = await launchChromium([
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${video}`,
]);
const inBrowser = testIn(browser);

let system: System;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
  rmSync(folder, { recursive: true, force: true });
});

originSteps(() => system, parts);

const durian = freshId();
durianSteps(() => system, durian);

inBrowser('whoever bought the durian reads where it was packed and by which certificate it was grown', async () => {
  const page = await browser!.newPage();
  const proven = page.locator('.verdict.green[data-code=authentic]');
  await page.goto(`${system.verifier}/R/${durian}`);
  for (let tries = 0; tries < 20 && !(await proven.isVisible()); tries += 1) {
    await page.waitForTimeout(500);
    await page.reload();
    await page.locator('.verdict[data-code]').waitFor();
  }
  await proven.waitFor({ timeout: 5000 });
  for (const fact of ['HOP-XK-1', 'VN-DNPH-901', 'VietGAP VG-9001']) await page.getByText(fact).first().waitFor();
  await page.close();
});

durianRecall(() => system, durian);

durianInBrowser(() => system, browser, inBrowser);
sitesInBrowser(() => system, browser, inBrowser);

inBrowser('a stranger scans the printed label with a camera and sees the recall', async () => {
  const context = await browser!.newContext({ viewport: { width: 360, height: 740 }, permissions: ['camera'] });
  const page = await context.newPage();
  await page.goto(system.verifier);
  await page.locator('#scan').click();
  await page.waitForURL(`${system.verifier}/R/${parts[1]}`, { timeout: 30_000 });
  await page.getByText('ĐANG BỊ THU HỒI').first().waitFor();
  await page.getByText('CHIA-2').first().waitFor();
  // Proven red, without the gateway's word; a reader who comes before the next cosigned head asks again.
  const proven = page.locator('.verdict.red[data-code=recalled]');
  for (let tries = 0; tries < 10 && !(await proven.isVisible()); tries += 1) {
    await page.reload();
    await page.locator('.verdict[data-code]').waitFor();
  }
  expect(await proven.innerText()).toContain('Do chính máy của bạn kiểm tra');
  await page.locator('.timeline li').first().waitFor();
  // From the farm's commune to the one where it was split, the oldest step first.
  const steps = page.locator('.timeline li');
  expect(
    await steps.evaluateAll((all) => all.map((li) => [...li.children].slice(0, 2).map((part) => part.textContent))),
  ).toEqual([
    ['Thu hoạch', 'Hợp tác xã cây ăn trái Xuân Lộc (mẫu) · Xã Minh Đức'],
    ['Xuất hàng', 'Hợp tác xã cây ăn trái Xuân Lộc (mẫu) · Phường Bình Phước'],
    ['Nhận hàng', 'Cơ sở đóng gói Long Khánh (mẫu) · Xã Bình Tân'],
    ['Tách lô', 'Cơ sở đóng gói Long Khánh (mẫu) · Xã Bình Tân'],
  ]);
});
