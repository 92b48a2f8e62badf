import { mkdir, mkdtemp, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { buildVerifier } from '../src/build-verifier.ts';
import type { VerifierBuild } from '../src/build-verifier.ts';
import { startVerifier } from '../src/serve.ts';
import type { RunningVerifier } from '../src/serve.ts';
import { buildFromACopy } from './build-from-a-copy.ts';

jest.setTimeout(120_000);

const id = '3F8K2M9QRT5VWXYZ01ABCDEGHJ';
let folder = '';
let dist = '';
let trust = '';
let built: VerifierBuild;
let verifier: RunningVerifier;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verifier-serve-'));
  dist = join(folder, 'dist');
  trust = join(folder, 'trust');
  await mkdir(trust);
  built = await buildVerifier(dist);
  verifier = await startVerifier({ port: 0, trust, dist });
});
afterAll(async () => {
  await verifier.close();
  await rm(folder, { recursive: true, force: true });
});

async function connectSources(): Promise<string> {
  const { headers } = await fetch(verifier.url);
  const directives = (headers.get('content-security-policy') ?? '').split('; ');
  return directives.find((one) => one.startsWith('connect-src')) ?? '';
}

describe('the trust policy beside the page', () => {
  const json = { gateways: ['https://gateway.example.vn/'], mirrors: ['https://mirror.example.org/dn'] };

  test('is served as it lies in the folder, and the page may talk to its gateways and mirrors only', async () => {
    await writeFile(join(trust, 'policy.txt'), 'quorum none\n');
    await writeFile(join(trust, 'policy.json'), JSON.stringify(json));
    expect(await (await fetch(`${verifier.url}/policy.txt`)).text()).toBe('quorum none\n');
    expect(await (await fetch(`${verifier.url}/policy.json`)).json()).toEqual(json);
    expect(await connectSources()).toBe("connect-src 'self' https://gateway.example.vn https://mirror.example.org");
  });

  test('software that resolves an issuer or a key asks for JSON, and is led to the gateway; a browser gets the page', async () => {
    const ask = (accept: string, path = `/r/${id}`) =>
      fetch(`${verifier.url}${path}`, { headers: { accept }, redirect: 'manual' });
    for (const accept of ['application/cid', 'application/ld+json, application/json']) {
      const led = await ask(accept);
      const target = `https://gateway.example.vn/api/credential/controllers/${id}`;
      expect([led.status, led.headers.get('location'), led.headers.get('vary')]).toEqual([303, target, 'Accept']);
    }
    expect((await ask('text/html,application/json')).headers.get('content-type')).toContain('text/html');
    expect((await ask('*/*')).status).toBe(200);
    expect((await ask('application/json', '/')).status).toBe(200);
  });

  test('written or changed later it counts at once; without one the page may talk to nobody', async () => {
    await writeFile(join(trust, 'policy.json'), JSON.stringify({ ...json, mirrors: [] }));
    expect(await connectSources()).toBe("connect-src 'self' https://gateway.example.vn");
    await unlink(join(trust, 'policy.json'));
    expect((await fetch(`${verifier.url}/policy.json`)).status).toBe(404);
    expect(await connectSources()).toBe("connect-src 'self'");
  });

  test('addresses that are none of the web never get into a header', async () => {
    const gateways = ['https://a.vn; script-src *', 'javascript:alert(1)', 7, 'https://ok.example.vn'];
    await writeFile(join(trust, 'policy.json'), JSON.stringify({ gateways }));
    expect(await connectSources()).toBe("connect-src 'self' https://ok.example.vn");
    await writeFile(join(trust, 'policy.json'), '[');
    expect(await connectSources()).toBe("connect-src 'self'");
    await writeFile(join(trust, 'policy.json'), JSON.stringify(json));
  });
});

describe('the page', () => {
  test('label addresses in every form give the shell, with the gateway’s own page for browsers without script', async () => {
    for (const path of [`/R/${id}`, `/r/${id.toLowerCase()}`]) {
      const response = await fetch(verifier.url + path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain(`<a href="https://gateway.example.vn/s/${id}">`);
    }
    const lot = await fetch(`${verifier.url}/01/08936012345674/10/A1/21/7`);
    expect(await lot.text()).toContain('<a href="https://gateway.example.vn">');
  });

  test('runs no inline script, is framed by nobody, sends no referrer', async () => {
    const { headers } = await fetch(verifier.url);
    const policy = headers.get('content-security-policy')?.split('; ') ?? [];
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "frame-ancestors 'none'",
      ]),
    );
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each([`/R/${id}A`, '/R/', '/01/08936012345674', '/../package.json', '/%2e%2e/package.json', '/src/serve.ts'])(
    '%s is nothing',
    async (path) => {
      expect((await fetch(verifier.url + path)).status).toBe(404);
    },
  );

  test('is only read; unchanged files are not sent again', async () => {
    expect((await fetch(verifier.url, { method: 'POST' })).status).toBe(405);
    const etag = (await fetch(`${verifier.url}/main.js`)).headers.get('etag') ?? '';
    expect((await fetch(`${verifier.url}/main.js`, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });
});

describe('the build', () => {
  test('budget: 40 kB of script before the verdict, 60 kB with everything else the first view loads (gzip)', async () => {
    const size = async (name: string): Promise<number> => gzipSync(await readFile(join(dist, name))).length;
    const total = async (names: string[]): Promise<number> =>
      (await Promise.all(names.map(size))).reduce((sum, bytes) => sum + bytes, 0);
    expect(built.scripts[0]).toBe('main.js');
    expect(await total(built.scripts)).toBeLessThanOrEqual(40_000);
    expect(await total(built.firstView)).toBeLessThanOrEqual(60_000);
  });

  test('its manifest names every file by its SHA-256', async () => {
    const text = await (await fetch(`${verifier.url}/manifest.json`)).text();
    const { files } = JSON.parse(text) as { files: Record<string, string> };
    const names = (await readdir(dist)).filter((name) => name !== 'manifest.json');
    expect(Object.keys(files)).toEqual(names.sort());
    for (const name of names) {
      const digest = createHash('sha256')
        .update(await readFile(join(dist, name)))
        .digest('hex');
      expect([name, files[name]]).toEqual([name, digest]);
    }
    expect(built.manifest.digest).toBe(createHash('sha256').update(text).digest('hex'));
  });

  test('is the same byte for byte from a copy of the sources in another folder', async () => {
    const again = await buildFromACopy(join(folder, 'a copy elsewhere'));
    expect(await readdir(again)).toEqual(await readdir(dist));
    for (const name of await readdir(dist)) {
      const same = (await readFile(join(dist, name))).equals(await readFile(join(again, name)));
      expect([name, same]).toEqual([name, true]);
    }
  });

  test('names no other origin to load from, and no path of the machine it was built on', async () => {
    for (const name of (await readdir(dist)).filter((file) => /\.(js|html|css)$/.test(file))) {
      const text = await readFile(join(dist, name), 'utf8');
      // Two libraries name where they come from; the W3C's contexts, which are built in, name their terms;
      // the last two are names of licences in heritage's words: nothing is loaded from them.
      if (!/^(zxing|pdf)/.test(name))
        expect(text).not.toMatch(
          /https?:\/\/(?!www\.w3\.org|w3id\.org|purl\.org|schema\.org|www\.iana\.org|creativecommons\.org|rightsstatements\.org)[a-z]/,
        );
      expect(text).not.toContain(folder);
      expect(text).not.toContain('node_modules');
    }
  });
});
