/** "How the check works", where readers fake a genuine record; the frame for other sites; links that another program hands over. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest } from '@jest/globals';
import { ids, playedLog, serveHonestly } from './cast.ts';
import { launchChromium } from './chromium.ts';
import { testIn } from './in-browser.ts';
import { accessibilityProblems, openVerifierPage } from './verifier-page.ts';
import type { VerifierPage } from './verifier-page.ts';

jest.setTimeout(60_000);
const browser = await launchChromium();
const inBrowser = testIn(browser);
const log = playedLog();
let at: VerifierPage;
/** Another site, with a policy that lets in the widget and its frame and nothing else. */
let site: Server;
let siteUrl = '';

beforeAll(async () => {
  if (browser === null) return;
  at = await openVerifierPage(browser, log);
  serveHonestly(at.gateway, log, Object.values(ids));
  at.gateway.say('/api/ocop/catalogue', 200, { items: [{ id: ids.honest }] });
  site = createServer((_request, response) => {
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': `default-src 'none'; script-src ${at.verifier.url}; frame-src ${at.verifier.url}`,
      })
      .end(
        `<!doctype html><html lang="vi"><title>Báo</title><h1>Bài báo</h1>
        <script src="${at.verifier.url}/widget.js" data-label="https://nhan.example.vn/R/${ids.recalled}" async></script></html>`,
      );
  });
  await new Promise<void>((resolve) => site.listen(0, 'localhost', resolve));
  siteUrl = `http://localhost:${(site.address() as AddressInfo).port}`;
});
afterAll(async () => {
  site?.close();
  await at?.close();
  await browser?.close();
});

describe('how the check works', () => {
  const verdictIn = async (name: string): Promise<string> => {
    const form = at.page.locator(`#try-${name}`);
    await form.locator('button').click();
    const verdict = form.locator('.verdict');
    await verdict.waitFor();
    return `${await verdict.getAttribute('data-code')} ${(await verdict.getAttribute('class'))?.replace('verdict ', '')}`;
  };

  inBrowser('a reader changes one character of a genuine record, and sees how each forgery is caught', async () => {
    // Nothing the gateway will say about a code that nobody has.
    await at.page.route(
      /\/r\/(?!3F8K)/,
      (route) =>
      route.fulfill({ status: 404, json: log.bundle(new URL(route.request().url()).pathname.slice(3)), headers: { 'access-control-allow-origin': '*' } }), // prettier-ignore
    );
    await at.page.goto(`${at.verifier.url}/cach-kiem-chung`);
    await at.page.locator('#genuine .verdict.green').waitFor();
    expect(await verdictIn('paper')).toBe('authentic green');
    await at.page.locator('#paper-name').fill('Sầu riêng Ri7');
    await at.page.locator('#try-paper button').click();
    await at.page.locator('#try-paper .verdict.red').waitFor();
    expect(await at.page.locator('#try-paper').innerText()).toContain('KHÔNG KHỚP – nội dung đã bị sửa');
    expect(await verdictIn('server')).toBe('cannot-check grey');
    expect(await at.page.locator('#try-server').innerText()).toContain('không giống trong sổ');
    expect(await verdictIn('leaf')).toBe('cannot-check grey');
    expect(await verdictIn('signatures')).toBe('cannot-check grey');
    expect(await at.page.locator('#try-signatures').innerText()).toContain('không phải sổ mà trang này tin');
    expect(await verdictIn('old')).toBe('stale amber');
    expect(await verdictIn('invented')).toBe('absent red');
    expect(await accessibilityProblems(at.page)).toEqual([]);
    await at.page.unroute(/\/r\/(?!3F8K)/);
  });

  inBrowser('without a sample it says so and can be asked again', async () => {
    at.gateway.say('/api/ocop/catalogue', 200, { items: [] });
    await at.page.goto(`${at.verifier.url}/cach-kiem-chung`);
    await at.page.getByText('Chưa lấy được hồ sơ mẫu').waitFor();
    at.gateway.say('/api/ocop/catalogue', 200, { items: [{ id: ids.honest }] });
    await at.page.getByRole('button', { name: 'Thử lại' }).click();
    await at.page.locator('#genuine .verdict.green').waitFor();
  });
});

describe('on another site', () => {
  inBrowser('one script puts the verdict in its place, under a policy that allows the verifier alone', async () => {
    await at.page.goto(siteUrl);
    const frame = at.page.frameLocator('iframe[title="Kết quả kiểm tra của Dấu Nguồn"]');
    await frame.getByText('ĐANG BỊ THU HỒI – không dùng sản phẩm này').waitFor();
    await frame.getByText('Đừng dùng, đừng bán').waitFor();
    expect(await frame.locator('button:visible').count()).toBe(0);
    const link = frame.getByRole('link', { name: /Mở trang kiểm tra localhost/ });
    expect([await link.getAttribute('href'), await link.getAttribute('target')]).toEqual([
      `/R/${ids.recalled}`,
      '_blank',
    ]);
    // Made as high as what it shows.
    await at.page.waitForFunction(() => {
      const { height } = document.querySelector('iframe')!.getBoundingClientRect();
      return height > 120 && Math.abs(height - 288) > 1;
    });
    const inside = at.page.frames()[1]!;
    expect(await inside.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(1);
    expect(at.complaints).toEqual([]);
  });

  inBrowser('nothing but the small pages may be framed', async () => {
    const ancestors = async (path: string): Promise<string | undefined> =>
      (await fetch(at.verifier.url + path)).headers.get('content-security-policy')?.split('frame-ancestors ')[1];
    expect(await ancestors(`/nhung/R/${ids.honest}`)).toBe('*');
    expect(await ancestors('/nhung/01/08936012345674/10/SR-2611-0042')).toBe('*');
    for (const path of ['/', `/R/${ids.honest}`, '/cach-kiem-chung', '/nhung/', '/nhung/x'])
      expect([path, await ancestors(path)]).toEqual([path, "'none'"]);
    expect((await fetch(`${at.verifier.url}/nhung/x`)).status).toBe(404);
  });
});

describe('a result', () => {
  inBrowser('is handed on as its public link, whatever the holder’s link carried, and printed', async () => {
    await at.freshDevice();
    await at.page.addInitScript(() => {
      const shared: (string | undefined)[] = [];
      Object.assign(globalThis, { shared, print: () => shared.push('printed') });
      Object.assign(navigator, {
        share: ({ url }: ShareData) => {
          shared.push(url);
          return shared.length === 1 ? Promise.resolve() : Promise.reject(new DOMException('', 'NotAllowedError'));
        },
      });
    });
    await at.verdictOf(`/R/${ids.honest}#secret`);
    await at.page.locator('#share').click();
    await at.page.locator('#print').click();
    const url = `${at.verifier.url}/R/${ids.honest}`;
    const shared = () => at.page.evaluate(() => (globalThis as unknown as { shared: string[] }).shared);
    expect(await shared()).toEqual([url, 'printed']);
    // Where the browser does not share, the link is copied.
    await at.page.locator('#share').click();
    await at.page.getByText('Đã chép đường dẫn.').waitFor();
    expect(await at.page.evaluate(() => navigator.clipboard.readText())).toBe(url);
  });
});

describe('links of another program', () => {
  inBrowser('say the language; what was typed or scanned comes in the fragment, which no server sees', async () => {
    await at.freshDevice();
    await at.verdictOf(`/R/${ids.honest}?lang=en`);
    expect(await at.page.locator('html').getAttribute('lang')).toBe('en');
    const sent: string[] = [];
    at.page.on('request', (request) => sent.push(request.url()));
    await at.page.goto(`${at.verifier.url}/?lang=vi#3f8k%202m9q%20rt5v%20wxyz%2001ab%20cdeg%20hjz`);
    await at.page.waitForURL(`${at.verifier.url}/R/${ids.honest}`);
    expect((await at.verdictShown()).code).toBe('authentic');
    expect(sent.filter((url) => url.includes('hjz'))).toEqual([]);
    await at.page.goto(`${at.verifier.url}/#${encodeURIComponent(`HTTPS://NHAN.EXAMPLE/R/${ids.recalled}`)}`);
    expect((await at.verdictShown()).code).toBe('recalled');
    await at.page.goto('about:blank');
    await at.page.goto(`${at.verifier.url}/#3f8k`);
    await at.page.getByText('Mã gồm 27 ký tự').waitFor();
  });

  inBrowser('which applications may take them is the operator’s file beside the policy', async () => {
    const at1 = `${at.verifier.url}/.well-known/assetlinks.json`;
    expect((await fetch(at1)).status).toBe(404);
    const folder = join(at.trust, 'well-known');
    await mkdir(folder);
    const statement = [{ relation: ['delegate_permission/common.handle_all_urls'], target: { namespace: 'web' } }];
    await writeFile(join(folder, 'assetlinks.json'), JSON.stringify(statement));
    await writeFile(join(folder, 'other.json'), '{}');
    const answer = await fetch(at1);
    expect([answer.headers.get('content-type'), await answer.json()]).toEqual(['application/json', statement]);
    expect((await fetch(`${at.verifier.url}/.well-known/other.json`)).status).toBe(404);
    await rm(folder, { recursive: true });
  });
});
