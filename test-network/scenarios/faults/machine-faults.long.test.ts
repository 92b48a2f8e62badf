/**
 * What a whole system meets on a bad machine or of bad clients, under load; after each all of `under-load.ts` must hold. What such a client itself is
 * told stands in client-faults.test.ts.
 */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { inFull, inLongRun } from '../../../network/testing/long-run.ts';
import { issueNode } from '../../src/crypto/certificates.ts';
import { loadOrCreateMaterial } from '../../src/crypto/material.ts';
import { administratorGateway } from '../../src/fabric/profile-gateway.ts';
import { cryptoDir } from '../../src/node/network-ledger.ts';
import { loadTopology } from '../../src/topology/topology.ts';
import { connectByProfile } from '../fabric-client/profile-client.ts';
import { onFabric } from '../fixtures/on-fabric.ts';
import { verifyChain } from '../fixtures/verify-chain.ts';
import { until } from '../log/log-network.ts';
import { processOf } from '../process-of.ts';
import { daysAgo, freshId, startSystem, type System } from '../system.ts';
import { systemUnderLoad } from './under-load.ts';

jest.setTimeout(120_000);
const long = inLongRun(test);
let system: System;
const { own, batches, pidOf, goesOn, standsStill, underLoad } = systemUnderLoad(() => system);
const machine = join(own, 'machine');
const network = (): string => join(system.dataDir, 'network');
const gatewayProgram = 'gateway-api/src/server.ts';

beforeAll(async () => {
  if (!inFull) return;
  mkdirSync(machine);
  const preload = `--import ${pathToFileURL(join(import.meta.dirname, 'faulty-machine.ts')).href}`;
  system = await startSystem({ env: { NODE_OPTIONS: preload, DN_TEST_MACHINE: machine } });
  await batches.register();
}, 240_000);
afterAll(async () => {
  await system?.stop();
  rmSync(own, { recursive: true, force: true });
}, 30_000);

const during = async (fault: string, content: string, work: () => Promise<void>): Promise<void> => {
  writeFileSync(join(machine, fault), content);
  try {
    await work();
  } finally {
    rmSync(join(machine, fault));
  }
};
/** All that a part has said. */
const logOf = (part: string): string => readFileSync(join(system.dataDir, 'logs', `${part}.log`), 'utf8');

long('the disk is full by a page limit: what is acknowledged stays, and with room again all goes on', () =>
  underLoad(async () => {
    // what real Fabric keeps has no such limit: there it is the disk of the gateway
    const [part, said] = onFabric
      ? ['gateway', 'database or disk is full']
      : ['network', 'ordering stopped: Error: database or disk is full'];
    await during('full', '', async () => {
      await until(`${part} to say ${said}`, () => logOf(part).includes(said) || undefined, 60_000);
    });
    // the operator, who made room, starts again what has stopped
    for (const program of [gatewayProgram, ...(onFabric ? [] : ['test-network/src/main.ts'])])
      process.kill(pidOf(program), 'SIGKILL');
  }),
);

/** With the machine's clock of that moment: the gateway is the ledger's client, whose SDK stamps each proposal. */
const restartGateway = async (): Promise<void> => {
  const before = pidOf(gatewayProgram);
  process.kill(before, 'SIGKILL');
  for (;;) {
    const now = processOf(system, gatewayProgram);
    const answer = await system.get('/healthz').catch(() => undefined);
    if (now !== undefined && now !== before && answer?.status === 200) return;
    await sleep(100);
  }
};

long('the clock of the gateway is 20 minutes behind: nothing is acknowledged until it is right', () =>
  underLoad(async () => {
    await during('clock', '-20', async () => {
      await restartGateway();
      await standsStill();
      expect(logOf('gateway')).toContain('request unauthorized due to incorrect timestamp');
    });
    await restartGateway();
  }),
);

long('a client whose certificate has expired is refused, and the others go on', () =>
  underLoad(async () => {
    const topology = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
    const material = await loadOrCreateMaterial(cryptoDir(network()), topology);
    const { caCertPem, caKey } = material.organisations.get('AgriMSP')!;
    const { certPem, keyPem } = await issueNode({ certPem: caCertPem, key: caKey }, 'p-late', 'client', -1 / 24 / 60);
    const late = connectByProfile(network(), 'AgriMSP', { person: { certificate: certPem, key: keyPem } });
    const registry = late.gateway.getNetwork('province').getContract('records', 'Registry');
    const command = JSON.stringify({ id: [...batches.acknowledged.keys()][0] });
    const told: unknown = await registry.submitTransaction('Get', command).catch((error: unknown) => error);
    late.close();
    if (!(told instanceof GatewayError)) throw new Error(`expected a GatewayError, got ${String(told)}`);
    expect(JSON.stringify(told.details)).toContain('identity expired');
    await goesOn(4);
  }),
);

/** Validation codes of all transactions up to the last acknowledged one. */
const validationCodes = async (): Promise<number[]> => {
  const { gateway, close } = administratorGateway(network(), 'AgriMSP');
  const last = Math.max(...batches.acknowledged.values());
  const blocks = await gateway.getNetwork('province').getFilteredBlockEvents({ startBlock: 0n });
  const codes: number[] = [];
  for await (const block of blocks) {
    codes.push(...block.getFilteredTransactionsList().map((transaction) => transaction.getTxValidationCode()));
    if (block.getNumber() >= last) break;
  }
  blocks.close();
  close();
  return codes;
};

long('a storm on one key: each part that is split off one batch is taken from it once', async () => {
  const [clients, times] = [5, 4];
  const seed = JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  const batch = freshId();
  const send = async (path: string, command: object): Promise<void> => {
    const requestId = freshId();
    for (;;) {
      const { status, body } = await system.post(`/api/origin/${path}`, { requestId, ...command }, 'farmer');
      if (status === 201) return;
      // what a careful client sends again; anything else is a fault
      if (body['type'] !== 'urn:daunguon:problem:ledger:conflict' && ![202, 429, 503].includes(status))
        throw new Error(`${status} ${JSON.stringify(body)}`);
      await sleep(50);
    }
  };
  const parts: string[] = [];
  await underLoad(async () => {
    await send('batches', {
      ...{ id: batch, lot: `K-${batch.slice(-16)}`, harvestDate: daysAgo(20), weightKg: '100' },
      ...{ product: { code: 'durian', name: 'Sầu riêng Ri6' }, growingArea: seed['area-durian'] },
    });
    const client = async (): Promise<void> => {
      for (let time = 0; time < times; time += 1) {
        const id = freshId();
        parts.push(id);
        await send('split', { id: freshId(), batch, parts: [{ id, lot: `K-${id.slice(-16)}`, weightKg: '1' }] });
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
  });
  const { body } = await system.get(`/r/${batch}/story`);
  const { children, remainingKg } = (body['record'] as { body: { children: string[]; remainingKg: string } }).body;
  expect([children.toSorted(), remainingKg]).toEqual([parts.toSorted(), String(100 - clients * times)]);
  // MVCC_READ_CONFLICT
  expect((await validationCodes()).filter((code) => code === 11).length).toBeGreaterThan(0);
});

long('after all of it the chain verifies from its first block', async () => {
  expect(await verifyChain(network())).toMatch(/^\d+ blocks, 0 faults$/m);
});
