/** Getting to a record (camera, photo, typed code) and reading the page: for everybody, in both languages. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest } from '@jest/globals';
import encodeQR from 'qr';
import type { Browser } from 'playwright-core';
import { batchBody, ids, playedLog, serveHonestly, story } from './cast.ts';
import { inFull } from '../../network/testing/long-run.ts';
import { launchChromium } from './chromium.ts';
import { testIn } from './in-browser.ts';
import { writeQrVideo } from './qr-video.ts';
import { accessibilityProblems, openVerifierPage } from './verifier-page.ts';
import type { VerifierPage } from './verifier-page.ts';

jest.setTimeout(120_000);

const folder = await mkdtemp(join(tmpdir(), 'verifier-video-'));
const video = join(folder, 'label.y4m');
await writeQrVideo(video, `HTTPS://NGUON.EXAMPLE.VN/R/${ids.honest}`);
const browser: Browser | null = await launchChromium([
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${video}`,
]);
const inBrowser = testIn(browser);
const log = playedLog();
let at: VerifierPage;

beforeAll(async () => {
  if (browser === null) return;
  at = await openVerifierPage(browser, log);
  serveHonestly(at.gateway, log, Object.values(ids));
  at.gateway.say(`/r/${ids.honest}/story`, 200, story);
  const altered = { ...log.bundle(ids.unit), body: batchBody() };
  at.gateway.say(`/r/${ids.unit}`, 200, altered);
});
afterAll(async () => {
  await at?.close();
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('for everybody', () => {
  const sizes = [
    { width: 320, height: 640 },
    { width: 1280, height: 800 },
  ];
  const languages = ['vi', 'en'] as const;
  /** In `npm test` both sizes and both languages, but not each with each. */
  const matrix = sizes
    .flatMap((size) => languages.map((language) => [size.width, language, size] as const))
    .filter(([width, language]) => inFull || (width === 320) === (language === 'vi'));

  inBrowser.each(matrix)(
    '%i px, %s: no accessibility violation, nothing wider than the screen',
    async (_w, language, size) => {
      const { page, verifier } = at;
      await page.setViewportSize(size);
      await page.goto(verifier.url);
      await page.evaluate((chosen) => localStorage.setItem('daunguon.language', chosen), language);
      const checkShown = async (what: string): Promise<void> => {
        expect([what, await accessibilityProblems(page)]).toEqual([what, []]);
        expect([what, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([what, size.width]);
      };
      await page.reload();
      await page.locator('#scan').waitFor();
      await checkShown('home');
      // Every colour once; the two that matter most everywhere.
      const first = size.width === 320 && language === 'vi';
      for (const id of [ids.honest, ids.recalled, ...(first ? [ids.held, ids.absent, ids.unit] : [])]) {
        await at.verdictOf(`/R/${id}`);
        if (id === ids.honest) await page.locator('.told').waitFor();
        await checkShown(id);
        const small = await page
          .locator('.verdict p')
          .evaluateAll((all) => Math.min(...all.map((p) => parseFloat(getComputedStyle(p).fontSize))));
        expect(small).toBeGreaterThanOrEqual(18);
      }
      await at.verdictOf(`/R/${ids.honest}`);
      await page.locator('#report').click();
      await page.locator('#copy').waitFor();
      await checkShown('report');
      await page.locator('#details').click();
      await page.locator('.auditor').waitFor();
      await page.locator('.steps summary').first().click();
      await page.locator('footer summary').click();
      await page.getByText('manifest.json sha256').waitFor();
      await checkShown('auditor');
    },
  );

  inBrowser('the verdict is a status, said in Vietnamese and English at once', async () => {
    await at.verdictOf(`/R/${ids.honest}`);
    const verdict = at.page.getByRole('status').first();
    expect(await verdict.innerText()).toContain('HỒ SƠ THẬT, còn hiệu lực');
    expect(await verdict.innerText()).toContain('GENUINE RECORD, in force');
  });

  inBrowser('the language is switched at once and remembered; the keyboard is enough', async () => {
    await at.freshDevice();
    await at.verdictOf(`/R/${ids.honest}`);
    await at.page.keyboard.press('Tab'); // skip link
    await at.page.keyboard.press('Tab'); // home
    await at.page.keyboard.press('Tab');
    await at.page.keyboard.press('Enter');
    await at.page.locator('html[lang=en]').waitFor();
    await at.verdictShown();
    expect(await at.page.locator('.scope').innerText()).toBe(
      'Checked by your own device, not taken on the server’s word.',
    );
    await at.page.reload();
    await at.verdictShown();
    expect(await at.page.locator('html').getAttribute('lang')).toBe('en');
    await at.page.locator('.language').click();
    await at.page.locator('html[lang=vi]').waitFor();
  });

  inBrowser(
    'the verdict is read aloud where the device has a Vietnamese voice, and no button tempts where it has none',
    async () => {
      await at.verdictOf(`/R/${ids.honest}`);
      const button = at.page.getByText('Đọc to kết quả');
      expect(await button.isVisible()).toBe(false);
      await at.freshDevice();
      await at.page.addInitScript(() => {
        const spoken: string[] = [];
        const voices = [{ lang: 'vi-VN', name: 'a voice' }];
        const speech = {
          getVoices: () => voices,
          cancel: () => undefined,
          speak: (said: { text: string }) => spoken.push(said.text),
        };
        Object.defineProperty(globalThis, 'speechSynthesis', { value: speech });
        Object.defineProperty(globalThis, 'SpeechSynthesisUtterance', {
          value: class {
            text: string;
            constructor(text: string) {
              this.text = text;
            }
          },
        });
        Object.defineProperty(globalThis, 'spoken', { value: spoken });
      });
      await at.verdictOf(`/R/${ids.recalled}`);
      await at.page.getByText('Đọc to kết quả').click();
      const spoken = await at.page.evaluate(() => (globalThis as unknown as { spoken: string[] }).spoken);
      expect(spoken).toHaveLength(1);
      expect(spoken[0]).toContain('ĐANG BỊ THU HỒI – không dùng sản phẩm này');
    },
  );

  inBrowser('a suspected fake: what to do, and the code to hand over', async () => {
    await at.freshDevice();
    await at.verdictOf(`/R/${ids.honest}`);
    await at.page.locator('#report').click();
    await at.page.locator('#copy').click();
    await at.page.getByText('Đã chép mã.').waitFor();
    expect(await at.page.evaluate(() => navigator.clipboard.readText())).toBe('3F8K 2M9Q RT5V WXYZ 01AB CDEG HJ-Z');
  });

  inBrowser('on paper the verdict stands without buttons', async () => {
    await at.verdictOf(`/R/${ids.honest}`);
    await at.page.emulateMedia({ media: 'print' });
    expect(await at.page.locator('.actions').first().isVisible()).toBe(false);
    expect(await at.page.locator('.words').isVisible()).toBe(true);
    await at.page.emulateMedia({ media: 'screen' });
  });
});

describe('on a poor line', () => {
  inBrowser('400 kbit/s with 400 ms: the verdict of a first scan stands within five seconds', async () => {
    await at.freshDevice();
    const devtools = await at.context.newCDPSession(at.page);
    await devtools.send('Network.enable');
    const line = { latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000, offline: false };
    await devtools.send('Network.emulateNetworkConditions', line);
    const begun = performance.now();
    expect((await at.verdictOf(`/R/${ids.honest}`)).code).toBe('authentic');
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

describe('getting there', () => {
  inBrowser('the camera reads the label and opens the record', async () => {
    await at.freshDevice();
    await at.page.goto(at.verifier.url);
    await at.page.locator('#scan').click();
    await at.page.waitForURL(`${at.verifier.url}/R/${ids.honest}`, { timeout: 30_000 });
    expect((await at.verdictShown()).code).toBe('authentic');
  });

  inBrowser(
    'the browser’s own detector is asked first where it reads QR codes; the lamp is offered where there is one',
    async () => {
      await at.freshDevice();
      await at.page.addInitScript((text) => {
        Object.defineProperty(globalThis, 'BarcodeDetector', {
          value: class {
            static getSupportedFormats = () => Promise.resolve(['qr_code']);
            detect = () =>
              Promise.resolve((globalThis as { litUp?: boolean }).litUp === true ? [{ rawValue: text }] : []);
          },
        });
        MediaStreamTrack.prototype.getCapabilities = () => ({ torch: true }) as MediaTrackCapabilities;
        MediaStreamTrack.prototype.applyConstraints = (constraints) => {
          (globalThis as { litUp?: boolean }).litUp = JSON.stringify(constraints).includes('"torch":true');
          return Promise.resolve();
        };
        // The label in the fake camera is hidden from the decoders of this page: only the detector above sees one.
        CanvasRenderingContext2D.prototype.drawImage = () => undefined;
      }, `HTTPS://NGUON.EXAMPLE.VN/R/${ids.recalled}`);
      await at.page.goto(at.verifier.url);
      await at.page.locator('#scan').click();
      await at.page.locator('#torch').click();
      await at.page.waitForURL(`${at.verifier.url}/R/${ids.recalled}`, { timeout: 30_000 });
      expect((await at.verdictShown()).code).toBe('recalled');
    },
  );

  inBrowser('after four seconds without a code the large decoder is fetched, from this origin', async () => {
    await at.freshDevice();
    await at.page.addInitScript(() => {
      CanvasRenderingContext2D.prototype.drawImage = () => undefined;
    });
    const fetched: string[] = [];
    at.page.on('request', (request) => fetched.push(request.url()));
    await at.page.goto(at.verifier.url);
    await at.page.locator('#scan').click();
    await at.page.waitForTimeout(2500);
    expect(fetched).not.toContain(`${at.verifier.url}/zxing-worker.js`);
    await at.page.waitForRequest(`${at.verifier.url}/zxing_reader.wasm`, { timeout: 10_000 });
    await at.page.getByText('Dừng quét').click();
    expect(fetched.filter((url) => !url.startsWith(at.verifier.url) && !url.startsWith('blob:'))).toEqual([]);
  });

  inBrowser('a photo of the label does too; a photo of something else says so', async () => {
    await at.freshDevice();
    await at.page.goto(at.verifier.url);
    const gif = (text: string) => ({
      name: 'label.gif',
      mimeType: 'image/gif',
      buffer: Buffer.from(encodeQR(text, 'gif', { scale: 6 })),
    });
    await at.page.locator('#photo').setInputFiles(gif('https://elsewhere.example/'));
    await at.page.getByText('Mã QR này không phải nhãn Dấu Nguồn.').waitFor();
    await at.page.locator('#photo').setInputFiles(gif(`HTTPS://NGUON.EXAMPLE.VN/R/${ids.recalled}`));
    expect((await at.verdictShown()).code).toBe('recalled');
  });

  inBrowser('the WebAssembly decoder of last resort reads a label', async () => {
    await at.page.goto(at.verifier.url);
    const modules = encodeQR(`HTTPS://NGUON.EXAMPLE.VN/R/${ids.honest}`, 'raw', { border: 4, scale: 4 });
    const width = modules.length;
    const pixels = modules.flat().flatMap((dark) => (dark ? [0, 0, 0, 255] : [255, 255, 255, 255]));
    const text = await at.page.evaluate(
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
    await at.page.goto(at.verifier.url);
    const asked = at.gateway.asked.length;
    await at.page.locator('#code').fill('3f8k 2m9q rt5v wxyz 01ab cdeg hj0');
    await at.page.keyboard.press('Enter');
    expect(await at.page.locator('.problem').innerText()).toContain('Ký tự kiểm tra không đúng');
    expect(at.gateway.asked.length).toBe(asked);
    await at.page.locator('#code').fill('3f8k 2m9q rt5v wxyz 01ab cdeg hjz');
    await at.page.keyboard.press('Enter');
    expect((await at.verdictShown()).code).toBe('authentic');
  });

  inBrowser('a secret in the fragment leaves the address bar', async () => {
    await at.verdictOf(`/R/${ids.honest}#secret`);
    expect(at.page.url()).toBe(`${at.verifier.url}/R/${ids.honest}`);
  });

  inBrowser('nothing broke the content security policy or threw on the way', () => {
    expect(at.complaints).toEqual([]);
  });
});
