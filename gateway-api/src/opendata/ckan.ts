import { openDataset, openDatasets, type OpenColumn } from '@daunguon/records';
import { foldText } from '../index-store/fold.ts';
import type { Addresses } from './addresses.ts';
import { formats, licenceUrl, mediaTypes, type Format } from './files.ts';
import type { Snapshot, SnapshotStore } from './snapshot-store.ts';

/** What CKAN's action API answers: status and envelope. */
export interface CkanAnswer {
  readonly status: 200 | 404 | 409;
  readonly body: { readonly success: boolean; readonly result?: unknown; readonly error?: object };
}
export interface CkanDeps {
  readonly snapshots: SnapshotStore;
  readonly addresses: Addresses;
}
/** Of a query: every value is what Express parsed, of any shape. */
type Asked = Readonly<Record<string, unknown>>;

const found = (result: unknown): CkanAnswer => ({ status: 200, body: { success: true, result } });
const notFound: CkanAnswer = {
  status: 404,
  body: { success: false, error: { __type: 'Not Found Error', message: 'Not found' } },
};
const invalid = (field: string, message: string): CkanAnswer => ({
  status: 409,
  body: { success: false, error: { __type: 'Validation Error', [field]: [message] } },
});

const resourceId = ({ dataset, version }: Snapshot, format: Format): string => `${dataset}.${version}.${format}`;

const resourceOf = ({ addresses }: CkanDeps, snapshot: Snapshot, format: Format) => {
  const { sha256, bytes } = snapshot.files[format];
  return {
    ...{ id: resourceId(snapshot, format), package_id: snapshot.dataset, name: resourceId(snapshot, format) },
    ...{ format: format.toUpperCase(), mimetype: mediaTypes[format], size: bytes, hash: `sha256:${sha256}` },
    ...{ url: addresses.file(snapshot, format), created: snapshot.issued, last_modified: snapshot.issued },
    ...{ state: 'active', datastore_active: true, license_url: licenceUrl, version: String(snapshot.version) },
  };
};

/** The version and format that an id names; ids of other shapes name nothing, so no path is ever made of one. */
const resourceBy = ({ snapshots }: CkanDeps, id: unknown): { snapshot: Snapshot; format: Format } | undefined => {
  const [, dataset = '', version, format] = /^([a-z-]+)\.(\d{1,6})\.(csv|json)$/.exec(String(id)) ?? [];
  const snapshot = snapshots.versions(dataset).find((one) => String(one.version) === version);
  return snapshot === undefined ? undefined : { snapshot, format: format as Format };
};

const packageList = ({ snapshots }: CkanDeps): CkanAnswer =>
  found(openDatasets.filter(({ id }) => snapshots.newest(id) !== undefined).map(({ id }) => id));

function packageShow(deps: CkanDeps, { id }: Asked): CkanAnswer {
  if (id === undefined || id === '') return invalid('id', 'Missing value');
  const spec = typeof id === 'string' ? openDataset(id) : undefined;
  const versions = spec === undefined ? [] : deps.snapshots.versions(spec.id);
  const [newest] = versions;
  if (spec === undefined || newest === undefined) return notFound;
  const resources = formats.map((format) => resourceOf(deps, newest, format));
  return found({
    ...{ id: spec.id, name: spec.id, type: 'dataset', state: 'active', private: false, title: spec.title[0] },
    ...{ notes: spec.description[0], license_id: 'cc-by-4.0', license_url: licenceUrl, isopen: true },
    ...{ version: String(newest.version), metadata_created: versions.at(-1)?.issued, metadata_modified: newest.issued },
    title_translated: { vi: spec.title[0], en: spec.title[1] },
    notes_translated: { vi: spec.description[0], en: spec.description[1] },
    tags: spec.keywords.flatMap((words) => words.map((name) => ({ name }))),
    ...{ url: deps.addresses.dataset(spec.id), num_resources: resources.length, resources },
  });
}

function resourceShow(deps: CkanDeps, { id }: Asked): CkanAnswer {
  if (id === undefined || id === '') return invalid('id', 'Missing value');
  const named = resourceBy(deps, id);
  return named === undefined ? notFound : found(resourceOf(deps, named.snapshot, named.format));
}

/** As CKAN bounds them, with a lower ceiling. */
export const mostRows = 1000;
const defaultRows = 100;

const whole = (value: unknown, fallback: number, most: number): number | undefined => {
  if (value === undefined || value === '') return fallback;
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : NaN;
  return number <= most ? number : undefined;
};

const typeOf: Readonly<Record<OpenColumn['kind'], string>> = {
  ...{ text: 'text', date: 'text', integer: 'int8', number: 'float8', boolean: 'bool' },
};

type Row = Readonly<Record<string, string | number | boolean | null>>;
/** Files that strangers ask for again and again, by the SHA-256 of their bytes; the newest of each dataset, and some. */
const parsed = new Map<string, readonly Row[]>();
const mostParsed = 24;

/** The rows of a version, as its JSON file has them; a file is read and parsed once. */
export function rowsOf(snapshots: SnapshotStore, snapshot: Snapshot): readonly Row[] {
  const { sha256 } = snapshot.files.json;
  const known = parsed.get(sha256);
  if (known !== undefined) return known;
  const { rows } = JSON.parse(snapshots.content(snapshot, 'json').toString('utf8')) as { rows: readonly Row[] };
  const [oldest] = parsed.keys();
  if (parsed.size >= mostParsed && oldest !== undefined) parsed.delete(oldest);
  parsed.set(sha256, rows);
  return rows;
}

function datastoreSearch(deps: CkanDeps, asked: Asked): CkanAnswer {
  const { resource_id: id, q = '' } = asked;
  if (id === undefined || id === '') return invalid('resource_id', 'Missing value');
  if (typeof q !== 'string' || q.length > 100) return invalid('q', 'A text of at most 100 characters');
  const limit = whole(asked['limit'], defaultRows, mostRows);
  if (limit === undefined) return invalid('limit', `Must be a natural number of at most ${mostRows}`);
  const offset = whole(asked['offset'], 0, 999_999_999);
  if (offset === undefined) return invalid('offset', 'Must be a natural number');
  const named = resourceBy(deps, id);
  const spec = named && openDataset(named.snapshot.dataset);
  if (named === undefined || spec === undefined) return notFound;
  const wanted = foldText(q);
  const has = (row: Row): boolean => Object.values(row).some((cell) => foldText(String(cell ?? '')).includes(wanted));
  const rows = rowsOf(deps.snapshots, named.snapshot);
  const all = wanted === '' ? rows : rows.filter(has);
  return found({
    ...{ resource_id: id, q, limit, offset, total: all.length, records_format: 'objects' },
    fields: spec.columns.map(({ name, kind }) => ({ id: name, type: typeOf[kind] })),
    records: all.slice(offset, offset + limit),
  });
}

/** The read actions, by their names in CKAN. */
export const ckanActions: Readonly<Record<string, (deps: CkanDeps, asked: Asked) => CkanAnswer>> = {
  package_list: packageList,
  package_show: packageShow,
  resource_show: resourceShow,
  datastore_search: datastoreSearch,
};
