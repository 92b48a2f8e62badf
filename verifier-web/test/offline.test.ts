/** With the network cable out: what was scanned before keeps its dated verdict, what was not is no fake. */
import { afterAll, beforeAll, expect, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ids, playedLog, serveHonestly } from './cast.ts';
import { launchChromium } from './chromium.ts';
import { testIn } from './in-browser.ts';
import { accessibilityProblems, openVerifierPage } from './verifier-page.ts';
import type { VerifierPage } from './verifier-page.ts';

jest.setTimeout(90_000);

const browser: Browser | null = await launchChromium();
const inBrowser = testIn(browser);
const log = playedLog();
let at: VerifierPage;

beforeAll(async () => {
  if (browser === null) return;
  at = await openVerifierPage(browser, log);
  serveHonestly(at.gateway, log, Object.values(ids));
});
afterAll(async () => {
  await at?.close();
  await browser?.close();
});

inBrowser('the known head never goes back, and an older one is not called current', async () => {
  await at.verdictOf(`/R/${ids.unit}`);
  const stored = () =>
    at.page.evaluate(() => Object.values(localStorage).find((value) => value.includes('"note"')) ?? '');
  expect(JSON.parse(await stored())).toMatchObject({ size: String(log.size) });
  const size = log.put({ id: ids.packer, type: 'registry/unit', body: { name: 'B' } });
  await at.verdictOf(`/R/${ids.packer}`);
  expect(at.gateway.asked).toContain(`/r/${ids.packer}?from=${size - 2}`);
  expect(JSON.parse(await stored())).toMatchObject({ size: String(size) });
  const older = log.bundle(ids.packer, { size });
  log.put({ id: ids.packer, type: 'registry/unit', body: { name: 'C' } });
  await at.verdictOf(`/R/${ids.area}`);
  at.gateway.say(`/r/${ids.packer}`, 200, older);
  await at.page.evaluate(() => caches.delete('bundles-1'));
  expect(await at.verdictOf(`/R/${ids.packer}`)).toMatchObject({ code: 'stale', tone: 'amber' });
  expect(JSON.parse(await stored())).toMatchObject({ size: String(log.size) });
});

inBrowser('two heads of one size with different roots are kept as evidence to hand on', async () => {
  const other = playedLog();
  other.put({ id: ids.packer, type: 'registry/unit', body: { name: 'B' } });
  other.put({ id: ids.packer, type: 'registry/unit', body: { name: 'another' } });
  at.gateway.say(`/r/${ids.held}`, 200, other.bundle(ids.held, { from: other.size }));
  expect(await at.verdictOf(`/R/${ids.held}`)).toMatchObject({ code: 'cannot-check', tone: 'grey' });
  await at.page.locator('.alarm-note').waitFor();
  expect(await accessibilityProblems(at.page)).toEqual([]);
  const downloading = at.page.waitForEvent('download');
  await at.page.getByText('Tải bằng chứng hai lịch sử').click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await downloading).createReadStream()) chunks.push(chunk as Buffer);
  const saved = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { evidence: string; notes: string[] };
  expect(saved.evidence).toBe('daunguon-equivocation/1');
  expect(saved.notes.map((note) => note.split('\n')[1])).toEqual([String(log.size), String(log.size)]);
});

inBrowser('without a network a record seen before is amber with its date, an unseen one grey and no fake', async () => {
  await at.freshDevice();
  await at.verdictOf(`/R/${ids.honest}`);
  await at.verdictOf(`/R/${ids.recalled}`);
  await at.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await at.page.reload();
  await at.verdictShown();
  await at.gateway.close();
  await at.mirror.close();
  await at.verifier.close();
  const seen = await at.verdictOf(`/R/${ids.honest}`);
  expect(seen).toMatchObject({ code: 'stale', tone: 'amber' });
  expect(seen.text).toMatch(/HỒ SƠ THẬT, tình trạng biết đến \d\d:\d\d \d\d\/\d\d/);
  expect(seen.text).toContain('Theo bản lưu trên máy này');
  await at.page.getByText('SR-2611-0042').first().waitFor();
  expect(await accessibilityProblems(at.page)).toEqual([]);
  expect(await at.verdictOf(`/R/${ids.recalled}`)).toMatchObject({ code: 'recalled' });
  const unseen = await at.verdictOf(`/R/${ids.held}`);
  expect(unseen).toMatchObject({ code: 'cannot-check', tone: 'grey' });
  expect(unseen.text).toContain('(mất mạng) – không có nghĩa là hàng giả');
});

inBrowser('what was seen is listed at home, and forgotten when told so', async () => {
  await at.page.goto(at.verifier.url);
  await at.page.locator('.recent a', { hasText: 'Sầu riêng Ri6' }).first().waitFor();
  expect(await at.page.locator('.recent a').count()).toBe(2);
  await at.page.locator('.recent button').click();
  await at.page.locator('.recent').waitFor({ state: 'hidden' });
  expect((await at.verdictOf(`/R/${ids.honest}`)).code).toBe('cannot-check');
  expect(at.complaints).toEqual([]);
});
