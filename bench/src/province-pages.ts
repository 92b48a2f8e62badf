import { communes, dashboardSlugs, measures } from '@daunguon/records';
import { startTestMongo } from '../../gateway-api/src/index-store/test-mongo.ts';
import { measurement, type Measurement } from './measurement.ts';
import { openProvince, p95Of, province, records, scan, type Province } from './province-index.ts';
import { txIdOf } from './synthetic-block.ts';
import { idAt, lotAt, perBlock, places } from './synthetic-province.ts';

const count = 200;
const each = <Value>(make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index));
const communeAt = (index: number): string => communes[(index * 13) % communes.length]?.code ?? '';

/** The dashboards' endpoints: whole pages, narrowed ones, and one measure with its map. */
export const dashboardPaths = (): string[] => {
  const busy = ['harvests', 'growing-areas', 'supply-events', 'ocop-products', 'units'];
  return each((index) => {
    const slug = dashboardSlugs[index % dashboardSlugs.length] ?? 'province';
    const measure = busy[index % busy.length] ?? 'harvests';
    const narrow = index % 3 === 0 ? `&commune=${communeAt(index)}` : '';
    return index % 2 === 0
      ? `/api/dashboards/${slug}?from=2025-01&to=2026-11${narrow}`
      : `/api/dashboards/measures/${measure}?from=2025-01&to=2026-11${narrow}`;
  });
};

/** List pages: a domain's list with filters, the records behind a number, blocks and transactions. */
export const listPaths = (of: number): string[] =>
  each((index) => {
    const commune = communeAt(index);
    const kinds = [
      `/api/origin/batches?limit=50`,
      `/api/origin/batches?limit=50&commune=${commune}`,
      `/api/origin/batches?limit=50&status=recalled`,
      `/api/origin/batches?limit=50&owner=${idAt(index)}`,
      `/api/origin/batches?limit=50&text=${lotAt((index * 100 + 3) % of).slice(0, 6)}`,
      `/api/origin/growing-areas?limit=50&commune=${commune}`,
      `/api/dashboards/measures/harvests/records?commune=${commune}&from=2025-06`,
      `/api/dashboards/measures/harvests/records?kind=durian`,
      `/api/explorer/transactions?call=${encodeURIComponent('Origin:RegisterBatches')}`,
      `/api/explorer/blocks`,
    ];
    return kinds[index % kinds.length] ?? '';
  });

/** Searches: words without marks, lots, ids, transactions, blocks. */
export const searchPaths = (of: number): string[] => {
  const typed = ['doi hoa binh', 'sau rieng', 'Bàu Sen', 'nui chua', 'RACH DONG', 'trang trai buoi', 'tan phu'];
  return each((index) => {
    const texts = [
      typed[index % typed.length] ?? '',
      `${places[index % places.length] ?? ''} ${index * 10}`,
      lotAt((index * 1000 + 3) % of),
      idAt((index * 777) % of),
      txIdOf(index % (of / perBlock)),
      String(index * 7),
    ];
    return `/api/explorer/search?text=${encodeURIComponent(texts[index % texts.length] ?? '')}`;
  });
};

interface Pages {
  readonly name: string;
  readonly paths: (of: number) => string[];
  readonly what: string;
  readonly atMost: number;
  readonly scanned: string;
  readonly holds: (name: string) => boolean;
}

let onMongo: Promise<Province | undefined> | undefined;
/** The same index on a MongoDB where `BENCH_MONGO` asks for it (MONGODB_URI, Docker, or FerretDB, which stands in); else why not is printed, once. */
const mongoProvince = (): Promise<Province | undefined> =>
  (onMongo ??= (async () => {
    const asked = Boolean(process.env['BENCH_MONGO']);
    const mongo = asked ? await startTestMongo() : 'BENCH_MONGO=1 asks for it (MONGODB_URI, Docker or FerretDB)';
    if (typeof mongo === 'string') {
      console.error(`not on MongoDB: ${mongo}`);
      return undefined;
    }
    const uri = new URL(mongo.uri);
    // A database of its own beside whatever the server holds.
    uri.pathname = `/daunguon-bench-${process.pid}`;
    process.once('exit', () => void mongo.stop());
    return openProvince(records, uri.href);
  })());

async function measured({ name, paths, what, atMost, scanned, holds }: Pages): Promise<Measurement[]> {
  const row = async (at: Province, store: string): Promise<Measurement> =>
    measurement({
      name: name + (store === 'SQLite' ? '' : ' (MongoDB)'),
      value: await p95Of(at.url, paths(at.records)),
      unit: `ms p95 of ${count} ${what} of ${at.records.toLocaleString('en')} records on ${store} (filled in ${Math.round(at.seconds)} s)`,
      target: { atMost },
      other: { name: scanned, value: await scan(at.store, holds) },
    });
  const other = await mongoProvince();
  return [await row(await province(), 'SQLite'), ...(other === undefined ? [] : [await row(other, 'MongoDB')])];
}

export const dashboard = (): Promise<Measurement[]> =>
  measured({
    ...{ name: 'dashboard', paths: dashboardPaths, what: `requests, ${measures.length} measures`, atMost: 30 },
    ...{ scanned: 'counting by looking at every record, ms', holds: () => true },
  });

export const list = (): Promise<Measurement[]> =>
  measured({
    ...{ name: 'list', paths: listPaths, what: 'pages of 50', atMost: 50 },
    ...{ scanned: 'looking at every record, ms', holds: (name) => name.startsWith('L') },
  });

export const search = (): Promise<Measurement[]> =>
  measured({
    ...{ name: 'search', paths: searchPaths, what: 'searches', atMost: 100 },
    ...{ scanned: 'looking at every name, ms', holds: (name) => name.includes('Hòa Bình') },
  });
