import { inParallel, measurement, type Measurement } from './measurement.ts';
import { memoryUnit } from './process-memory.ts';
import { openSdkFarmer } from './sdk-farmer.ts';
import type { System } from './system.ts';

/** The most memory of everything started during the load of commit-single, beside what it took before. */
export async function memoryLoad(system: System): Promise<Measurement> {
  const before = system.memoryMb();
  let most = before;
  const sampler = setInterval(() => (most = Math.max(most, system.memoryMb())), 1000);
  const farmer = await openSdkFarmer(system);
  try {
    await inParallel(1500, 32, () => farmer.register());
  } finally {
    clearInterval(sampler);
    farmer.close();
  }
  return measurement({
    name: 'memory-load',
    value: Math.max(most, system.memoryMb()),
    unit: `${memoryUnit}, most during commit-single`,
    target: { atMost: 1200 },
    other: { name: 'before the load, MB', value: before },
  });
}
