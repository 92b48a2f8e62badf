import { periodOf, reportTask } from '@daunguon/records';
import { readFigures } from '../../gateway-api/src/periodic-reports/read-figures.ts';
import { measurement, median, type Measurement } from './measurement.ts';
import { province, records, scan } from './province-index.ts';

const rounds = 3;

/** All figures of the department's report on farm produce, read anew at one height: what its page waits for. */
export async function reportFigures(): Promise<Measurement> {
  const { store } = await province();
  const figures = reportTask('produce')?.figures ?? [];
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const read = await readFigures(store, figures, periodOf('quarter', 2026, 3));
    times.push(performance.now() - begun);
    if (read?.value.some(({ value }) => Number(value) > 0) !== true) throw new Error('no figure counted anything');
  }
  return measurement({
    name: 'report-figures',
    value: median(times),
    unit: `ms for ${figures.length} figures of a quarter of ${records.toLocaleString('en')} records`,
    target: { atMost: records / 20 },
    other: { name: 'looking at every record, ms', value: await scan(store, (name) => name.startsWith('L')) },
  });
}
