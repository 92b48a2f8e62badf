import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { canonicalize } from '@daunguon/proof';
import { documentMemo } from './document-memo.ts';
import { markOf } from './index-mark.ts';
import { fieldsOf, newBlocks } from './index-store.ts';
import type { BlockRef, CollectionSpec, Doc, IndexedBlock, IndexStore, Page, Query, StoredDoc } from './index-store.ts';
import { addCounters, netEffects, type Effect } from './net-effects.ts';
import { checkQuery, encodeCursor, type SortValue } from './page-cursor.ts';
import { createIndexes, dropIndexes, tellPlanner } from './sqlite-indexes.ts';
import { column, orderOf, whereOf, whereOfNulls, type SqlPart } from './sqlite-query.ts';
import { inTransaction } from '../sqlite/in-transaction.ts';

interface Table {
  readonly spec: CollectionSpec;
  readonly fields: readonly string[];
  readonly get: StatementSync;
  /** Indexed fields of a document. */
  readonly fieldsOf: StatementSync;
  /** Changes nothing where the document is there already. */
  readonly insert: StatementSync;
  /** Writes a document and the indexed fields at these places, of which each other index stays untouched. */
  update(places: readonly number[]): StatementSync;
  readonly remove: StatementSync;
}

/** Statements that are remembered; a map that grew large is started again. */
const mostRemembered = 250;
/** Characters of the documents that are remembered: some three thousand records, some ten megabytes. */
const mostDocuments = 4_000_000;

/** `known` by its key, or what `make` gives, remembered where it gives something. */
const remembered = <Value>(
  known: Map<string, Value>,
  key: string,
  make: () => Value | undefined,
): Value | undefined => {
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = make();
  if (known.size >= mostRemembered) known.clear();
  if (value !== undefined) known.set(key, value);
  return value;
};

/** An index that another version of the projection wrote is emptied, and comes anew from the blocks. */
const emptyIfOther = (db: DatabaseSync, mark: number): void => {
  if (Number(db.prepare('PRAGMA user_version').get()?.['user_version']) === mark) return;
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all();
  db.exec('BEGIN IMMEDIATE');
  for (const { name } of tables) db.exec(`DROP TABLE "${String(name)}"`);
  db.exec(`PRAGMA user_version = ${mark}; COMMIT`);
};

const createTable = (db: DatabaseSync, spec: CollectionSpec): Table => {
  const { all: fields } = fieldsOf(spec);
  const names = [spec.name, ...fields];
  if (!names.every((name) => /^[A-Za-z][A-Za-z0-9]*$/.test(name))) throw new RangeError(`bad name in ${spec.name}`);
  const table = `"c_${spec.name}"`;
  // Indexed fields are plain columns written with the document: SQLite would parse the JSON once for each generated one.
  const columnList = fields.map((field) => `, ${column(field)}`).join('');
  db.exec(`CREATE TABLE IF NOT EXISTS ${table} (id TEXT PRIMARY KEY, doc TEXT NOT NULL${columnList})`);
  const columns = ['id', 'doc', ...fields.map(column)];
  const updates = new Map<string, StatementSync>();
  const update = (places: readonly number[]): StatementSync => {
    const set = ['doc', ...places.map((place) => column(fields[place] ?? ''))].map((name) => `${name} = ?`).join(', ');
    return remembered(updates, set, () => db.prepare(`UPDATE ${table} SET ${set} WHERE id = ?`)) as StatementSync;
  };
  return {
    spec,
    fields,
    get: db.prepare(`SELECT doc FROM ${table} WHERE id = ?`),
    fieldsOf: db.prepare(`SELECT ${['id', ...fields.map(column)].join(', ')} FROM ${table} WHERE id = ?`),
    insert: db.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) ON CONFLICT (id) DO NOTHING`,
    ),
    update,
    remove: db.prepare(`DELETE FROM ${table} WHERE id = ?`),
  };
};

/**
 * A document with its indexed fields beside it, as json_extract would give them. What is written again touches the indexes of the fields that
 * changed alone: a mark on ten thousand lots changes two of a dozen.
 */
const put = (table: Table, id: string, doc: Doc): void => {
  const values = table.fields.map((field): SQLInputValue => {
    const value = doc[field];
    if (typeof value === 'string' || typeof value === 'number') return value;
    if (typeof value === 'boolean') return value ? 1 : 0;
    return value === undefined || value === null ? null : JSON.stringify(value);
  });
  const json = JSON.stringify(doc);
  // Most documents of a block are new: nothing is looked up for those.
  if (Number(table.insert.run(id, json, ...values).changes) === 1) return;
  const before = table.fieldsOf.get(id) ?? {};
  const places = [...values.keys()].filter((place) => before[`f_${table.fields[place] ?? ''}`] !== values[place]);
  table.update(places).run(json, ...places.map((place) => values[place] ?? null), id);
};

const applyEffect = (table: Table, effect: Effect): void => {
  if (effect.kind === 'delete') {
    table.remove.run(effect.id);
  } else if (effect.kind === 'put') {
    put(table, effect.id, effect.doc);
  } else {
    const row = table.get.get(effect.id);
    const before = row ? (JSON.parse(String(row['doc'])) as Doc) : effect.onInsert;
    put(table, effect.id, addCounters(before, effect.by));
  }
};

/**
 * The embedded index: one SQLite file, one transaction for the blocks it is offered (https://sqlite.org/wal.html: with WAL and
 * synchronous=NORMAL a power cut may lose the last transactions, never half of one; they are read again from the ledger).
 */
export function openSqliteStore(file: string, collections: readonly CollectionSpec[]): IndexStore {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000');
  // A block of 500 records is about 1,000 pages, SQLite's default for both: then each would be copied into the file, and synced, at once.
  // Where a whole index is filled, pages are written again less often with more of both.
  const little = 'PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -8000';
  const much = 'PRAGMA wal_autocheckpoint = 32000; PRAGMA cache_size = -64000';
  db.exec(little);
  emptyIfOther(db, markOf(collections));
  db.exec('CREATE TABLE IF NOT EXISTS checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER, hash TEXT)');
  const specs = new Map(collections.map((spec) => [spec.name, spec]));
  const tables = new Map(collections.map((spec) => [spec.name, createTable(db, spec)]));
  const createAllIndexes = (): void =>
    inTransaction(db, () => {
      for (const spec of collections) createIndexes(db, spec);
      tellPlanner(db, collections);
    });
  createAllIndexes();
  const readCheckpoint = db.prepare('SELECT number, hash FROM checkpoint');
  const writeCheckpoint = db.prepare('INSERT OR REPLACE INTO checkpoint (one, number, hash) VALUES (1, ?, ?)');

  // The page of one label reads its lot, its ancestors and their steps several times, and that of the next label the same ones.
  const documents = documentMemo(mostDocuments);
  const statements = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => remembered(statements, sql, () => db.prepare(sql)) as StatementSync;

  const tableOf = (name: string): Table => {
    const table = tables.get(name);
    if (table === undefined) throw new RangeError(`collection ${name} is not declared`);
    return table;
  };
  const checkpoint = (): BlockRef | undefined => {
    const row = readCheckpoint.get();
    return row ? { number: Number(row['number']), hash: String(row['hash']) } : undefined;
  };
  const applyBlocks = (offered: readonly IndexedBlock[]): number =>
    inTransaction(db, () => {
      const blocks = newBlocks(checkpoint(), offered);
      const ops = blocks.flatMap((block) => block.ops);
      for (const effect of netEffects(specs, ops)) {
        documents.forget(effect.collection, effect.id);
        applyEffect(tableOf(effect.collection), effect);
      }
      const last = blocks.at(-1)?.ref;
      if (last !== undefined) writeCheckpoint.run(last.number, last.hash);
      return blocks.length;
    });
  const stored = (id: unknown, doc: unknown): StoredDoc => ({ _id: String(id), ...(JSON.parse(String(doc)) as Doc) });
  const find = (name: string, query: Query): Page => {
    checkQuery(tableOf(name).spec, query);
    const limit = query.limit ?? 50;
    const rowsOf = (where: SqlPart | undefined, most: number) =>
      where === undefined || most <= 0
        ? []
        : statement(`SELECT id, doc FROM "c_${name}"${where.sql}${orderOf(query)} LIMIT ?`).all(...where.values, most);
    const rows = rowsOf(whereOf(query, true), limit + 1);
    rows.push(...rowsOf(whereOfNulls(query), limit + 1 - rows.length));
    const docs = rows.slice(0, limit).map((row) => stored(row['id'], row['doc']));
    const last = docs.at(-1);
    if (rows.length <= limit || last === undefined) return { docs };
    const value = (last[query.sort?.field ?? '_id'] ?? null) as SortValue;
    return { docs, next: encodeCursor({ value, id: last._id }) };
  };
  const count = (name: string, query: Query): number => {
    checkQuery(tableOf(name).spec, query);
    const where = whereOf(query, false);
    return Number(statement(`SELECT count(*) AS n FROM "c_${name}"${where.sql}`).get(...where.values)?.['n']);
  };
  async function* dump(): AsyncGenerator<string> {
    for (const name of [...specs.keys()].sort()) {
      for (const row of db.prepare(`SELECT id, doc FROM "c_${name}" ORDER BY id`).iterate()) {
        yield `${name}\t${canonicalize(stored(row['id'], row['doc']))}`;
      }
    }
    const at = checkpoint();
    if (at !== undefined) yield `checkpoint\t${canonicalize({ ...at })}`;
  }
  const clear = (): void =>
    inTransaction(db, () => {
      documents.clear();
      for (const name of specs.keys()) db.exec(`DELETE FROM "c_${name}"`);
      db.exec('DELETE FROM checkpoint');
    });
  const filling = async (work: () => Promise<void>): Promise<void> => {
    db.exec(much);
    inTransaction(db, () => collections.forEach((spec) => dropIndexes(db, spec)));
    try {
      await work();
    } finally {
      createAllIndexes();
      db.exec(little);
    }
  };

  return {
    applyBlocks: async (blocks) => applyBlocks(blocks),
    checkpoint: async () => checkpoint(),
    get: async (name, id) => {
      const before = documents.get(name, id);
      if (before !== undefined) return before;
      const json = tableOf(name).get.get(id)?.['doc'];
      if (json === undefined) return undefined;
      const doc = stored(id, json);
      documents.put(name, doc, String(json).length);
      return doc;
    },
    find: async (name, query = {}) => find(name, query),
    count: async (name, query = {}) => count(name, query),
    dump,
    clear: async () => clear(),
    filling,
    close: async () => db.close(),
  };
}
