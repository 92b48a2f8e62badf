/**
 * Kills network, chaincode or gateway at random moments under load. Acknowledged means answered 201: such a batch must be there
 * afterwards, once, and a request that got no answer must come out the same when it is sent again.
 */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processOf } from '../process-of.ts';
import { type System, daysAgo, freshId, startSystem } from '../system.ts';

const rounds = Number(process.env['FAULT_ROUNDS'] ?? '10');
jest.setTimeout(60_000 + rounds * 60_000);

const victims = {
  network: 'test-network/src/main.ts',
  chaincode: 'chaincode-address',
  gateway: 'gateway-api/src/server.ts',
} as const;

/** The supervisor gives a part up that dies six times in a minute: before that, everything is stopped and started again. */
const roundsPerStart = 12;
const dataDir = mkdtempSync(join(tmpdir(), 'daunguon-faults-'));

let system: System;
let area: string;
const acknowledged = new Map<string, number>();

beforeAll(async () => {
  system = await startSystem({ dataDir });
  const ids = JSON.parse(readFileSync(join(dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  area = ids['area-durian']!;
  await system.token('farmer');
});
afterAll(async () => {
  await system?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** One new batch; sent with the same request id until it is answered, as a careful client does. */
async function register(): Promise<void> {
  const id = freshId();
  const body = {
    requestId: freshId(),
    id,
    lot: `K-${id.slice(-16)}`,
    product: { code: 'durian', name: 'Sầu riêng Ri6' },
    growingArea: area,
    harvestDate: daysAgo(20),
    weightKg: '1',
  };
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const answer = await system.post('/api/origin/batches', body, 'farmer').catch(() => undefined);
    if (answer?.status === 201) {
      acknowledged.set(id, Number(answer.body['blockNumber']));
      return;
    }
    // No answer, unknown outcome or a part that is down: the request id makes sending again safe. Anything else is a fault.
    if (answer && ![202, 409, 502, 503].includes(answer.status)) {
      throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`batch ${id} was not accepted within a minute`);
}

async function load(until: () => boolean): Promise<void> {
  const worker = async (): Promise<void> => {
    while (!until()) await register();
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
}

test(`${rounds} rounds of kill -9 lose nothing and double nothing`, async () => {
  const killed: string[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round > 0 && round % roundsPerStart === 0) {
      await system.stop();
      system = await startSystem({ dataDir, offset: system.offset });
    }
    let over = false;
    const working = load(() => over);
    await new Promise((resolve) => setTimeout(resolve, randomInt(50, 600)));
    const name = Object.keys(victims)[round % 3] as keyof typeof victims;
    const pid = processOf(system, victims[name]);
    if (pid === undefined) throw new Error(`no process runs ${victims[name]}`);
    process.kill(pid, 'SIGKILL');
    killed.push(name);
    await new Promise((resolve) => setTimeout(resolve, 300));
    over = true;
    await working;
  }
  expect(killed).toHaveLength(rounds);
  expect(acknowledged.size).toBeGreaterThan(rounds);
  for (const id of acknowledged.keys()) {
    const answer = await system.get(`/r/${id}/story`);
    const record = answer.body['record'] as { version: number; status: string } | undefined;
    expect([id, answer.status, record?.version, record?.status]).toEqual([id, 200, 1, 'active']);
  }
});

test('after the kills the chain verifies from its first block', () => {
  const cli = join(import.meta.dirname, '../../src/cli.ts');
  const args = [cli, 'verify', '--data', join(system.dataDir, 'network')];
  expect(execFileSync(process.execPath, args, { encoding: 'utf8' })).toMatch(/^\d+ blocks, 0 faults$/m);
});
