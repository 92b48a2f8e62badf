/** The program itself, in processes that are killed. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { idOf, serve, TestLog, type Served } from './test-log.ts';
import { flip, startLyingProxy, type LyingProxy } from './test-proxy.ts';

const program = join(import.meta.dirname, 'daunguon-mirror.ts');
const dir = mkdtempSync(join(tmpdir(), 'mirror-process-'));
let gateway: TestLog;
let served: Served;
let proxy: LyingProxy;

beforeAll(async () => {
  gateway = new TestLog(join(dir, 'gateway'));
  for (let block = 0; block < 20; block += 1)
    gateway.put(...Array.from({ length: 50 }, (_, at) => ({ id: idOf(block * 50 + at), body: { lot: at } })));
  gateway.publish();
  served = await serve(gateway.app());
  proxy = await startLyingProxy(served.url);
  mkdirSync(join(dir, 'trust'));
  writeFileSync(join(dir, 'trust/policy.txt'), gateway.policyText());
  writeFileSync(join(dir, 'trust/policy.json'), JSON.stringify(gateway.policyJson));
});
afterAll(async () => {
  await proxy.close();
  await served.close();
  rmSync(dir, { recursive: true });
});

const args = (data: string, ...more: string[]): string[] => [
  ...[program, proxy.url, '--policy', join(dir, 'trust'), '--data', join(dir, data), ...more],
];
/** Runs it to its end. */
const once = (data: string): Promise<{ code: number | null; said: string }> => {
  const child = spawn(process.execPath, args(data, '--once'), { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (piece: Buffer) => (said += String(piece)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
};

test('killed again and again while it copies, it goes on where it was and has everything in the end', async () => {
  const ends: unknown[] = [];
  for (const after of [0, 150, 400]) {
    const child = spawn(process.execPath, args('killed', '--once'), { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('close', (_code, signal) => resolve(signal)));
    // Timed from the first request on, when there is something to break off.
    const before = proxy.asked.length;
    while (proxy.asked.length === before && child.exitCode === null) await sleep(5);
    await sleep(after);
    child.kill('SIGKILL');
    ends.push(await ended);
  }
  expect(ends).toContain('SIGKILL');
  const { code, said } = await once('killed');
  expect([code, JSON.parse(said)]).toEqual([
    0,
    expect.objectContaining({
      result: 'checked',
      leaves: 1020,
      keys: 1000,
      bodies: 1000,
      missingBodies: 0,
      alarmCount: 0,
    }),
  ]);
}, 60_000);

test('a difference ends with 1 and a file of evidence, an unreachable gateway with 2', async () => {
  proxy.lies.push([/\/log\/tile\/0\//, flip(5)]);
  expect((await once('lied-to')).code).toBe(1);
  const [file = ''] = readdirSync(join(dir, 'lied-to/alarms'));
  expect(JSON.parse(readFileSync(join(dir, 'lied-to/alarms', file), 'utf8'))).toMatchObject({
    kind: 'tile',
    size: 1020,
  });
  proxy.lies.splice(0, 1, [/checkpoint/, () => 503]);
  expect((await once('unreachable')).code).toBe(2);
  proxy.lies.length = 0;
}, 60_000);

test('npx finds it from a clone', () => {
  const root = join(import.meta.dirname, '../../..');
  const npx = spawnSync('npx', ['--no-install', 'daunguon-mirror', '--help'], { cwd: root, encoding: 'utf8' });
  expect([npx.status, npx.stdout.includes('npx daunguon-mirror <gateway url>')]).toEqual([0, true]);
}, 60_000);

test('explains itself, and refuses what it does not understand', () => {
  const run = (...given: string[]) => spawnSync(process.execPath, [program, ...given], { encoding: 'utf8' });
  const help = run('--help');
  expect([help.status, help.stdout.includes('npx daunguon-mirror <gateway url>')]).toEqual([0, true]);
  for (const wrong of [
    [],
    ['--port', '8090'],
    ['ftp://gateway'],
    ['http://a', 'http://b'],
    ['http://a', '--port', 'x'],
  ])
    expect([wrong, run(...wrong).status]).toEqual([wrong, 64]);
}, 60_000);
