/** Labels with serials: what is proven of one item, what the gateway states of its scans, and what a reader may send. */
import { afterAll, beforeAll, expect, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { alias, gtin, ids, issued, itemBundle, labelledLog, lot, serveHonestly } from './cast.ts';
import { launchChromium } from './chromium.ts';
import { testIn } from './in-browser.ts';
import { accessibilityProblems, openVerifierPage } from './verifier-page.ts';
import type { VerifierPage } from './verifier-page.ts';

jest.setTimeout(60_000);

const browser: Browser | null = await launchChromium([]);
const inBrowser = testIn(browser);
const log = labelledLog();
let at: VerifierPage;

const statement = { scans: 2, communes: 1, days: 30, copied: false, first: { day: '2026-11-20', commune: '26080' } };
/** The gateway's answer for the lot, with the proof of this serial and what it states of its scans. */
const say = (serial: string, scans: object = statement): void =>
  at.gateway.say(`/r/${alias}`, 200, (from: number) => ({
    status: 200,
    body: { ...itemBundle(log, serial, { from: Math.min(from, log.size) }), stated: { scans } },
  }));

beforeAll(async () => {
  if (browser === null) return;
  at = await openVerifierPage(browser, log);
  serveHonestly(at.gateway, log, Object.values(ids));
  at.gateway.say('/api/origin/scan-tokens', 201, { token: '2026-11-24.a.b' });
});
afterAll(async () => {
  await at?.close();
  await browser?.close();
});

inBrowser('an issued serial is green, and its scans stand beside it as the gateway’s word', async () => {
  say(issued);
  expect(await at.verdictOf(`/${alias}/21/${issued}`)).toMatchObject({ code: 'authentic', tone: 'green' });
  const scans = at.page.locator('.scans.told');
  await scans.waitFor();
  expect(await scans.innerText()).toContain('Đã có 2 lượt quét được góp, ở 1 xã, phường, trong 30 ngày qua.');
  expect(await scans.innerText()).toContain('không chứng minh nhãn thật hay giả');
});

inBrowser('a serial that was never issued is red, one without a proof is grey', async () => {
  say('NEVER');
  const never = await at.verdictOf(`/${alias}/21/NEVER`);
  expect(never).toMatchObject({ code: 'not-issued', tone: 'red' });
  expect(never.text).toContain('NHÃN NÀY KHÔNG DO ĐƠN VỊ NÀY PHÁT HÀNH');
  expect(await at.page.locator('.sentences').first().innerText()).toContain('Lô hàng có thật, nhãn này thì không');
  // The proof of another serial says nothing about this one.
  const other = await at.verdictOf(`/${alias}/21/K9`);
  expect(other).toMatchObject({ code: 'cannot-check', tone: 'grey' });
  expect(other.text).toContain('không có nghĩa là hàng giả');
});

inBrowser('many scans in many communes turn green to amber, in a frame of its own; red stays red', async () => {
  const copied = { ...statement, scans: 12, communes: 4, copied: true };
  say(issued, copied);
  const shown = await at.verdictOf(`/${alias}/21/${issued}`);
  expect(shown).toMatchObject({ code: 'authentic', tone: 'amber stated' });
  expect(shown.text).toContain('CÓ DẤU HIỆU NHÃN BỊ SAO CHÉP – quét 12 lần ở 4 xã');
  expect(shown.text).toContain('chưa kiểm chứng');
  const border = await at.page.locator('.verdict').evaluate((one) => getComputedStyle(one).borderTopStyle);
  expect(border).toBe('dashed');
  say('NEVER', copied);
  expect(await at.verdictOf(`/${alias}/21/NEVER`)).toMatchObject({ code: 'not-issued', tone: 'red' });
});

inBrowser('nothing is told unless the reader tells it, and then the commune that they chose', async () => {
  say(issued);
  at.gateway.asked.length = 0;
  await at.verdictOf(`/${alias}/21/${issued}`);
  await at.page.locator('.scans summary').click();
  expect(at.gateway.asked.filter((path) => path.startsWith('/api/'))).toEqual([]);
  const after = { counted: true, scans: { ...statement, scans: 3, communes: 2, claim: { day: '2026-11-24' } } };
  at.gateway.say('/api/origin/scans', 200, after);
  await at.page.locator('#scan-commune').selectOption('26080');
  await at.page.locator('#bought').check();
  const sent = at.page.waitForRequest(/\/api\/origin\/scans$/);
  await at.page.locator('#send-scan').click();
  const request = await sent;
  expect(request.postDataJSON()).toEqual({
    ...{ token: '2026-11-24.a.b', gtin, lot, serial: issued, commune: '26080', claims: true },
  });
  expect(request.headers()['cookie']).toBeUndefined();
  await at.page.getByText('Đã có 3 lượt quét').waitFor();
  await at.page.getByText('Có người báo đã mua món này: 24/11/2026').waitFor();
});

inBrowser(
  'a report of a suspected fake goes to the inspectors, with the digest of a photo and not the photo',
  async () => {
    say('NEVER');
    await at.verdictOf(`/${alias}/21/NEVER`);
    await at.page.locator('#report').click();
    at.gateway.say('/api/origin/fake-reports', 201, { id: 'x' });
    await at.page.locator('#reason').selectOption('goods-differ');
    await at.page
      .locator('#report-photo')
      .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('abc') });
    await at.page.locator('#note').fill('  Mua ở   chợ ');
    const sent = at.page.waitForRequest(/\/api\/origin\/fake-reports$/);
    await at.page.locator('#send-report').click();
    const { id, ...body } = (await sent).postDataJSON() as Record<string, unknown>;
    expect(id).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    expect(body).toEqual({
      ...{ token: '2026-11-24.a.b', gtin, lot, serial: 'NEVER', reason: 'goods-differ', note: 'Mua ở chợ' },
      // SHA-256 of "abc" (FIPS 180-2, B.1).
      photo: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    });
    await at.page.getByText('Đã gửi. Mã báo cáo:').waitFor();
  },
);

inBrowser.each(['vi', 'en'])('%s: accessible, and nothing wider than a phone', async (language) => {
  await at.page.setViewportSize({ width: 360, height: 740 });
  await at.page.evaluate((chosen) => localStorage.setItem('daunguon.language', chosen), language);
  for (const [serial, scans] of [
    [issued, { ...statement, scans: 12, communes: 4, copied: true }],
    ['NEVER', statement],
  ] as const) {
    say(serial, scans);
    await at.verdictOf(`/${alias}/21/${serial}`);
    if (serial === issued) await at.page.locator('.scans summary').click();
    await at.page.locator('#report').click();
    await at.page.locator('#send-report').waitFor();
    expect([serial, await accessibilityProblems(at.page)]).toEqual([serial, []]);
    expect(await at.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  }
  expect(at.complaints).toEqual([]);
});
