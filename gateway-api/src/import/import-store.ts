import { inTransaction } from '../sqlite/in-transaction.ts';
import { openImportFile, type ImportSealing } from './import-file.ts';
import type { RowError } from './import-problems.ts';
import type {
  ImportActor,
  ImportChunk,
  ImportEvent,
  ImportRecord,
  ImportState,
  ImportSummary,
  LineRow,
  Preview,
  RefusedRow,
} from './import-record.ts';

/**
 * Durable state of imports: what is to be issued is written before the first command goes out. `Result` is what is told of a row that
 * was issued; rows themselves are kept no longer than they are needed.
 */
export function openImportStore<Row, Result = never>(file: string, sealing: ImportSealing) {
  const { db, sealActor, actorOf, seal, unseal, destroyRows, destroyActor } = openImportFile(file, sealing);
  const addEvent = (id: string, data: object): void => {
    db.prepare('INSERT INTO events SELECT ?, coalesce(max(seq), 0) + 1, ? FROM events WHERE import = ?').run(
      id,
      JSON.stringify(data),
      id,
    );
  };
  const summarised = 'id, actor, state, rows, ok, errorCount, duplicateCount, about, committed, refused, at';
  const summaryIn = (row: Record<string, unknown>): ImportSummary => {
    const id = String(row['id']);
    return {
      id,
      actor: actorOf(id, row['actor']),
      state: String(row['state']) as ImportState,
      ...{ rows: Number(row['rows']), ok: Number(row['ok']) },
      ...{ errorCount: Number(row['errorCount']), duplicateCount: Number(row['duplicateCount']) },
      ...(row['about'] === null ? {} : { about: JSON.parse(String(row['about'])) as Record<string, unknown> }),
      ...{ committed: Number(row['committed']), refused: Number(row['refused']) },
    };
  };
  const get = (id: string): ImportRecord | undefined => {
    const row = db.prepare('SELECT * FROM imports WHERE id = ?').get(id);
    return (
      row && {
        ...summaryIn(row),
        errors: JSON.parse(String(row['errors'])) as RowError[],
        duplicates: JSON.parse(String(row['duplicates'])) as RowError[],
      }
    );
  };
  const doneOf = (id: string): Pick<ImportSummary, 'committed' | 'refused'> => {
    const row = db.prepare('SELECT committed, refused FROM imports WHERE id = ?').get(id);
    return { committed: Number(row?.['committed']), refused: Number(row?.['refused']) };
  };

  return {
    get,
    /** Stores or replaces a preview and the commands that its rows come to; an import that was started is never replaced. */
    savePreview(
      { id, actor, rows, errors, duplicates = [], about }: Preview,
      chunks: readonly (readonly LineRow<Row>[])[],
      at: number,
    ): ImportRecord {
      inTransaction(db, () => {
        const ok = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
        const saved = db
          .prepare(
            `INSERT INTO imports (id, actor, unit, state, rows, ok, errors, committed, refused, at, duplicates, about, errorCount, duplicateCount)
             VALUES (?, ?, ?, 'previewed', ?, ?, ?, 0, 0, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET actor = excluded.actor, unit = excluded.unit, ok = excluded.ok,
             errors = excluded.errors, at = excluded.at, duplicates = excluded.duplicates, about = excluded.about,
             errorCount = excluded.errorCount, duplicateCount = excluded.duplicateCount WHERE state = 'previewed'`,
          )
          .run(
            ...[id, sealActor(id, actor), actor.unit, rows, ok, JSON.stringify(errors), at, JSON.stringify(duplicates)],
            ...[about === undefined ? null : JSON.stringify(about), errors.length, duplicates.length],
          );
        if (saved.changes === 0) return;
        db.prepare('DELETE FROM chunks WHERE import = ?').run(id);
        const insert = db.prepare('INSERT INTO chunks VALUES (?, ?, 0, ?, 0, NULL)');
        chunks.forEach((chunk, number) => insert.run(id, number, seal(id, JSON.stringify(chunk), `${id} ${number}`)));
      });
      return get(id) as ImportRecord;
    },
    /** previewed -> running; in the name of `actor`, whoever saw the preview. */
    start(id: string, actor: ImportActor): void {
      inTransaction(db, () => {
        const update = db.prepare(
          `UPDATE imports SET state = 'running', actor = ?, unit = ? WHERE id = ? AND state = 'previewed'`,
        );
        if (update.run(sealActor(id, actor), actor.unit, id).changes !== 1) return;
        const made = db.prepare('SELECT count(*) AS n FROM chunks WHERE import = ?').get(id);
        addEvent(id, { type: 'started', chunks: Number(made?.['n']) });
      });
    },
    /** The first chunk that is neither done nor among those under way. */
    nextChunk(id: string, underWay: ReadonlySet<number>): ImportChunk<Row> | undefined {
      const open = db.prepare('SELECT number FROM chunks WHERE import = ? AND done = 0 ORDER BY number').all(id);
      const number = open.map((row) => Number(row['number'])).find((one) => !underWay.has(one));
      if (number === undefined) return undefined;
      const row = db.prepare('SELECT * FROM chunks WHERE import = ? AND number = ?').get(id, number)!;
      const rows = unseal<LineRow<Row>>(id, row['rows'], `${id} ${number}`);
      if (rows.length === 0) {
        // Erased meanwhile: there is nothing to issue any more.
        db.prepare('UPDATE chunks SET done = 1, rows = NULL WHERE import = ? AND number = ?').run(id, number);
        return this.nextChunk(id, underWay);
      }
      return { number, attempt: Number(row['attempt']), rows };
    },
    /** The rows the ledger refused leave the chunk; the rest is a new attempt under a new request id. */
    refuseRows(id: string, chunk: ImportChunk<Row>, refused: readonly RefusedRow[]): void {
      const lines = new Set(refused.map((row) => row.line));
      const rest = chunk.rows.filter((row) => !lines.has(row.line));
      inTransaction(db, () => {
        db.prepare('UPDATE chunks SET attempt = attempt + 1, rows = ?, done = ? WHERE import = ? AND number = ?').run(
          rest.length === 0 ? null : seal(id, JSON.stringify(rest), `${id} ${chunk.number}`),
          rest.length === 0 ? 1 : 0,
          id,
          chunk.number,
        );
        db.prepare('UPDATE imports SET refused = refused + ? WHERE id = ?').run(refused.length, id);
        addEvent(id, { type: 'refused', chunk: chunk.number, rows: refused });
      });
    },
    finishChunk(id: string, chunk: ImportChunk<Row>, transactionId: string, results: readonly Result[] = []): void {
      const kept = results.length === 0 ? null : seal(id, JSON.stringify(results), `${id} ${chunk.number} results`);
      inTransaction(db, () => {
        const update = db.prepare(
          'UPDATE chunks SET done = 1, rows = NULL, results = ? WHERE import = ? AND number = ?',
        );
        update.run(kept, id, chunk.number);
        db.prepare('UPDATE imports SET committed = committed + ? WHERE id = ?').run(chunk.rows.length, id);
        const { committed } = doneOf(id);
        addEvent(id, { type: 'progress', chunk: chunk.number, rows: chunk.rows.length, committed, transactionId });
      });
    },
    /** What was told of the rows issued so far, in the order of the file; gone after `forget`. */
    results(id: string): readonly Result[] {
      const rows = db.prepare('SELECT number, results FROM chunks WHERE import = ? ORDER BY number').all(id);
      return rows.flatMap(({ number, results }) =>
        results === null ? [] : unseal<Result>(id, results, `${id} ${String(number)} results`),
      );
    },
    forgetResults(id: string): void {
      destroyRows(id);
      db.prepare('UPDATE chunks SET results = NULL WHERE import = ?').run(id);
    },
    /** What was told of some rows, whatever their import, is gone from the file. */
    dropResults(isGone: (result: Result) => boolean): void {
      const kept = db.prepare('SELECT import, number, results FROM chunks WHERE results IS NOT NULL').all();
      const update = db.prepare('UPDATE chunks SET results = ? WHERE import = ? AND number = ?');
      inTransaction(db, () => {
        for (const { import: id, number, results } of kept) {
          const what = `${String(id)} ${String(number)} results`;
          const told = unseal<Result>(String(id), results, what);
          const rest = told.filter((result) => !isGone(result));
          if (rest.length < told.length)
            update.run(
              rest.length === 0 ? null : seal(String(id), JSON.stringify(rest), what),
              ...[String(id), Number(number)],
            );
        }
      });
    },
    finish(id: string, at: number): void {
      inTransaction(db, () => {
        const update = db.prepare(`UPDATE imports SET state = 'finished', at = ? WHERE id = ? AND state = 'running'`);
        if (update.run(at, id).changes !== 1) return;
        addEvent(id, { type: 'finished', ...doneOf(id) });
      });
    },
    /** Previews that nobody confirmed and results that nobody needs any more. */
    forget(before: { readonly preview: number; readonly results: number }): void {
      const unconfirmed = db.prepare(`SELECT id FROM imports WHERE state = 'previewed' AND at < ?`).all(before.preview);
      for (const { id } of unconfirmed) {
        destroyRows(id);
        destroyActor(id);
      }
      inTransaction(db, () => {
        db.prepare(`DELETE FROM imports WHERE state = 'previewed' AND at < ?`).run(before.preview);
        db.exec('DELETE FROM chunks WHERE import NOT IN (SELECT id FROM imports)');
      });
      const old = `results IS NOT NULL AND import IN (SELECT id FROM imports WHERE state = 'finished' AND at < ?)`;
      for (const { id } of db.prepare(`SELECT DISTINCT import AS id FROM chunks WHERE ${old}`).all(before.results))
        destroyRows(id);
      db.prepare(`UPDATE chunks SET results = NULL WHERE ${old}`).run(before.results);
    },
    /** Imports of a unit by those who are asked for, newest first; what is wrong with their rows is not read. */
    ofUnit(
      unit: string,
      limit: number,
      by: (actor: ImportActor) => boolean,
    ): readonly (ImportSummary & { readonly at: number })[] {
      const found: (ImportSummary & { readonly at: number })[] = [];
      for (const row of db.prepare(`SELECT ${summarised} FROM imports WHERE unit = ? ORDER BY at DESC`).iterate(unit)) {
        const summary = summaryIn(row);
        if (by(summary.actor)) found.push({ ...summary, at: Number(row['at']) });
        if (found.length === limit) break;
      }
      return found;
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
export type ImportStore<Row, Result = never> = ReturnType<typeof openImportStore<Row, Result>>;
