/** The log's key and a cosigner's are changed while everything runs: what was signed before stays proven, and a stranger notices nothing. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openCheckpoint, readTrustPolicy, verify, type Bundle, type TrustPolicy } from '@daunguon/proof';
import { provenDates } from '@daunguon/proof/dates';
import { inFull, inLongRun } from '../../../network/testing/long-run.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { processOf } from '../process-of.ts';
import { seedId } from '../seed-id.ts';
import { daysAgo, freshId, startSystem, type System } from '../system.ts';

jest.setTimeout(120_000);
const longTest = inLongRun();
const browser: Browser | null = inFull ? await launchChromium() : null;
let system: System;
let label: string;
beforeAll(async () => {
  system = await startSystem();
  label = seedId(system, 'split-0');
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 60_000);

const program = join(import.meta.dirname, '../../../gateway-api/src/change-log-key.ts');
const run = promisify(execFile);
const change = async (...args: string[]): Promise<string> => {
  const env = { ...process.env, DN_DATA: system.dataDir, DN_PUBLIC_URL: system.gateway };
  const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], { env });
  return stdout;
};
const vkeyIn = (text: string): string => /\S+\+[0-9a-f]{8}\+\S+/.exec(text)![0];
const policy = (): TrustPolicy => {
  const read = (name: string): string => readFileSync(join(system.dataDir, 'trust', name), 'utf8');
  return readTrustPolicy(read('policy.txt'), JSON.parse(read('policy.json')));
};
const newest = async () => {
  const note = await (await fetch(`${system.gateway}/log/checkpoint`)).text();
  return openCheckpoint(note, policy().tlog);
};
async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  for (const deadline = Date.now() + 60_000; !(await holds()); await sleep(100))
    if (Date.now() > deadline) throw new Error(`not within 60 s: ${what}`);
}
const bundleOf = async (id: string): Promise<Bundle> =>
  (await system.get(`/r/${id}?history=1&dates=1`)).body as unknown as Bundle;
const reads = (bundle: Bundle, by: TrustPolicy) => {
  const { authenticity, fresh } = verify({ bundle, id: label, policy: by, now: Date.now() });
  return [authenticity, fresh];
};
const registration = (...folder: string[]): { vkey?: string; done?: true } =>
  JSON.parse(readFileSync(join(system.dataDir, ...folder, 'registration.json'), 'utf8')) as { vkey?: string };
/** What a stranger's page says of the label. */
async function expectGreen(): Promise<void> {
  if (browser === null) return;
  const page = await browser.newPage();
  await page.goto(`${system.verifier}/R/${label}`);
  await page.locator('.verdict[data-code="authentic"].green').waitFor({ timeout: 20_000 });
  await page.close();
}

longTest(
  'the log’s key: both sign, then the new one alone; dates that old checkpoints prove stay, and readers of the old policy are told nothing false',
  async () => {
    const [old, saved] = [policy(), await bundleOf(label)];
    const dated = provenDates(saved, old, Date.now());
    expect(dated[0]?.notAfter).toBeDefined();

    const fresh = vkeyIn(await change('begin'));
    await until('both keys sign', async () => (await newest()).logKeys.length === 2);
    expect([reads(await bundleOf(label), old), reads(await bundleOf(label), policy())]).toEqual([
      ['authentic', true],
      ['authentic', true],
    ]);
    await expectGreen();

    await change('finish');
    await until('the new key signs alone', async () => {
      const note = await (await fetch(`${system.gateway}/log/checkpoint`)).text();
      return openCheckpoint(note, old.tlog).logKeys.length === 0 && (await newest()).logKeys[0] === fresh;
    });
    const now = await bundleOf(label);
    expect([reads(now, policy()), reads(now, old)]).toEqual([
      ['authentic', true],
      ['cannot-confirm', false],
    ]);
    expect(provenDates(now, policy(), Date.now()).map(({ notAfter }) => notAfter)).toEqual(
      dated.map(({ notAfter }) => notAfter),
    );
    await until('the new key is on the ledger', () => {
      const { vkey, done } = registration('log');
      return vkey === fresh && done === true;
    });
    await expectGreen();
  },
);

longTest('a cosigner’s key: three of four go on meanwhile, and it counts again with the new one', async () => {
  const saved = await bundleOf(label);
  const before = policy();
  const fresh = vkeyIn(await change('cosigner', '--folder', join(system.dataDir, 'cosigners/AgriMSP')));
  await change('witness', '--vkey', fresh);
  process.kill(processOf(system, 'gateway-api/src/cosigner/main.ts')!, 'SIGKILL');
  await until('the new key is on the ledger', () => {
    const { vkey, done } = registration('cosigners', 'AgriMSP');
    return vkey === fresh && done === true;
  });
  const batch = {
    ...{ requestId: freshId(), id: freshId(), lot: `K${freshId().slice(-12)}`, weightKg: '1' },
    ...{ product: { code: 'durian', name: 'Sầu riêng' }, growingArea: seedId(system, 'area-durian') },
    harvestDate: daysAgo(2),
  };
  expect((await system.post('/api/origin/batches', batch, 'farmer')).status).toBe(201);
  const { witnesses } = policy().tlog;
  const [name] = [...witnesses].find(([, { vkey }]) => fresh.startsWith(`${vkey.name}+`))!;
  await until('it cosigns', async () => (await newest()).cosigned.has(name));
  expect([reads(await bundleOf(label), policy()), reads(saved, policy()), before.tlog.witnesses.size]).toEqual([
    ['authentic', true],
    ['authentic', true],
    witnesses.size,
  ]);
  await expectGreen();
});
