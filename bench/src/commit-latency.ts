import { durableWrites } from './durable-write.ts';
import { signInFarmer } from './farmer.ts';
import { measurement, median, type Measurement } from './measurement.ts';
import type { System } from './system.ts';

/** One transaction alone, over HTTP, until its commit is answered. */
export async function commitLatency(system: System): Promise<Measurement> {
  const farmer = await signInFarmer(system);
  for (let warm = 0; warm < 5; warm += 1) await farmer.registerOne();
  const times: number[] = [];
  for (let round = 0; round < 40; round += 1) {
    const begun = performance.now();
    await farmer.registerOne();
    times.push(performance.now() - begun);
  }
  return measurement({
    name: 'commit-latency',
    value: median(times),
    unit: 'ms, median',
    target: { atMost: 100 },
    other: { name: 'one durable SQLite transaction, ms', value: median(durableWrites(40, 1)) * 1000 },
  });
}
