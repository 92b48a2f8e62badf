/**
 * What must hold after every fault of a running system: no acknowledged record lost, none doubled, the index equals one that is built anew, and every
 * log equals one that is derived anew.
 */
import { expect } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onFabric } from '../fixtures/on-fabric.ts';
import { takeIndex } from '../fixtures/rebuilt-index.ts';
import { processOf } from '../process-of.ts';
import type { System } from '../system.ts';
import { allLogs } from './derived-again.ts';
import { type Registrations, registrations } from './registrations.ts';

const organisations = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'];
/** Nine programs of real Fabric take longer to come back than the embedded network. */
const patienceMs = onFabric ? 180_000 : 60_000;

/** What differs is told by the files' names, not by a megabyte of each. */
const digestsOf = (files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
  );

export interface SystemUnderLoad {
  /** A folder for what a test needs; whoever asked for it removes it. */
  readonly own: string;
  readonly batches: Registrations;
  /** @throws Error where no process of the system runs it */
  pidOf(program: string): number;
  /** Nothing that is killed meanwhile is started again before the end. */
  unsupervised(work: () => Promise<void>): Promise<void>;
  /** Waits until so many more are acknowledged. */
  goesOn(more: number): Promise<void>;
  /** What was sent before may still be acknowledged; after that nothing is. */
  standsStill(): Promise<void>;
  /** Load before, during and after `fault`, which ends with everything well again; then all that must hold. */
  underLoad(fault: () => Promise<void>): Promise<void>;
}

export const systemUnderLoad = (system: () => System): SystemUnderLoad => {
  const own = mkdtempSync(join(tmpdir(), 'daunguon-faults-'));
  const batches = registrations(system);
  let checks = 0;

  const pidOf = (program: string): number => {
    const pid = processOf(system(), program);
    if (pid === undefined) throw new Error(`no process runs ${program}`);
    return pid;
  };
  const acknowledged = (): number => batches.acknowledged.size;
  const goesOn = async (more: number): Promise<void> => {
    const enough = acknowledged() + more;
    const deadline = Date.now() + patienceMs;
    while (acknowledged() < enough) {
      if (Date.now() > deadline) throw new Error(`${enough - acknowledged()} of ${more} were not acknowledged in time`);
      await sleep(20);
    }
  };
  const ready = async (): Promise<void> => {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const answer = await system()
        .get('/readyz')
        .catch(() => undefined);
      if (answer?.status === 200) return;
      if (Date.now() > deadline) throw new Error(`not ready: ${JSON.stringify(answer?.body)}`);
      await sleep(50);
    }
  };
  return {
    own,
    batches,
    pidOf,
    goesOn,
    async unsupervised(work) {
      process.kill(pidOf('run/start.ts'), 'SIGSTOP');
      try {
        await work();
      } finally {
        process.kill(pidOf('run/start.ts'), 'SIGCONT');
      }
    },
    async standsStill() {
      await sleep(1000);
      const before = acknowledged();
      await sleep(1000);
      expect(acknowledged()).toBe(before);
    },
    async underLoad(fault) {
      const load = batches.keepRegistering();
      try {
        await goesOn(4);
        await fault();
        await goesOn(4);
      } catch (error) {
        // the next test shall not meet it; that it could not go on is told already
        load.stop().catch(() => undefined);
        throw error;
      }
      await load.stop();
      await ready();
      expect([await batches.missing(), await batches.doubled()]).toEqual([[], []]);
      const { dataDir } = system();
      const logs = await allLogs(dataDir, organisations, organisations[checks % 4]!, patienceMs);
      expect(logs['gateway']).toHaveProperty(['blocks.bin']);
      for (const files of Object.values(logs)) expect(digestsOf(files)).toEqual(digestsOf(logs['gateway']!));
      const index = await takeIndex(dataDir, join(own, `index-${(checks += 1)}`));
      expect(await index.rebuilt()).toEqual(index.lines);
    },
  };
};
