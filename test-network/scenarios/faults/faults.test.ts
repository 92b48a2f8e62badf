/**
 * One part after another fails under load. After each: no acknowledged record lost, none doubled, the index equals one that is built anew, and every
 * log equals one that is derived anew. Kills at random moments are in kill.faults.test.ts, what single clients see in client-faults.test.ts.
 */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { administratorGateway } from '../../src/fabric/profile-gateway.ts';
import { openDoors, type FabricDoors } from '../fixtures/fabric-doors.ts';
import { chaincodeProcesses, signalAll } from '../fixtures/ledger-nodes.ts';
import { freeOffset } from '../fixtures/network-process.ts';
import { nodeFaults, type NodeFaults } from '../fixtures/node-faults.ts';
import { onFabric } from '../fixtures/on-fabric.ts';
import { copyIndex, takeIndex } from '../fixtures/rebuilt-index.ts';
import { verifyChain } from '../fixtures/verify-chain.ts';
import { processOf } from '../process-of.ts';
import { type System, startSystem } from '../system.ts';
import { allLogs } from './derived-again.ts';
import { registrations } from './registrations.ts';

jest.setTimeout(120_000);
const organisations = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'];
const own = mkdtempSync(join(tmpdir(), 'daunguon-faults-'));
/** Nine programs of real Fabric take longer to come back than the embedded network. */
const patienceMs = onFabric ? 180_000 : 60_000;
let system: System;
let doors: FabricDoors | undefined;
let nodes: NodeFaults;
let checks = 0;
const batches = registrations(() => system);

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

const pidOf = (program: string): number => {
  const pid = processOf(system, program);
  if (pid === undefined) throw new Error(`no process runs ${program}`);
  return pid;
};
/** Nothing that is killed meanwhile is started again before the end. */
const unsupervised = async (work: () => Promise<void>): Promise<void> => {
  process.kill(pidOf('run/start.ts'), 'SIGSTOP');
  try {
    await work();
  } finally {
    process.kill(pidOf('run/start.ts'), 'SIGCONT');
  }
};
const ready = async (): Promise<void> => {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const answer = await system.get('/readyz').catch(() => undefined);
    if (answer?.status === 200) return;
    if (Date.now() > deadline) throw new Error(`not ready: ${JSON.stringify(answer?.body)}`);
    await sleep(50);
  }
};
const acknowledged = (): number => batches.acknowledged.size;
/** Waits until so many more are acknowledged. */
const goesOn = async (more: number): Promise<void> => {
  const enough = acknowledged() + more;
  const deadline = Date.now() + patienceMs;
  while (acknowledged() < enough) {
    if (Date.now() > deadline) throw new Error(`${enough - acknowledged()} of ${more} were not acknowledged in time`);
    await sleep(20);
  }
};
/** What was sent before the fault may still be acknowledged; after that nothing is. */
const standsStill = async (): Promise<void> => {
  await sleep(1000);
  const before = acknowledged();
  await sleep(1000);
  expect(acknowledged()).toBe(before);
};

/** Load before, during and after `fault`, which ends with everything well again; then all that must hold. */
const underLoad = async (fault: () => Promise<void>): Promise<void> => {
  const load = batches.keepRegistering();
  await goesOn(4);
  await fault();
  await goesOn(4);
  await load.stop();
  await ready();
  expect([await batches.missing(), await batches.doubled()]).toEqual([[], []]);
  const logs = await allLogs(system.dataDir, organisations, organisations[checks % 4]!, patienceMs);
  expect(logs['gateway']).toHaveProperty(['blocks.bin']);
  for (const files of Object.values(logs)) expect(files).toEqual(logs['gateway']);
  const index = await takeIndex(system.dataDir, join(own, `index-${(checks += 1)}`));
  expect(await index.rebuilt()).toEqual(index.lines);
};

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
