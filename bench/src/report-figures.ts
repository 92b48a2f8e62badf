import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { periodOf, reportTasks } from '@daunguon/records';
import { openFigureCounters } from '../../gateway-api/src/periodic-reports/figure-counters.ts';
import { measurement, median, type Measurement } from './measurement.ts';
import { province, records, scan } from './province-index.ts';

const rounds = 5;

/** All figures of every department's report of a closed quarter, which read no record: counters follow the index, once for each version. */
export async function reportFigures(): Promise<Measurement> {
  const { store } = await province();
  const folder = mkdtempSync(join(tmpdir(), 'daunguon-figures-'));
  const counters = openFigureCounters(join(folder, 'figures.db'), store);
  try {
    const begun = performance.now();
    await counters.catchUp();
    const counting = (performance.now() - begun) / 1000;
    const figures = reportTasks.flatMap((task) => task.figures);
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const asked = performance.now();
      const read = await counters.read(figures, periodOf('quarter', 2026, 3));
      times.push(performance.now() - asked);
      if (read?.values.some(({ value }) => Number(value) > 0) !== true) throw new Error('no figure counted anything');
    }
    return measurement({
      name: 'report-figures',
      value: median(times),
      unit: `ms for ${figures.length} figures of a quarter of ${records.toLocaleString('en')} records (counted before, ${Math.round(records / counting).toLocaleString('en')} records/s)`,
      target: { atMost: 2000 },
      other: { name: 'looking at every record, ms', value: await scan(store, (name) => name.startsWith('L')) },
    });
  } finally {
    await counters.close();
    rmSync(folder, { recursive: true });
  }
}
