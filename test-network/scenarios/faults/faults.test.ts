/**
 * One part after another fails under load, and after each all of `under-load.ts` must hold. Kills at random moments are in kill.faults.test.ts,
 * clocks, certificates, one key and full disks in machine-faults.long.test.ts, what single clients see in client-faults.test.ts.
 */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { administratorGateway } from '../../src/fabric/profile-gateway.ts';
import { openDoors, type FabricDoors } from '../fixtures/fabric-doors.ts';
import { chaincodeProcesses, signalAll } from '../fixtures/ledger-nodes.ts';
import { freeOffset } from '../fixtures/network-process.ts';
import { nodeFaults, type NodeFaults } from '../fixtures/node-faults.ts';
import { onFabric } from '../fixtures/on-fabric.ts';
import { copyIndex } from '../fixtures/rebuilt-index.ts';
import { verifyChain } from '../fixtures/verify-chain.ts';
import { type System, startSystem } from '../system.ts';
import { systemUnderLoad } from './under-load.ts';

jest.setTimeout(120_000);
let system: System;
let doors: FabricDoors | undefined;
let nodes: NodeFaults;
const { own, batches, pidOf, unsupervised, goesOn, standsStill, underLoad } = systemUnderLoad(() => system);

/** On real Fabric the nodes stand behind doors of this test, in a network that is made with them. */
const startBehindDoors = async (): Promise<System> => {
  const [dataDir, offset] = [join(own, 'system'), freeOffset()];
  doors = openDoors(process.env['FABRIC_BIN'] ?? '', join(dataDir, 'network'), offset);
  process.env['FABRIC_BIN'] = doors.programs;
  return startSystem({ dataDir, offset });
};

beforeAll(async () => {
  system = onFabric ? await startBehindDoors() : await startSystem();
  nodes = nodeFaults(system, doors);
  await batches.register();
}, 120_000);
afterAll(async () => {
  await nodes?.heal();
  await system?.stop();
  doors?.close();
  rmSync(own, { recursive: true, force: true });
}, 30_000);

test('another organisation’s peer is killed: the others go on, and its cosigner catches up', () =>
  underLoad(async () => {
    await nodes.down('peer.EduMSP');
    await goesOn(8);
    await nodes.heal();
  }));

test('the peer that a client writes through is killed: nothing is acknowledged until it is back', () =>
  underLoad(async () => {
    await nodes.down('peer.AgriMSP');
    await standsStill();
    await nodes.heal();
  }));

test('one orderer of four is killed: ordering goes on', () =>
  underLoad(async () => {
    await nodes.down('orderer.HealthMSP');
    await goesOn(8);
    await nodes.heal();
  }));

test('two orderers are killed: nothing is acknowledged until one is back', () =>
  underLoad(async () => {
    await nodes.down('orderer.HealthMSP', 'orderer.TechMSP');
    await standsStill();
    await nodes.heal();
  }));

test('an organisation is cut off: the others go on, and it catches up', () =>
  underLoad(async () => {
    await nodes.cut('HealthMSP');
    await goesOn(8);
    await nodes.heal();
  }));

test('a slow peer slows the others, and no more', () =>
  underLoad(async () => {
    await nodes.slow('EduMSP');
    await goesOn(4);
    await nodes.heal();
  }));

test('the chaincode servers are killed', () =>
  underLoad(async () => {
    signalAll(chaincodeProcesses(system), 'SIGKILL');
    await sleep(300);
  }));

/** Which of these records the ledger has, whoever was told. */
const onLedger = async (ids: Iterable<string>): Promise<string[]> => {
  const { gateway, close } = administratorGateway(join(system.dataDir, 'network'), 'AgriMSP');
  const registry = gateway.getNetwork('province').getContract('records', 'Registry');
  const found: string[] = [];
  for (const id of ids)
    await registry.evaluateTransaction('Get', JSON.stringify({ id })).then(
      () => found.push(id),
      (error: unknown) => {
        if (!JSON.stringify(error).includes('record-not-found')) throw error;
      },
    );
  close();
  return found;
};

test('the gateway is killed between submission and commit status: what is committed is acknowledged to who asks again', async () => {
  let committed: string[] = [];
  await underLoad(() =>
    unsupervised(async () => {
      const gateway = pidOf('gateway-api/src/server.ts');
      // Held under load it may have transactions that are ordered and committed while it cannot hear of it.
      for (let tries = 0; tries < 30 && committed.length === 0; tries += 1) {
        process.kill(gateway, 'SIGSTOP');
        await sleep(500);
        committed = await onLedger(batches.underWay);
        if (committed.length > 0) break;
        process.kill(gateway, 'SIGCONT');
        await sleep(randomInt(20, 150));
      }
      process.kill(gateway, 'SIGKILL');
    }),
  );
  expect(committed).not.toEqual([]);
  for (const id of committed) expect(batches.acknowledged.has(id)).toBe(true);
});

test('the index is lost and an old backup takes its place: the gateway catches up from the blocks', async () => {
  const backup = join(own, 'backup.db');
  copyIndex(system.dataDir, backup);
  await underLoad(() =>
    unsupervised(async () => {
      process.kill(pidOf('gateway-api/src/server.ts'), 'SIGKILL');
      await sleep(100);
      const index = join(system.dataDir, 'index.db');
      for (const file of [index, `${index}-wal`, `${index}-shm`]) rmSync(file, { force: true });
      cpSync(backup, index);
    }),
  );
});

test('the cosigners are killed: writing goes on, nothing new is proven, and they catch up', () =>
  underLoad(() =>
    unsupervised(async () => {
      process.kill(pidOf('gateway-api/src/cosigner/main.ts'), 'SIGKILL');
      await goesOn(8);
    }),
  ));

test('sign-in, enrolment and the EVM chain are down: who is signed in goes on', () =>
  underLoad(() =>
    unsupervised(async () => {
      process.kill(pidOf('run/sign-in-and-enrolment.ts'), 'SIGKILL');
      await goesOn(8);
    }),
  ));

test('after all of it the chain verifies from its first block', async () => {
  expect(await verifyChain(join(system.dataDir, 'network'))).toMatch(/^\d+ blocks, 0 faults$/m);
});
