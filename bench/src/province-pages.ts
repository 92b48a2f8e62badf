import { communes, dashboardSlugs, measures } from '@daunguon/records';
import { measurement, type Measurement } from './measurement.ts';
import { idAt, lotAt, p95Of, places, province, records, scan, txIdAt } from './province-index.ts';

const count = 200;
const each = <Value>(make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index));
const communeAt = (index: number): string => communes[(index * 13) % communes.length]?.code ?? '';
const of = `of ${records.toLocaleString('en')} records`;

/** p95 of the dashboards' endpoints: whole pages, narrowed ones, and one measure with its map. */
export async function dashboard(): Promise<Measurement> {
  const { store, url, seconds } = await province();
  const busy = ['harvests', 'growing-areas', 'supply-events', 'ocop-products', 'units'];
  const paths = each((index) => {
    const slug = dashboardSlugs[index % dashboardSlugs.length] ?? 'province';
    const measure = busy[index % busy.length] ?? 'harvests';
    const narrow = index % 3 === 0 ? `&commune=${communeAt(index)}` : '';
    return index % 2 === 0
      ? `/api/dashboards/${slug}?from=2025-01&to=2026-11${narrow}`
      : `/api/dashboards/measures/${measure}?from=2025-01&to=2026-11${narrow}`;
  });
  return measurement({
    name: 'dashboard',
    value: await p95Of(url, paths),
    unit: `ms p95 of ${count} requests, ${measures.length} measures ${of} (filled in ${Math.round(seconds)} s)`,
    target: { atMost: 30 },
    other: { name: 'counting by looking at every record, ms', value: await scan(store, () => true) },
  });
}

/** p95 of list pages: a domain's list with filters, the records behind a number, blocks and transactions. */
export async function list(): Promise<Measurement> {
  const { store, url } = await province();
  const paths = each((index) => {
    const commune = communeAt(index);
    const kinds = [
      `/api/origin/batches?limit=50`,
      `/api/origin/batches?limit=50&commune=${commune}`,
      `/api/origin/batches?limit=50&status=recalled`,
      `/api/origin/batches?limit=50&owner=${idAt(index)}`,
      `/api/origin/batches?limit=50&text=${lotAt(index * 100 + 3).slice(0, 6)}`,
      `/api/origin/growing-areas?limit=50&commune=${commune}`,
      `/api/dashboards/measures/harvests/records?commune=${commune}&from=2025-06`,
      `/api/dashboards/measures/harvests/records?kind=durian`,
      `/api/explorer/transactions?call=${encodeURIComponent('Origin:RegisterBatches')}`,
      `/api/explorer/blocks`,
    ];
    return kinds[index % kinds.length] ?? '';
  });
  return measurement({
    name: 'list',
    value: await p95Of(url, paths),
    unit: `ms p95 of ${count} pages of 50 ${of}`,
    target: { atMost: 50 },
    other: { name: 'looking at every record, ms', value: await scan(store, (name) => name.startsWith('L')) },
  });
}

/** p95 of searches: words without marks, lots, ids, transactions, blocks. */
export async function search(): Promise<Measurement> {
  const { store, url } = await province();
  const typed = ['doi hoa binh', 'sau rieng', 'Bàu Sen', 'nui chua', 'RACH DONG', 'trang trai buoi', 'tan phu'];
  const paths = each((index) => {
    const texts = [
      typed[index % typed.length] ?? '',
      `${places[index % places.length] ?? ''} ${index * 10}`,
      lotAt(index * 1000 + 3),
      idAt(index * 777),
      txIdAt(index),
      String(index * 7),
    ];
    return `/api/explorer/search?text=${encodeURIComponent(texts[index % texts.length] ?? '')}`;
  });
  return measurement({
    name: 'search',
    value: await p95Of(url, paths),
    unit: `ms p95 of ${count} searches ${of}`,
    target: { atMost: 100 },
    other: { name: 'looking at every name, ms', value: await scan(store, (name) => name.includes('Hòa Bình')) },
  });
}
