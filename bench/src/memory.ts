import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { measurement, type Measurement } from './measurement.ts';
import { residentMb, type System } from './system.ts';

/** Resident memory of everything started, idle after seeding, beside as many bare Node processes (supervisor and six parts). */
export async function memory(system: System): Promise<Measurement> {
  await sleep(3000);
  const value = system.residentMb();
  const bare = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await sleep(500);
  const other = residentMb(bare.pid ?? 0) * 7;
  bare.kill();
  return measurement({
    name: 'memory',
    value,
    unit: 'MB resident',
    target: { atMost: 700 },
    other: { name: 'seven bare Node processes, MB', value: other },
  });
}
