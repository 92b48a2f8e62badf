import { DatabaseSync } from 'node:sqlite';
import type { BatchRow } from '@daunguon/records';
import type { RowError } from './import-problems.ts';

export type ImportState = 'previewed' | 'running' | 'finished';
/** Who imports: a stable key of the person and the unit they act for. */
export interface ImportActor {
  readonly key: string;
  readonly unit: string;
}
export interface ImportRecord {
  readonly id: string;
  readonly actor: ImportActor;
  readonly state: ImportState;
  readonly rows: number;
  readonly ok: number;
  readonly errors: readonly RowError[];
  readonly committed: number;
  readonly refused: number;
}
export interface LineBatch {
  readonly line: number;
  readonly batch: BatchRow;
}
export interface RefusedRow {
  readonly line: number;
  readonly code: string;
  readonly detail: string;
}
export interface ImportChunk {
  readonly number: number;
  readonly attempt: number;
  readonly rows: readonly LineBatch[];
}
export interface ImportEvent {
  readonly seq: number;
  readonly data: Readonly<Record<string, unknown>>;
}

const schema = `
PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;
CREATE TABLE IF NOT EXISTS imports (id TEXT PRIMARY KEY, actor TEXT, state TEXT, rows INTEGER, ok INTEGER, errors TEXT,
  batches TEXT, committed INTEGER, refused INTEGER);
CREATE TABLE IF NOT EXISTS chunks (import TEXT, number INTEGER, attempt INTEGER, rows TEXT, done INTEGER,
  PRIMARY KEY (import, number));
CREATE TABLE IF NOT EXISTS events (import TEXT, seq INTEGER, data TEXT, PRIMARY KEY (import, seq));`;

/** Durable state of imports: what is to be issued is written before the first command goes out. */
export function openImportStore(file: string) {
  const db = new DatabaseSync(file);
  db.exec(schema);
  const inTransaction = (work: () => void): void => {
    db.exec('BEGIN IMMEDIATE');
    try {
      work();
      db.exec('COMMIT');
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    }
  };
  const addEvent = (id: string, data: object): void => {
    db.prepare('INSERT INTO events SELECT ?, coalesce(max(seq), 0) + 1, ? FROM events WHERE import = ?').run(
      id,
      JSON.stringify(data),
      id,
    );
  };
  const get = (id: string): ImportRecord | undefined => {
    const row = db.prepare('SELECT * FROM imports WHERE id = ?').get(id);
    if (row === undefined) return undefined;
    return {
      id,
      actor: JSON.parse(String(row['actor'])) as ImportActor,
      state: String(row['state']) as ImportState,
      rows: Number(row['rows']),
      ok: Number(row['ok']),
      errors: JSON.parse(String(row['errors'])) as RowError[],
      committed: Number(row['committed']),
      refused: Number(row['refused']),
    };
  };

  return {
    get,
    /** Stores or replaces a preview; an import that was started is never replaced. */
    savePreview(
      preview: Pick<ImportRecord, 'id' | 'actor' | 'rows' | 'errors'>,
      batches: readonly LineBatch[],
    ): ImportRecord {
      db.prepare(
        `INSERT INTO imports VALUES (?, ?, 'previewed', ?, ?, ?, ?, 0, 0) ON CONFLICT (id) DO UPDATE SET
         ok = excluded.ok, errors = excluded.errors, batches = excluded.batches WHERE state = 'previewed'`,
      ).run(
        preview.id,
        JSON.stringify(preview.actor),
        preview.rows,
        batches.length,
        JSON.stringify(preview.errors),
        JSON.stringify(batches),
      );
      return get(preview.id) as ImportRecord;
    },
    batches(id: string): readonly LineBatch[] {
      const row = db.prepare('SELECT batches FROM imports WHERE id = ?').get(id);
      return row ? (JSON.parse(String(row['batches'])) as LineBatch[]) : [];
    },
    /** previewed -> running, with its chunks, in one transaction. */
    start(id: string, chunks: readonly (readonly LineBatch[])[]): void {
      inTransaction(() => {
        const update = db.prepare(`UPDATE imports SET state = 'running' WHERE id = ? AND state = 'previewed'`);
        if (update.run(id).changes !== 1) return;
        const insert = db.prepare('INSERT INTO chunks VALUES (?, ?, 0, ?, 0)');
        chunks.forEach((rows, number) => insert.run(id, number, JSON.stringify(rows)));
        addEvent(id, { type: 'started', chunks: chunks.length });
      });
    },
    nextChunk(id: string): ImportChunk | undefined {
      const row = db.prepare('SELECT * FROM chunks WHERE import = ? AND done = 0 ORDER BY number LIMIT 1').get(id);
      if (row === undefined) return undefined;
      const rows = JSON.parse(String(row['rows'])) as LineBatch[];
      return { number: Number(row['number']), attempt: Number(row['attempt']), rows };
    },
    /** The rows the ledger refused leave the chunk; the rest is a new attempt under a new request id. */
    refuseRows(id: string, chunk: ImportChunk, refused: readonly RefusedRow[]): void {
      const lines = new Set(refused.map((row) => row.line));
      const rest = chunk.rows.filter((row) => !lines.has(row.line));
      inTransaction(() => {
        db.prepare('UPDATE chunks SET attempt = attempt + 1, rows = ?, done = ? WHERE import = ? AND number = ?').run(
          JSON.stringify(rest),
          rest.length === 0 ? 1 : 0,
          id,
          chunk.number,
        );
        db.prepare('UPDATE imports SET refused = refused + ? WHERE id = ?').run(refused.length, id);
        addEvent(id, { type: 'refused', chunk: chunk.number, rows: refused });
      });
    },
    finishChunk(id: string, chunk: ImportChunk, transactionId: string): void {
      inTransaction(() => {
        db.prepare('UPDATE chunks SET done = 1 WHERE import = ? AND number = ?').run(id, chunk.number);
        db.prepare('UPDATE imports SET committed = committed + ? WHERE id = ?').run(chunk.rows.length, id);
        const { committed } = get(id) as ImportRecord;
        addEvent(id, { type: 'progress', chunk: chunk.number, rows: chunk.rows.length, committed, transactionId });
      });
    },
    finish(id: string): void {
      inTransaction(() => {
        const update = db.prepare(`UPDATE imports SET state = 'finished' WHERE id = ? AND state = 'running'`);
        if (update.run(id).changes !== 1) return;
        const { committed, refused } = get(id) as ImportRecord;
        addEvent(id, { type: 'finished', committed, refused });
      });
    },
    events(id: string, afterSeq: number): readonly ImportEvent[] {
      const rows = db
        .prepare('SELECT seq, data FROM events WHERE import = ? AND seq > ? ORDER BY seq')
        .all(id, afterSeq);
      return rows.map((row) => ({
        seq: Number(row['seq']),
        data: JSON.parse(String(row['data'])) as ImportEvent['data'],
      }));
    },
    running(): readonly string[] {
      return db
        .prepare(`SELECT id FROM imports WHERE state = 'running'`)
        .all()
        .map((row) => String(row['id']));
    },
    close(): void {
      db.close();
    },
  };
}
export type ImportStore = ReturnType<typeof openImportStore>;
