import { exponentOf, sizesInWords, type Sized } from './growth.ts';
import { measurement, type Measurement } from './measurement.ts';
import { openProvince, p95Of, records, scan } from './province-index.ts';
import { dashboardPaths, listPaths, searchPaths } from './province-pages.ts';
import { perBlock } from './synthetic-province.ts';

const asked = { dashboard: dashboardPaths, list: listPaths, search: searchPaths } as const;
const names = Object.keys(asked) as (keyof typeof asked)[];

/** How building the index and asking it grow from a hundredth of the records to all of them, as exponents, beside looking at every record. */
export async function indexGrowth(): Promise<Measurement[]> {
  const grown: Record<'rebuild' | 'scan' | keyof typeof asked, Sized[]> = {
    ...{ rebuild: [], scan: [], dashboard: [], list: [], search: [] },
  };
  if (records < 100 * perBlock)
    throw new RangeError(`BENCH_RECORDS: ${100 * perBlock} at least, as a hundredth of them has to fill a block`);
  for (const size of [records / 100, records / 10, records]) {
    const province = await openProvince(size);
    grown.rebuild.push({ size, value: province.seconds });
    for (const name of names) grown[name].push({ size, value: await p95Of(province.url, asked[name](size)) });
    grown.scan.push({ size, value: await scan(province.store, () => true) });
    await province.close();
  }
  const other = { name: 'exponent of looking at every record', value: exponentOf(grown.scan) };
  const row = (name: string, of: readonly Sized[], unit: string, atMost: number): Measurement =>
    measurement({
      name: `index-growth/${name}`,
      value: exponentOf(of),
      unit: `exponent; ${unit} at ${sizesInWords(of)}`,
      ...{ target: { atMost }, other },
    });
  return [row('rebuild', grown.rebuild, 's', 1.15), ...names.map((name) => row(name, grown[name], 'ms p95', 0.5))];
}
