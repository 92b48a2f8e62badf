import type { Language } from './problem.ts';

type Words = Readonly<Record<Language, string>>;

/** Shared databases from which records are imported, by the code that stands on the ledger. */
const names = {
  'diploma-database': { vi: 'cơ sở dữ liệu văn bằng, chứng chỉ', en: 'the diploma database' },
  'health-account-database': { vi: 'cơ sở dữ liệu tài khoản hồ sơ sức khỏe', en: 'the database of health accounts' },
  'traceability-database': { vi: 'cơ sở dữ liệu truy xuất nguồn gốc', en: 'the traceability database' },
  'growing-area-database': {
    vi: 'cơ sở dữ liệu vùng sản xuất tập trung',
    en: 'the database of concentrated growing areas',
  },
} as const satisfies Record<string, Words>;

export type ImportSource = keyof typeof names;
export const importSources = Object.keys(names) as [ImportSource, ...ImportSource[]];

export const importSourceWords = (source: ImportSource): Words => names[source];

/** YYYY-MM-DD as people write it here. */
const dayText = (date: string): string => date.split('-').reverse().join('/');

/** What every place that shows an imported record says of it; undefined for what is no such mark. */
export function importedWords(imported: unknown): Words | undefined {
  const { source, asOf } = (imported ?? {}) as { readonly source?: unknown; readonly asOf?: unknown };
  if (typeof source !== 'string' || !Object.hasOwn(names, source)) return undefined;
  const { vi, en } = names[source as ImportSource];
  const day = typeof asOf === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(asOf) ? dayText(asOf) : undefined;
  return {
    vi: `Nhập từ ${vi}${day === undefined ? '' : `, số liệu ngày ${day}`}; không được chứng kiến lúc phát sinh.`,
    en: `Imported from ${en}${day === undefined ? '' : `, as of ${day}`}; not witnessed when it came about.`,
  };
}
