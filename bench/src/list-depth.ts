import { encodeCursor } from '../../gateway-api/src/index-store/page-cursor.ts';
import { measurement, median, type Measurement } from './measurement.ts';
import { province, records } from './province-index.ts';
import { seededNumbers } from './seed.ts';
import { idAt } from './synthetic-province.ts';

const pages = 200;
const query = { equals: { type: 'origin/batch' }, sort: { field: 'ts', descending: true }, limit: 50 } as const;

/** Milliseconds of a page of batches, newest first, that begins anywhere in the list, beside its first page: a file of all records goes through all of them. */
export async function listDepth(): Promise<Measurement> {
  const { store } = await province();
  const random = seededNumbers('depths');
  const timeOf = async (after?: string): Promise<number> => {
    const begun = performance.now();
    const { docs } = await store.find('records', after === undefined ? query : { ...query, after });
    if (docs.length !== query.limit) throw new Error(`a page of ${docs.length}`);
    return performance.now() - begun;
  };
  const [deep, first]: [number[], number[]] = [[], []];
  for (let page = 0; page < pages; page += 1) {
    // A batch (of ten records the fourth to the tenth), not among the last ones.
    const id = idAt(1003 + 10 * Math.floor((random() * (records - 2000)) / 10));
    const value = String((await store.get('records', id))?.['ts']);
    deep.push(await timeOf(encodeCursor({ value, id })));
    first.push(await timeOf());
  }
  return measurement({
    name: 'list-depth',
    value: median(deep),
    unit: `ms a page of ${query.limit}, anywhere in the list of batches of ${records.toLocaleString('en')} records`,
    target: { atMost: 5 },
    other: { name: 'the first page, ms', value: median(first) },
  });
}
