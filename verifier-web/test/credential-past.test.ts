import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { launchChromium } from './chromium.ts';
import { answers, id, log, successor } from './credential-log.ts';
import { testIn } from './in-browser.ts';
import { accessibilityProblems, openVerifierPage } from './verifier-page.ts';
import type { VerifierPage } from './verifier-page.ts';

const browser = await launchChromium();
const inBrowser = testIn(browser);
let at: VerifierPage;
beforeAll(async () => {
  if (browser === null) return;
  at = await openVerifierPage(browser, log);
  for (const [path, json] of Object.entries(answers())) at.gateway.say(path, 200, json);
}, 120_000);
afterAll(async () => {
  await at?.close();
  await browser?.close();
});

describe('the page of a replaced diploma', () => {
  const ask = async (day: string): Promise<string> => {
    await at.page.locator('#on-day').fill(day);
    await at.page.locator('#past form button').click();
    return at.page.locator('#on-day-answer').innerText();
  };

  inBrowser('tells what happened on what ground, what became of the key, and answers for any day', async () => {
    expect((await at.verdictOf(`/R/${id}`)).code).toBe('superseded');
    const past = at.page.locator('#past');
    await past.locator('form').waitFor();
    const told = await past.innerText();
    expect(told).toContain('Căn cứ: đang xác minh, số 12/QĐ-SGDĐT, ngày 11/07/2026');
    expect(told).toContain('Căn cứ: thay đổi hộ tịch, ngày 01/09/2026');
    expect(told).toContain('Khóa phát hành của Trường THPT Xuân Lộc (mẫu)');
    expect(told).toContain('Hồ sơ này được chứng minh là có trước khi mất khóa.');
    expect(await ask('2026-07-01')).toBe('Có: ngày 01/07/2026 hồ sơ còn hiệu lực.');
    expect(await ask('2026-10-01')).toBe('Không: ngày 01/10/2026 hồ sơ đã được thay.');
    expect(await ask('')).toBe('Hãy chọn một ngày.');
    expect(await accessibilityProblems(at.page)).toEqual([]);
    expect(at.complaints).toEqual([]);
  });

  inBrowser('leads to what replaced it', async () => {
    await at.page.locator('#successor').click();
    await at.page.waitForURL(`**/R/${successor}`);
    expect((await at.verdictShown()).code).toBe('sealed');
  });

  inBrowser('that nobody explains keeps its verdict, and can be asked again', async () => {
    await at.freshDevice();
    at.gateway.say(`/r/${id}`, 200, log.bundle(id));
    expect((await at.verdictOf(`/R/${id}`)).code).toBe('superseded');
    await at.page.getByText('Chưa nhận được bằng chứng về quá trình').waitFor();
    for (const [path, json] of Object.entries(answers())) at.gateway.say(path, 200, json);
    await at.page.locator('#past button').click();
    await at.page.locator('#past form').waitFor();
  });
});
