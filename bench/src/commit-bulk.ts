import { durableWrites } from './durable-write.ts';
import { signInFarmer } from './farmer.ts';
import { inParallel, measurement, type Measurement } from './measurement.ts';
import type { System } from './system.ts';

const rows = 500;
const rounds = 10;

/** Records a second in transactions of 500, two under way at a time, beside SQLite's bare transactions of the same number of rows. */
export async function commitBulk(system: System): Promise<Measurement> {
  const farmer = await signInFarmer(system);
  await farmer.registerMany(rows);
  const seconds = await inParallel(rounds, 2, () => farmer.registerMany(rows));
  const floor = durableWrites(rounds, rows).reduce((sum, one) => sum + one, 0);
  return measurement({
    name: 'commit-bulk',
    value: (rows * rounds) / seconds,
    unit: 'records/s',
    target: { atLeast: 1000 },
    other: { name: 'durable SQLite rows/s, 500 a transaction', value: (rows * rounds) / floor },
  });
}
