/**
 * Kills ledger, chaincode or gateway at random moments under load; of real Fabric also one peer or orderer. Acknowledged means answered 201:
 * such a batch must be there afterwards, once, and a request that got no answer must come out the same when it is sent again.
 */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chaincodeProcesses, fabricNodes, ledgerProcesses, signalAll } from '../fixtures/ledger-nodes.ts';
import { onFabric } from '../fixtures/on-fabric.ts';
import { verifyChain } from '../fixtures/verify-chain.ts';
import { processOf } from '../process-of.ts';
import { type System, startSystem } from '../system.ts';
import { registrations } from './registrations.ts';

const rounds = Number(process.env['FAULT_ROUNDS'] ?? '10');
jest.setTimeout(60_000 + rounds * 60_000);

const anyOf = (pids: readonly number[]): number[] => pids.slice(randomInt(pids.length)).slice(0, 1);
/** Processes that are killed at once, round after round. */
const victims: readonly (() => readonly number[])[] = [
  () => ledgerProcesses(system),
  () => chaincodeProcesses(system),
  () => [processOf(system, 'gateway-api/src/server.ts')!],
  ...(onFabric
    ? ['peer.', 'orderer.'].map((name) => () => anyOf(fabricNodes(join(system.dataDir, 'network'), name)))
    : []),
];

/** The supervisor gives a part up that dies six times in a minute: before that, everything is stopped and started again. */
const roundsPerStart = 12;
const dataDir = mkdtempSync(join(tmpdir(), 'daunguon-faults-'));

let system: System;
const batches = registrations(() => system);

beforeAll(async () => {
  system = await startSystem({ dataDir });
});
afterAll(async () => {
  await system?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test(`${rounds} rounds of kill -9 lose nothing and double nothing`, async () => {
  for (let round = 0; round < rounds; round++) {
    if (round > 0 && round % roundsPerStart === 0) {
      await system.stop();
      system = await startSystem({ dataDir, offset: system.offset });
    }
    const working = batches.keepRegistering();
    await new Promise((resolve) => setTimeout(resolve, randomInt(50, 600)));
    const killed = victims[round % victims.length]!();
    expect(killed.length).toBeGreaterThan(0);
    signalAll(killed, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await working.stop();
  }
  expect(batches.acknowledged.size).toBeGreaterThan(rounds);
  expect([await batches.missing(), await batches.doubled()]).toEqual([[], []]);
});

test('after the kills the chain verifies from its first block', async () => {
  expect(await verifyChain(join(system.dataDir, 'network'))).toMatch(/^\d+ blocks, 0 faults$/m);
});
