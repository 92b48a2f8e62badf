import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import axe from 'axe-core';
import encodeQR from 'qr';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildVerifier } from '../src/build-verifier.ts';
import { startVerifier } from '../src/serve.ts';
import type { RunningVerifier } from '../src/serve.ts';
import { launchChromium } from './chromium.ts';
import { writeQrVideo } from './qr-video.ts';
import { growingAreaAnswer, honestAnswer, ids, startStandInGateway } from './stand-in-gateway.ts';
import type { StandInGateway } from './stand-in-gateway.ts';

jest.setTimeout(60_000);

const folder = await mkdtemp(join(tmpdir(), 'verifier-'));
const video = join(folder, 'label.y4m');
await writeQrVideo(video, `HTTPS://NGUON.EXAMPLE.VN/R/${ids.honest}`);
const browser: Browser | null = await launchChromium([
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${video}`,
]);
const inBrowser = browser === null ? test.skip : test;

let gateway: StandInGateway;
let verifier: RunningVerifier;
let context: BrowserContext;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  await buildVerifier(join(folder, 'dist'));
  gateway = await startStandInGateway();
  verifier = await startVerifier({ port: 0, gateway: gateway.url, dist: join(folder, 'dist') });
  const tampered = honestAnswer(ids.tampered);
  tampered.record.body['weightKg'] = '9999';
  const recall = { id: ids.event, reason: 'Dư lượng cadimi vượt mức', class: 'I', at: '2026-11-22T01:00:00Z' };
  gateway.say(ids.honest, 200, honestAnswer(ids.honest));
  gateway.say(ids.area, 200, growingAreaAnswer());
  gateway.say(ids.tampered, 200, tampered);
  gateway.say(ids.recalled, 200, { ...honestAnswer(ids.recalled), recall });
  if (browser === null) return;
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, permissions: ['camera'] });
  page = await context.newPage();
  page.on('console', (message) => {
    if (/Content Security Policy|Uncaught/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
});

afterAll(async () => {
  await browser?.close();
  await verifier.close();
  await gateway.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens a record by its label address and waits for its one verdict. */
async function verdictOf(id: string): Promise<{ code: string; tone: string; text: string }> {
  await page.goto(`${verifier.url}/R/${id}`);
  return verdictShown();
}

async function verdictShown(): Promise<{ code: string; tone: string; text: string }> {
  const verdict = page.locator('.verdict[data-code]');
  await verdict.waitFor();
  const [code, tone, text] = await Promise.all([
    verdict.getAttribute('data-code'),
    verdict.getAttribute('class'),
    verdict.innerText(),
  ]);
  return { code: code ?? '', tone: (tone ?? '').replace('verdict ', ''), text };
}

async function accessibilityProblems(): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await inPage.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`);
  });
}

describe('the record page', () => {
  inBrowser(
    'an honest record: facts, timeline from the farm, and a verdict that is only the gateway’s word',
    async () => {
      const verdict = await verdictOf(ids.honest);
      expect(verdict).toMatchObject({ code: 'stated', tone: 'stated' });
      expect(verdict.text).toContain('Theo lời máy chủ của cổng – chưa kiểm chứng độc lập');
      await page.getByText('VN-DNOR-0269').waitFor(); // the growing area's own record comes second
      const facts = await page.locator('main').innerText();
      for (const fact of [
        'Sầu riêng Ri6',
        'SR-2611-0042',
        '1.250,5 kg',
        '18/11/2026',
        'VN-DNOR-0269',
        'Phường Xuân Lộc',
        'Hợp tác xã Sầu riêng Xuân Lộc',
      ])
        expect(facts).toContain(fact);
      expect(await page.locator('.timeline strong').allInnerTexts()).toEqual(['Thu hoạch', 'Đóng gói', 'Xuất hàng']);
      expect(await page.locator('.sentences li').count()).toBe(3);
      await page.locator('summary').click();
      const evidence = await page.locator('details').innerText();
      for (const shown of ['42 ·', 'a1a1a1', 'Sở Y tế', '00112233445566778899aabbccddeeff'])
        expect(evidence).toContain(shown);
      expect(await page.locator('.trial').innerText()).toContain('thử nghiệm');
    },
  );

  inBrowser('an altered body is grey, explained, and its contents are not shown', async () => {
    const verdict = await verdictOf(ids.tampered);
    expect(verdict).toMatchObject({ code: 'mismatch', tone: 'unknown' });
    expect(verdict.text).toContain('CHƯA KIỂM TRA ĐƯỢC');
    expect(await page.locator('main').innerText()).not.toContain('9999');
  });

  inBrowser('an altered event record, or another record under this label, is grey too', async () => {
    const lying = honestAnswer(ids.packer);
    const packed = lying.timeline[0]?.record;
    if (packed) packed.body = { ...packed.body, what: 'nothing' };
    gateway.say(ids.packer, 200, lying);
    expect((await verdictOf(ids.packer)).code).toBe('mismatch');
    gateway.say(ids.unit, 200, honestAnswer(ids.honest));
    expect((await verdictOf(ids.unit)).code).toBe('mismatch');
  });

  inBrowser('a recall is red, said first, with its reason, as stated by the gateway', async () => {
    const verdict = await verdictOf(ids.recalled);
    expect(verdict).toMatchObject({ code: 'recalled', tone: 'recall' });
    expect(verdict.text).toContain('ĐANG BỊ THU HỒI – không dùng sản phẩm này');
    expect(verdict.text).toContain('Theo lời máy chủ của cổng');
    const reason = await page.locator('.recall-reason').innerText();
    for (const part of ['Dư lượng cadimi', 'Mức I:', '08:00 22/11/2026']) expect(reason).toContain(part);
  });

  inBrowser('a gateway that keeps a recall silent is contradicted by the sealed body', async () => {
    gateway.say(ids.packer, 200, honestAnswer(ids.packer, [ids.event]));
    expect(await verdictOf(ids.packer)).toMatchObject({ code: 'recalled', tone: 'recall' });
  });

  inBrowser('an unknown code, an unreadable answer', async () => {
    expect((await verdictOf(ids.absent)).code).toBe('absent');
    gateway.say(ids.event, 200, '<html>');
    expect((await verdictOf(ids.event)).code).toBe('unreadable');
  });

  inBrowser('markup in a record stays text', async () => {
    const answer = honestAnswer(ids.unit);
    answer.units[ids.unit] = { name: '<img src=x onerror=alert(1)>' };
    gateway.say(ids.unit, 200, answer);
    await verdictOf(ids.unit);
    expect(await page.locator('main img').count()).toBe(0);
    expect(await page.locator('dl').first().innerText()).toContain('<img src=x');
  });

  inBrowser('a secret in the fragment leaves the address bar', async () => {
    await page.goto(`${verifier.url}/R/${ids.honest}#secret`);
    await verdictShown();
    expect(page.url()).toBe(`${verifier.url}/R/${ids.honest}`);
  });
});

describe('for everybody', () => {
  inBrowser(
    'no accessibility violation on home, record and recall; words at least 18 px; nothing wider than a phone',
    async () => {
      await page.goto(verifier.url);
      await page.locator('#scan').waitFor();
      expect(await accessibilityProblems()).toEqual([]);
      for (const id of [ids.honest, ids.recalled, ids.tampered]) {
        await verdictOf(id);
        expect(await accessibilityProblems()).toEqual([]);
        const sizes = await page
          .locator('.verdict p')
          .evaluateAll((all) => all.map((p) => parseFloat(getComputedStyle(p).fontSize)));
        expect(Math.min(...sizes)).toBeGreaterThanOrEqual(18);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      }
    },
  );

  inBrowser('the English toggle changes the page and is remembered', async () => {
    await verdictOf(ids.honest);
    await page.locator('.language').click();
    await verdictShown();
    expect(await page.locator('.scope').innerText()).toBe('As stated by the gateway – not independently verified');
    await page.reload();
    await verdictShown();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('.words').innerText()).toContain('CÓ HỒ SƠ');
    await page.locator('.language').click();
    expect(await page.locator('html').getAttribute('lang')).toBe('vi');
  });
});

describe('getting there', () => {
  inBrowser('the camera reads the label and opens the record', async () => {
    await page.goto(verifier.url);
    await page.locator('#scan').click();
    await page.waitForURL(`${verifier.url}/R/${ids.honest}`, { timeout: 30_000 });
    expect((await verdictShown()).code).toBe('stated');
  });

  inBrowser('a photo of the label does too; a photo of something else says so', async () => {
    await page.goto(verifier.url);
    const gif = (text: string) => ({
      name: 'label.gif',
      mimeType: 'image/gif',
      buffer: Buffer.from(encodeQR(text, 'gif', { scale: 6 })),
    });
    await page.locator('#photo').setInputFiles(gif('https://elsewhere.example/'));
    await page.getByText('Mã QR này không phải nhãn Dấu Nguồn.').waitFor();
    await page.locator('#photo').setInputFiles(gif(`HTTPS://NGUON.EXAMPLE.VN/R/${ids.recalled}`));
    expect((await verdictShown()).code).toBe('recalled');
  });

  inBrowser('the WebAssembly decoder of last resort loads from this origin', async () => {
    await page.goto(verifier.url);
    const modules = encodeQR(`HTTPS://NGUON.EXAMPLE.VN/R/${ids.honest}`, 'raw', { border: 4, scale: 4 });
    const width = modules.length;
    const pixels = modules.flat().flatMap((dark) => (dark ? [0, 0, 0, 255] : [255, 255, 255, 255]));
    const text = await page.evaluate(
      ({ pixels: bytes, width: side }) =>
        new Promise((resolve) => {
          const worker = new Worker('/zxing-worker.js');
          worker.onmessage = ({ data }: MessageEvent<{ text: string | null }>) => resolve(data.text);
          worker.postMessage({ number: 1, width: side, height: side, data: new Uint8ClampedArray(bytes) });
        }),
      { pixels, width },
    );
    expect(text).toBe(`HTTPS://NGUON.EXAMPLE.VN/R/${ids.honest}`);
  });

  inBrowser('a typed code needs its check character; the keyboard is enough', async () => {
    await page.goto(verifier.url);
    const asked = gateway.asked.length;
    await page.locator('#code').fill('3f8k 2m9q rt5v wxyz 01ab cdeg hj0');
    await page.keyboard.press('Enter');
    expect(await page.locator('.problem').innerText()).toContain('Ký tự kiểm tra không đúng');
    expect(gateway.asked.length).toBe(asked);
    await page.locator('#code').fill('3f8k 2m9q rt5v wxyz 01ab cdeg hjz');
    await page.keyboard.press('Enter');
    expect((await verdictShown()).code).toBe('stated');
  });
});

describe('without a network', () => {
  inBrowser('a record seen before comes from this device with its date; an unseen one is grey, not fake', async () => {
    await verdictOf(ids.honest);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await gateway.close();
    await verifier.close();
    const saved = await verdictOf(ids.honest);
    expect(saved).toMatchObject({ code: 'saved', tone: 'warn' });
    expect(saved.text).toMatch(/tình trạng biết đến \d\d:\d\d \d\d\/\d\d\/\d{4}/);
    expect(await page.locator('main').innerText()).toContain('SR-2611-0042');
    await page.goto(verifier.url);
    await page.locator('.recent a', { hasText: 'Sầu riêng Ri6' }).first().waitFor();
    expect(await accessibilityProblems()).toEqual([]);
    await page.locator('.recent button').click();
    await page.locator('.recent').waitFor({ state: 'hidden' });
    expect((await verdictOf(ids.honest)).code).toBe('offline');
    const unseen = await verdictOf(ids.absent);
    expect(unseen).toMatchObject({ code: 'offline', tone: 'unknown' });
    expect(unseen.text).toContain('không có nghĩa là hàng giả');
  });

  inBrowser('nothing broke the content security policy or threw on the way', () => {
    expect(complaints).toEqual([]);
  });
});
