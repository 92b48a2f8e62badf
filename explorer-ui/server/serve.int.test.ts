import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { explorerDist } from './build-explorer.ts';
import { startExplorer } from './serve.ts';

let gateway: Server;
let explorer: Awaited<ReturnType<typeof startExplorer>>;

beforeAll(async () => {
  gateway = createServer((request, response) => {
    if (request.url === '/api/stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: first\n\n');
      return; // never ends: what is written must come through at once
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const said = {
        method: request.method,
        url: request.url,
        cookie: request.headers.cookie,
        body: Buffer.concat(chunks).toString(),
      };
      response.writeHead(201, { 'content-type': 'application/json', 'set-cookie': 'dn_session=x' });
      response.end(JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => gateway.listen(0, 'localhost', resolve));
  explorer = await startExplorer({
    ...{ port: 0, verifier: 'http://localhost:1', trust: '/nonexistent', connect: ['http://localhost:2/issuer'] },
    gateway: `http://localhost:${(gateway.address() as AddressInfo).port}`,
  });
});
afterAll(async () => {
  await explorer.close();
  gateway.closeAllConnections();
  gateway.close();
});

/** Scripts that a page's HTML asks for at once, by their text. */
const firstScripts = (folder: string): Buffer[] =>
  [...readFileSync(join(folder, 'index.html'), 'utf8').matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, name]) =>
    readFileSync(join(folder, name ?? '')),
  );
const gzipped = (scripts: readonly Buffer[]): number =>
  scripts.reduce((sum, script) => sum + gzipSync(script, { level: 9 }).length, 0);

test('the scripts of the first page weigh at most 200 kB gzipped', () => {
  const scripts = firstScripts(explorerDist);
  expect(scripts.length).toBeGreaterThan(1);
  expect(gzipped(scripts)).toBeLessThanOrEqual(200_000);
});

test('those of the field app at most 120 kB, and no component library is in any of its scripts', () => {
  const folder = join(explorerDist, 'field');
  const scripts = firstScripts(folder);
  expect(scripts.length).toBeGreaterThan(1);
  expect(gzipped(scripts)).toBeLessThanOrEqual(120_000);
  const all = readdirSync(folder).filter((name) => name.endsWith('.js'));
  expect(
    all.filter((name) => /mat-mdc|mat-form-field|cdk-overlay/.test(readFileSync(join(folder, name), 'utf8'))),
  ).toEqual([]);
});

test('the field app is a page of its own that can be installed and start its own workers only', async () => {
  const page = await fetch(`${explorer.url}/field/queue`);
  expect(await page.text()).toContain('<dn-field>');
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain('trusted-types angular dn-field');
  expect(policy).not.toMatch(/'unsafe-(inline|eval)'/);
  const workspaces = await fetch(`${explorer.url}/origin/register`);
  expect(workspaces.headers.get('content-security-policy')).not.toMatch(/dn-field|wasm/);
  // The decoder of last resort is WebAssembly, which its own headers allow to it alone.
  const decoder = await fetch(`${explorer.url}/field/zxing-worker.js`);
  expect([decoder.status, decoder.headers.get('content-security-policy')]).toEqual([
    200,
    expect.stringContaining("'wasm-unsafe-eval'"),
  ]);
  const manifest = (await (await fetch(`${explorer.url}/field/manifest.webmanifest`)).json()) as {
    scope: string;
    icons: { src: string; type: string }[];
  };
  expect(manifest.scope).toBe('/field/');
  for (const { src, type } of manifest.icons) {
    const icon = await fetch(`${explorer.url}/field/${src}`);
    expect([icon.status, icon.headers.get('content-type')]).toEqual([200, type]);
  }
  const worker = await fetch(`${explorer.url}/field/sw.js`);
  expect([worker.status, worker.headers.get('cache-control')]).toEqual([200, 'no-cache']);
  // What the worker keeps on the device is there.
  const kept = [...(await worker.text()).matchAll(/"(\/(?:field|data)\/[^"]+)"/g)].map(([, path]) => path ?? '');
  expect(kept.length).toBeGreaterThan(20);
  for (const path of kept) expect([path, (await fetch(explorer.url + path)).status]).toEqual([path, 200]);
});

test('under other headers the worker is another: what it keeps of a page keeps the headers that the page came with', async () => {
  const workerOf = async (connect: readonly string[]): Promise<string> => {
    const site = await startExplorer({
      ...{ port: 0, gateway: 'http://localhost:9', verifier: 'http://localhost:1', trust: '/nonexistent', connect },
    });
    const text = await (await fetch(`${site.url}/field/sw.js`)).text();
    await site.close();
    return text;
  };
  const [one, same, other] = await Promise.all([
    workerOf(['http://localhost:2']),
    workerOf(['http://localhost:2']),
    workerOf(['http://localhost:3']),
  ]);
  expect(same).toBe(one);
  expect(other).not.toBe(one);
  expect(one).toMatch(/^const HEADERS_VERSION="[0-9a-f]{16}";/);
});

test('every address is a page, under a policy that allows this origin and the two named ones only', async () => {
  for (const path of ['/', '/origin/batches/0BP5WKA1SJ3VCT1B62K2XZ06NN', '/rather/a/page']) {
    const answer = await fetch(explorer.url + path);
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 200, 'text/html; charset=utf-8']);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /);
    expect(policy).toContain("connect-src 'self' http://localhost:2;");
    expect(policy).not.toContain('unsafe');
  }
  expect((await fetch(`${explorer.url}/missing.js`)).status).toBe(404);
  expect((await fetch(`${explorer.url}/policy.txt`)).status).toBe(404);
  expect((await fetch(explorer.url, { method: 'POST' })).status).toBe(405);
  // Not a way to other files of the machine.
  expect((await fetch(`${explorer.url}/..%2f..%2fpackage.json`)).status).toBe(404);
});

test('the gateway’s paths go to the gateway, cookies and bodies included', async () => {
  for (const path of ['/api/origin/batches?limit=1', '/session', '/r/0BP5WKA1SJ3VCT1B62K2XZ06NN']) {
    const answer = await fetch(explorer.url + path, {
      method: 'POST',
      body: 'lô',
      headers: { cookie: 'dn_session=s' },
    });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([201, 'dn_session=x']);
    expect(await answer.json()).toEqual({ method: 'POST', url: path, cookie: 'dn_session=s', body: 'lô' });
  }
});

test('a stream comes through as it is written', async () => {
  const abort = new AbortController();
  const answer = await fetch(`${explorer.url}/api/stream`, { signal: abort.signal });
  const { value } = await answer.body!.getReader().read();
  expect(Buffer.from(value!).toString()).toBe('data: first\n\n');
  abort.abort();
});

test('a gateway that is down is said to be down', async () => {
  const alone = await startExplorer({
    ...{ port: 0, verifier: 'http://localhost:1', trust: '/nonexistent', connect: [], gateway: 'http://localhost:9' },
  });
  const answer = await fetch(`${alone.url}/api/lists`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'application/problem+json']);
  await alone.close();
});
