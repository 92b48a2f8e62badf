import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { measurement, type Measurement } from './measurement.ts';
import { memoryMb, memoryUnit } from './process-memory.ts';
import type { System } from './system.ts';

/** Memory of everything started, idle after seeding, beside as many bare Node processes. */
export async function memory(system: System): Promise<Measurement> {
  await sleep(3000);
  const value = system.memoryMb();
  const processes = system.processes().length;
  const bare = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await sleep(500);
  const other = memoryMb(bare.pid ?? 0) * processes;
  bare.kill();
  return measurement({
    name: 'memory',
    value,
    unit: `${memoryUnit}, ${processes} processes, idle after seeding`,
    target: { atMost: 700 },
    other: { name: `${processes} bare Node processes, MB`, value: other },
  });
}
