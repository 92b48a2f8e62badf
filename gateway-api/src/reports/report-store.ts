import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { ReportQuery, ReportReason } from './report-schema.ts';

/** A suspected fake as a reader told of it. */
export interface StoredReport {
  readonly id: string;
  /** Record id, or canonical path of lot or item. */
  readonly label: string;
  readonly reason: ReportReason;
  /** YYYY-MM-DD in Việt Nam. */
  readonly day: string;
  readonly commune?: string;
  readonly photo?: string;
  /** Whether note or contact lie in the vault. */
  readonly sealed: boolean;
  /** Size of the log's head when it came. */
  readonly head: number;
}

/** By whole labels: `lot` and `serial` of `label`. */
export interface ReportCluster {
  readonly key: string;
  readonly reports: number;
  /** Different labels, and different communes. */
  readonly labels: number;
  readonly communes: number;
  readonly first: string;
  readonly last: string;
}
export type ClusterBy = 'lot' | 'serial' | 'commune' | 'day';

export interface ReportStore {
  /** On disk before this returns; false where this id is there already, which then stays as it is. */
  add(report: StoredReport): boolean;
  find(query: ReportQuery, limit: number): StoredReport[];
  /** The largest first. */
  clusters(by: ClusterBy, query: ReportQuery, limit: number): ReportCluster[];
  close(): void;
}

const schema = `
PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;
CREATE TABLE IF NOT EXISTS reports (id TEXT PRIMARY KEY, label TEXT, lot TEXT, reason TEXT, day TEXT, commune TEXT, photo TEXT,
  sealed INTEGER, head INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS reports_by_lot ON reports (lot, label);
CREATE INDEX IF NOT EXISTS reports_by_day ON reports (day);`;

/** The path of an item without its serial; anything else is its own lot. */
const lotOf = (label: string): string => label.replace(/\/21\/[^/]+$/, '');

const conditions = (
  { record, commune, from, to }: ReportQuery,
  label: string | undefined,
): [string, SQLInputValue][] => [
  ...(record === undefined ? [] : [['label = ?', record] satisfies [string, SQLInputValue]]),
  ...(label === undefined
    ? []
    : [[label.includes('/21/') ? 'label = ?' : 'lot = ?', label] satisfies [string, SQLInputValue]]),
  ...(commune === undefined ? [] : [['commune = ?', commune] satisfies [string, SQLInputValue]]),
  ...(from === undefined ? [] : [['day >= ?', from] satisfies [string, SQLInputValue]]),
  ...(to === undefined ? [] : [['day <= ?', to] satisfies [string, SQLInputValue]]),
];

const columns: Readonly<Record<ClusterBy, string>> = { lot: 'lot', serial: 'label', commune: 'commune', day: 'day' };

/** `labelOf` is the canonical path of a query that names GTIN and lot. */
export function openReportStore(file: string, labelOf: (query: ReportQuery) => string | undefined): ReportStore {
  const db = new DatabaseSync(file);
  db.exec(schema);
  const insert = db.prepare('INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const where = (query: ReportQuery): { sql: string; values: SQLInputValue[] } => {
    const all = conditions(query, labelOf(query));
    return {
      sql: all.length === 0 ? '' : `WHERE ${all.map(([text]) => text).join(' AND ')}`,
      values: all.map(([, value]) => value),
    };
  };
  return {
    add: ({ id, label, reason, day, commune = '', photo = '', sealed, head }) =>
      insert.run(id, label, lotOf(label), reason, day, commune, photo, Number(sealed), head).changes === 1,
    find(query, limit) {
      const { sql, values } = where(query);
      const rows = db.prepare(`SELECT * FROM reports ${sql} ORDER BY day DESC, id LIMIT ?`).all(...values, limit);
      return rows.map((row) => ({
        id: String(row['id']),
        label: String(row['label']),
        reason: String(row['reason']) as ReportReason,
        day: String(row['day']),
        ...(row['commune'] === '' ? {} : { commune: String(row['commune']) }),
        ...(row['photo'] === '' ? {} : { photo: String(row['photo']) }),
        sealed: row['sealed'] === 1,
        head: Number(row['head']),
      }));
    },
    clusters(by, query, limit) {
      const { sql, values } = where(query);
      const column = columns[by];
      const rows = db
        .prepare(
          `SELECT ${column} AS key, count(*) AS reports, count(DISTINCT label) AS labels,
             count(DISTINCT nullif(commune, '')) AS communes, min(day) AS first, max(day) AS last
           FROM reports ${sql} GROUP BY ${column} ORDER BY reports DESC, key LIMIT ?`,
        )
        .all(...values, limit);
      return rows.map((row) => ({
        key: String(row['key']),
        reports: Number(row['reports']),
        labels: Number(row['labels']),
        communes: Number(row['communes']),
        first: String(row['first']),
        last: String(row['last']),
      }));
    },
    close: () => db.close(),
  };
}
