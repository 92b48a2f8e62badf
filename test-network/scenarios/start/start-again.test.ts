/** The life of an installation: a part crashes, Ctrl-C, started again, its index lost. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onFabric } from '../fixtures/on-fabric.ts';
import { takeIndex } from '../fixtures/rebuilt-index.ts';
import { processOf } from '../process-of.ts';
import { firstStartLog } from '../seeded-data.ts';
import { daysAgo, freshId, startSystem, type System } from '../system.ts';

jest.setTimeout(120_000);
const dataDir = mkdtempSync(join(tmpdir(), 'daunguon-again-'));
const programs = [
  onFabric ? 'network/src/cli.ts' : 'test-network/src/main.ts',
  'chaincode/src/server.ts',
  'run/sign-in-and-enrolment.ts',
  'gateway-api/src/server.ts',
  'gateway-api/src/cosigner/main.ts',
  'verifier-web/src/serve.ts',
];
let system: System;
let batch: ReturnType<typeof harvest>;

beforeAll(async () => {
  system = await startSystem({ dataDir });
});
afterAll(async () => {
  await system?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const running = (): string[] => programs.filter((program) => processOf(system, program) !== undefined);
const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, 'localhost', () => resolve((socket.destroy(), true)));
    socket.once('error', () => resolve(false));
  });
const transactionsSeeded = (said: string): number => said.split(/demonstration: \d/).length - 1;
/** Of the very first start of this folder: this one's, or that whose folder was copied. */
const firstStart = (): string => {
  const file = join(dataDir, firstStartLog);
  return existsSync(file) ? readFileSync(file, 'utf8') : system.output();
};
const harvest = (lot: string) => {
  const seed = JSON.parse(readFileSync(join(dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  return {
    ...{ requestId: freshId(), id: freshId(), lot, harvestDate: daysAgo(20), weightKg: '7' },
    ...{ product: { code: 'durian', name: 'Sầu riêng Ri6' }, growingArea: seed['area-durian'] },
  };
};
test('a crashed part comes back, and Ctrl-C leaves no process and no port behind', async () => {
  batch = harvest('AGAIN-1');
  expect((await system.post('/api/origin/batches', batch, 'farmer')).status).toBe(201);
  expect([running(), transactionsSeeded(firstStart()) > 0]).toEqual([programs, true]);
  const crashed = processOf(system, 'gateway-api/src/server.ts')!;
  process.kill(crashed, 'SIGKILL');
  for (let tries = 0; tries < 100 && !/\[gateway\]/.test(system.output()); tries += 1) await sleep(100);
  expect(system.output()).toMatch(/Gateway \[gateway\] stopped, restarting/);
  await system.stop('SIGINT');
  expect(running()).toEqual([]);
  const ports = [7050, 7051, 7054, 8080, 8081, 8083, 8084, 8085, 9999];
  expect(await Promise.all(ports.map((port) => answers(port + system.offset)))).toEqual(ports.map(() => false));
});

test('a second start goes on with what was there, and seeds nothing again', async () => {
  system = await startSystem({ dataDir, offset: system.offset });
  expect(transactionsSeeded(system.output())).toBe(0);
  const { status, body } = await system.get(`/api/origin/batches/${batch.id}`, 'farmer');
  const { record } = body as { record: { version: number; body: { lot: string } } };
  expect([status, record.version, record.body.lot]).toEqual([200, 1, 'AGAIN-1']);
});

test('an index that was lost comes out of the blocks byte for byte as it was, whatever was written since', async () => {
  const index = await takeIndex(dataDir, join(dataDir, 'rebuilt'));
  expect(index.lines.some((line) => line.includes('AGAIN-1'))).toBe(true);
  expect((await system.post('/api/origin/batches', harvest('AGAIN-2'), 'farmer')).status).toBe(201);
  expect(await index.rebuilt()).toEqual(index.lines);
});

test('an index that is built beside takes over while the gateway answers', async () => {
  let reading = true;
  const statuses = new Set<number>();
  const reader = (async () => {
    while (reading) statuses.add((await system.get(`/api/origin/batches/${batch.id}`, 'farmer')).status);
  })();
  const program = join(import.meta.dirname, '../../../gateway-api/src/rebuild.ts');
  const env = { ...process.env, DN_DATA: dataDir, DN_NETWORK: join(dataDir, 'network') };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, '--beside'], { env, stdio: 'pipe' }); // prettier-ignore
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  expect([await new Promise((resolve) => child.once('close', resolve)), said]).toEqual([0, expect.stringContaining('index 1 holds block')]); // prettier-ignore
  const log = join(dataDir, 'logs/gateway.log');
  for (let tries = 0; tries < 100 && !readFileSync(log, 'utf8').includes('index 1 answers now'); tries += 1)
    await sleep(100);
  expect(readFileSync(log, 'utf8')).toContain('index 1 answers now, in the place of 0');
  const after = harvest('AGAIN-3');
  expect((await system.post('/api/origin/batches', after, 'farmer')).status).toBe(201);
  expect((await system.get(`/api/origin/batches/${after.id}`, 'farmer')).status).toBe(200);
  reading = false;
  await reader;
  expect([...statuses]).toEqual([200]);
});
