import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { resealColumn } from '../vault/reseal.ts';
import type { SubjectKeys } from '../vault/subject-keys.ts';
import type { ImportActor } from './import-record.ts';

/** How rows and who imports them lie on disk: under keys of the import alone, the rows' destroyed with them. */
export interface ImportSealing {
  readonly keys: SubjectKeys;
  /** Tells the imports of one store from those of another. */
  readonly kind: string;
  /** What texts are bound to begins with it. */
  readonly about: string;
  /** Rows of an earlier version stand there readable. */
  readonly wasPlain?: true;
}

/** Of an import whose person is erased. */
const noActor = JSON.stringify({ key: '["",""]', unit: '' } satisfies ImportActor);

// Rows may be personal: what is gone must not be found in free pages, nor in a write-ahead log.
const schema = `
PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 5000;
CREATE TABLE IF NOT EXISTS imports (id TEXT PRIMARY KEY, actor TEXT, state TEXT, rows INTEGER, ok INTEGER, errors TEXT,
  committed INTEGER, refused INTEGER, at INTEGER, duplicates TEXT NOT NULL DEFAULT '[]', about TEXT);
CREATE TABLE IF NOT EXISTS chunks (import TEXT, number INTEGER, attempt INTEGER, rows TEXT, done INTEGER, results TEXT,
  PRIMARY KEY (import, number));
CREATE TABLE IF NOT EXISTS events (import TEXT, seq INTEGER, data TEXT, PRIMARY KEY (import, seq));`;

/** Files of earlier versions get the columns that they lack. */
function addColumns(db: DatabaseSync): void {
  const columns = db.prepare("SELECT name FROM pragma_table_info('imports')").all();
  if (!columns.some(({ name }) => name === 'about'))
    db.exec(
      "ALTER TABLE imports ADD COLUMN duplicates TEXT NOT NULL DEFAULT '[]'; ALTER TABLE imports ADD COLUMN about TEXT",
    );
  if (!columns.some(({ name }) => name === 'unit'))
    db.exec("ALTER TABLE imports ADD COLUMN unit TEXT; UPDATE imports SET unit = json_extract(actor, '$.unit')");
  if (!columns.some(({ name }) => name === 'errorCount'))
    db.exec(`ALTER TABLE imports ADD COLUMN errorCount INTEGER; ALTER TABLE imports ADD COLUMN duplicateCount INTEGER;
      UPDATE imports SET errorCount = json_array_length(errors), duplicateCount = json_array_length(duplicates)`);
}

/** The file of a store of imports, and what seals and opens texts in it. */
export function openImportFile(file: string, { keys, kind, about: prefix, wasPlain }: ImportSealing) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec(schema);
  addColumns(db);
  const rowsOf = (id: unknown): string => `import-rows:${kind}/${String(id)}`;
  const actorSubject = (id: unknown): string => `import:${kind}/${String(id)}`;
  const about = (what: string): string => `${prefix}${what}`;
  resealColumn(db, keys, {
    ...{ table: 'imports', column: 'actor', key: ['id'], wasPlain: true },
    of: ({ id }) => ({ subject: actorSubject(id), about: about(`${String(id)} actor`) }),
  });
  for (const column of ['rows', 'results'])
    resealColumn(db, keys, {
      ...{ table: 'chunks', column, key: ['import', 'number'], ...(wasPlain ? { wasPlain } : {}) },
      of: ({ import: id, number }) => ({
        subject: rowsOf(id),
        about: about(`${String(id)} ${String(number)}${column === 'rows' ? '' : ' results'}`),
      }),
    });
  return {
    db,
    sealActor: (id: string, actor: ImportActor): string =>
      keys.seal(actorSubject(id), JSON.stringify(actor), about(`${id} actor`)),
    actorOf: (id: string, sealed: unknown): ImportActor =>
      JSON.parse(keys.open(actorSubject(id), String(sealed), about(`${id} actor`)) ?? noActor) as ImportActor,
    seal: (id: string, text: string, what: string): string => keys.seal(rowsOf(id), text, about(what)),
    /** None where the rows' key was destroyed. */
    unseal: <Item>(id: string, sealed: unknown, what: string): Item[] =>
      JSON.parse(keys.open(rowsOf(id), String(sealed), about(what)) ?? '[]') as Item[],
    /** From here on no copy of the file tells the rows or what was told of them. */
    destroyRows: (id: unknown): void => keys.destroy(rowsOf(id)),
    destroyActor: (id: unknown): void => keys.destroy(actorSubject(id)),
  };
}
