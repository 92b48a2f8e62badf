import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { buildVerifier } from '../src/build-verifier.ts';
import { startVerifier } from '../src/serve.ts';
import type { RunningVerifier } from '../src/serve.ts';

jest.setTimeout(60_000);

const id = '3F8K2M9QRT5VWXYZ01ABCDEGHJ';
let dist = '';
let verifier: RunningVerifier;

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'verifier-dist-'));
  await buildVerifier(dist);
  verifier = await startVerifier({ port: 0, gateway: 'https://gateway.example.vn/', dist });
});
afterAll(async () => {
  await verifier.close();
  await rm(dist, { recursive: true, force: true });
});

test('label addresses in both cases give the shell, with the gateway’s own page for browsers without script', async () => {
  for (const path of [`/R/${id}`, `/r/${id.toLowerCase()}`]) {
    const response = await fetch(verifier.url + path);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(`<a href="https://gateway.example.vn/s/${id}">`);
  }
});

test('the page may talk to itself and the gateway only, runs no inline script, sends no referrer', async () => {
  const { headers } = await fetch(verifier.url);
  const policy = Object.fromEntries(
    (headers.get('content-security-policy') ?? '')
      .split('; ')
      .map((d) => [d.split(' ')[0], d.split(' ').slice(1).join(' ')]),
  );
  expect(policy).toMatchObject({
    'default-src': "'none'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'style-src': "'self'",
    'connect-src': "'self' https://gateway.example.vn",
    'frame-ancestors': "'none'",
  });
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('config.json names the gateway', async () => {
  expect(await (await fetch(`${verifier.url}/config.json`)).json()).toEqual({ gateway: 'https://gateway.example.vn' });
});

test.each([`/R/${id}A`, '/R/', '/../package.json', '/%2e%2e/package.json', '/src/serve.ts'])(
  '%s is nothing',
  async (path) => {
    expect((await fetch(verifier.url + path)).status).toBe(404);
  },
);

test('only reading; unchanged files are not sent again', async () => {
  expect((await fetch(verifier.url, { method: 'POST' })).status).toBe(405);
  const etag = (await fetch(`${verifier.url}/main.js`)).headers.get('etag') ?? '';
  expect((await fetch(`${verifier.url}/main.js`, { headers: { 'if-none-match': etag } })).status).toBe(304);
});

test('budget: 40 kB of script before the verdict, 60 kB with everything else the first view loads (gzip)', async () => {
  const size = async (name: string): Promise<number> => gzipSync(await readFile(join(dist, name))).length;
  expect(await size('main.js')).toBeLessThan(40_000);
  const all = await Promise.all(['index.html', 'main.js', 'style.css', 'icon.svg', 'sw.js'].map(size));
  expect(all.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(60_000);
});

test('the build is reproducible and names no other origin to load from', async () => {
  const again = await mkdtemp(join(tmpdir(), 'verifier-again-'));
  await buildVerifier(again);
  for (const name of await readdir(dist)) {
    const bytes = await readFile(join(dist, name));
    expect(bytes.equals(await readFile(join(again, name)))).toBe(true);
  }
  expect(await readFile(join(dist, 'main.js'), 'utf8')).not.toMatch(/https?:\/\/(?!www\.w3\.org)[a-z]/);
  await rm(again, { recursive: true });
});
