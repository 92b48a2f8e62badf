/**
 * The promise of the transparency log, on the whole system and in a real browser: what a stranger sees with the network cable out, with
 * the gateway stopped, and with a gateway that lies.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildId, parseTlogPolicy, openCheckpoint, formatVkey, type Bundle } from '@daunguon/proof';
import { startLyingProxy, type Lie, type LyingProxy } from '../../../gateway-api/src/mirror/test-proxy.ts';
import { startVerifier, type RunningVerifier } from '../../../verifier-web/src/serve.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { buildOtherClients, testWith } from '../other-clients/build-other-clients.ts';
import { failing, runOtherClients } from '../other-clients/run-other-clients.ts';
import { processOf } from '../process-of.ts';
import { type System, startSystem } from '../system.ts';
import { mirrorOnce, startMirror, type RunningMirror } from './mirror-process.ts';

jest.setTimeout(120_000);

const browser: Browser | null = await launchChromium();
const inBrowser = testIn(browser);
const otherClients = buildOtherClients();
const withGo = testWith(otherClients);
const folder = mkdtempSync(join(tmpdir(), 'trust-'));
let system: System;
let mirror: RunningMirror;
let proxy: LyingProxy;
/** The page as the trial network serves it; one that knows only the liar; one that knows the liar and the mirror. */
let pages: { own: string; alone: string; backed: string };
const verifiers: RunningVerifier[] = [];
let labels: { good: string; recalled: string };

/** The network's trust policy, but with other places to ask. */
function trustFolder(name: string, sources: { gateways: string[]; mirrors: string[] }): string {
  const [from, to] = [join(system.dataDir, 'trust'), join(folder, name)];
  mkdirSync(to);
  writeFileSync(join(to, 'policy.txt'), readFileSync(join(from, 'policy.txt')));
  const json = JSON.parse(readFileSync(join(from, 'policy.json'), 'utf8')) as object;
  writeFileSync(join(to, 'policy.json'), JSON.stringify({ ...json, ...sources }));
  return to;
}
async function verifierWith(trust: string): Promise<string> {
  const verifier = await startVerifier({ port: 0, trust });
  verifiers.push(verifier);
  return verifier.url;
}
async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 30_000; !(await holds().catch(() => false)); await sleep(100))
    if (Date.now() > deadline) throw new Error(`not within 30 s: ${what}`);
}

beforeAll(async () => {
  system = await startSystem();
  const seed = JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  labels = { good: seed['split-0'] ?? '', recalled: seed['split-1'] ?? '' };
  const data = join(folder, 'mirror');
  mirror = await startMirror(system.gateway, join(system.dataDir, 'trust'), data, 8090 + system.offset);
  proxy = await startLyingProxy(system.gateway);
  const [gateways, mirrors] = [[proxy.url], [mirror.url]];
  pages = {
    own: system.verifier,
    alone: await verifierWith(trustFolder('alone', { gateways, mirrors: [] })),
    backed: await verifierWith(trustFolder('backed', { gateways, mirrors })),
  };
  const hasBoth = async (): Promise<boolean> => {
    const answers = await Promise.all(Object.values(labels).map((id) => fetch(`${mirror.url}/r/${id}`)));
    const bundles = (await Promise.all(answers.map((answer) => answer.json()))) as Bundle[];
    return bundles.every(({ body }) => body !== undefined) && bundles[1]?.map.value?.includes('recalled') === true;
  };
  await until('the mirror has both records', hasBoth).catch(async (error: Error) => {
    throw new Error(`${error.message}: ${await (await fetch(`${mirror.url}/status`)).text()}`);
  });
  // A start may take two minutes, and the mirror begins after it.
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await mirror?.stop();
  await proxy?.close();
  for (const verifier of verifiers) await verifier.close();
  await system?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Seen {
  code: string;
  tone: string;
  text: string;
}
async function verdictOn(page: Page): Promise<Seen> {
  const verdict = page.locator('.verdict[data-code]');
  await verdict.waitFor({ timeout: 20_000 });
  const [code, tone] = [await verdict.getAttribute('data-code'), await verdict.getAttribute('class')];
  return { code: code ?? '', tone: (tone ?? '').replace('verdict ', ''), text: await verdict.innerText() };
}
/** A device that has never seen this page scans a label. */
async function onFreshDevice<Result>(work: (page: Page, context: BrowserContext) => Promise<Result>): Promise<Result> {
  const context = await browser!.newContext({ viewport: { width: 360, height: 740 } });
  try {
    return await work(await context.newPage(), context);
  } finally {
    await context.close();
  }
}
const scan = (verifier: string, id: string): Promise<Seen> =>
  onFreshDevice(async (page) => {
    await page.goto(`${verifier}/R/${id}`);
    return verdictOn(page);
  });
/** Exit code of the command line with the policy of that name. */
const commandLine = (policy: string, id: string): Promise<number> =>
  new Promise((resolve) => {
    const program = join(import.meta.dirname, '../../../verifier-web/src/cli/daunguon-verify.ts');
    const args = [program, id, '--policy', policy, '--state', join(folder, 'heads.json')];
    execFile(process.execPath, args, (error) => resolve(Number(error?.code ?? 0)));
  });
const altered =
  (change: (bundle: Bundle) => Partial<Bundle>): Lie =>
  (honest) => {
    const bundle = JSON.parse(String(honest)) as Bundle;
    return Buffer.from(JSON.stringify({ ...bundle, ...change(bundle) }));
  };
const inLeaf = (from: string, to: string) =>
  altered(({ record, map }) => ({
    record: record && { ...record, leaf: record.leaf.replace(from, to) },
    map: 'value' in map ? ({ ...map, value: String(map.value).replace(from, to) } as Bundle['map']) : map,
  }));

describe('an honest gateway', () => {
  test('the served page is the build whose manifest the log proves', async () => {
    const served = async (name: string): Promise<Buffer> =>
      Buffer.from(await (await fetch(`${pages.own}/${name}`)).arrayBuffer());
    const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
    const bytes = await served('manifest.json');
    const { files } = JSON.parse(String(bytes)) as { files: Record<string, string> };
    const scripts = Object.entries(files).filter(([name]) => name.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(1);
    for (const [name, digest] of scripts) expect([name, sha256(await served(name))]).toEqual([name, digest]);
    const manifest = sha256(bytes);
    const policy = join(system.dataDir, 'trust');
    await until('the build is proven', async () => (await commandLine(policy, buildId(manifest))) === 0);
    const { body } = (await (await fetch(`${system.gateway}/r/${buildId(manifest)}`)).json()) as Bundle;
    expect(body).toMatchObject({ product: 'verifier-web', manifest });
  });

  inBrowser('a good lot is green and a recalled one red, by proof', async () => {
    expect(await scan(pages.own, labels.good)).toMatchObject({ code: 'authentic', tone: 'green' });
    expect(await scan(pages.own, labels.recalled)).toMatchObject({ code: 'recalled', tone: 'red' });
  });

  inBrowser(
    'with the network cable out, a record that was scanned before has a dated verdict; another has none',
    async () => {
      await onFreshDevice(async (page, context) => {
        await page.goto(`${pages.own}/R/${labels.good}`);
        expect(await verdictOn(page)).toMatchObject({ code: 'authentic', tone: 'green' });
        await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
        await context.setOffline(true);
        await page.reload();
        const seen = await verdictOn(page);
        expect(seen).toMatchObject({ code: 'stale', tone: 'amber' });
        expect(seen.text).toMatch(/HỒ SƠ THẬT, tình trạng biết đến \d\d:\d\d \d\d\/\d\d/);
        await page.goto(`${pages.own}/R/${labels.recalled}`);
        const unknown = await verdictOn(page);
        expect(unknown).toMatchObject({ code: 'cannot-check', tone: 'grey' });
        expect(unknown.text).toContain('không có nghĩa là hàng giả');
      });
    },
  );
});

withGo('reference clients of others accept the running log', async () => {
  const policy = parseTlogPolicy(readFileSync(join(system.dataDir, 'trust/policy.txt'), 'utf8'));
  const note = await (await fetch(`${system.gateway}/log/checkpoint`)).text();
  const { logKeys, cosigned } = openCheckpoint(note, policy);
  const witnesses = [...policy.witnesses].flatMap(([name, { vkey }]) =>
    cosigned.has(name) ? [formatVkey(vkey.name, vkey.algorithm, vkey.publicKey)] : [],
  );
  expect(witnesses.length).toBeGreaterThanOrEqual(3);
  const said = await runOtherClients({
    ...{ program: otherClients ?? '', log: `${system.gateway}/log/`, logKey: logKeys[0] ?? '', witnesses },
    bundle: `${system.gateway}/r/${labels.good}?from=1`,
  });
  expect([Object.keys(said).length, failing(said)]).toEqual([5, []]);
});

describe('a lying gateway', () => {
  const lies: [string, 'good' | 'recalled', Lie][] = [
    ['an altered body', 'good', altered(({ body }) => ({ body: { ...(body as object), weightKg: '99999' } }))],
    ['an altered leaf', 'good', inLeaf('"msp":"', '"msp":"X')],
    ['a recall that is hidden', 'recalled', inLeaf('"status":"recalled"', '"status":"active"')],
    ['a recall that is invented', 'good', inLeaf('"status":"active"', '"status":"recalled"')],
    ['“there is no such record”', 'good', () => 404],
  ];

  inBrowser.each(lies)('%s: neither green nor red; with a mirror, what is true', async (_lie, which, lie) => {
    proxy.lies.splice(0, 1, [new RegExp(`^/r/${labels[which]}(\\?|$)`), lie]);
    expect(await scan(pages.alone, labels[which])).toMatchObject({ code: 'cannot-check', tone: 'grey' });
    const seen = await scan(pages.backed, labels[which]);
    expect(seen).toMatchObject({ good: { code: 'authentic', tone: 'green' }, recalled: { code: 'recalled' } }[which]);
    expect(seen.text).toContain(`Theo bản sao ở localhost:${8090 + system.offset}: cổng trả lời`);
  });

  test('the command line says the same', async () => {
    proxy.lies.splice(0, 1, [/^\/r\//, altered(() => ({ salt: '0'.repeat(32) }))]);
    expect(await commandLine(join(folder, 'alone'), labels.good)).toBe(2);
    expect(await commandLine(join(folder, 'backed'), labels.good)).toBe(0);
  });

  test('a mirror catches it: an altered leaf, an altered body', async () => {
    const [trust, data] = [join(folder, 'alone'), join(folder, 'caught')];
    const corrupt = (honest: Buffer): Buffer => Buffer.from(String(honest).replace('AgriMSP', 'EduMSP!'));
    const body = (honest: Buffer): Buffer => Buffer.from(String(honest).replace('"body":{', '"body":{"more":1,'));
    const caught: [string, RegExp, Lie][] = [
      ['leaf', /\/tile\/entries\//, corrupt],
      ['body', /\/log\/body\//, body],
    ];
    for (const [kind, where, lie] of caught) {
      proxy.lies.splice(0, 1, [where, lie]);
      expect([kind, await mirrorOnce(proxy.url, trust, data)]).toEqual([kind, 1]);
      expect(readdirSync(join(data, 'alarms')).filter((name) => name.startsWith(`${kind}-`))).not.toEqual([]);
    }
    proxy.lies.length = 0;
    expect(await mirrorOnce(proxy.url, trust, data)).toBe(0);
  });
});

describe('a gateway that is stopped', () => {
  test('the verdict comes from the mirror and says so', async () => {
    const pidOf = (program: string): number => processOf(system, program) ?? NaN;
    const supervisor = pidOf('run/start.ts');
    // A supervisor that is held does not start the gateway again.
    process.kill(supervisor, 'SIGSTOP');
    try {
      process.kill(pidOf('gateway-api/src/server.ts'), 'SIGKILL');
      await until('the gateway is gone', () =>
        fetch(`${system.gateway}/healthz`).then(
          () => false,
          () => true,
        ),
      );
      expect(await commandLine(join(system.dataDir, 'trust'), labels.good)).toBe(0);
      if (browser === null) return;
      const seen = await scan(pages.own, labels.good);
      expect(seen).toMatchObject({ code: 'authentic', tone: 'green' });
      expect(seen.text).toContain(`Theo bản sao ở localhost:${8090 + system.offset}: cổng không trả lời`);
      expect(await scan(pages.own, labels.recalled)).toMatchObject({ code: 'recalled', tone: 'red' });
    } finally {
      process.kill(supervisor, 'SIGCONT');
    }
  });
});
