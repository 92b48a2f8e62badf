import { chmodSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isPublicTerm } from '@daunguon/formats/epcis';
import type { EventQuery, EventTerms, JsonObject } from '@daunguon/formats/epcis';
import { inTransaction } from '../sqlite/in-transaction.ts';
import { eventPlans } from './event-plans.ts';
import type { EventSealing } from './event-sealing.ts';

/** An event as queries find and answer it. */
export interface IndexedEvent {
  readonly id: string;
  readonly whole: JsonObject;
  /** What those see who may not read the whole. */
  readonly redacted: JsonObject;
  /** Units that may read the whole; `*` is everyone. */
  readonly readers: readonly string[];
  readonly terms: EventTerms;
  /** Under whose key the whole of it lies; absent where the whole is public. */
  readonly unit?: string;
}
export interface FoundEvent {
  readonly id: string;
  readonly whole: JsonObject;
  readonly redacted: JsonObject;
  readonly readers: readonly string[];
}
export interface EventPage {
  readonly events: readonly FoundEvent[];
  /** Token of the next page. */
  readonly next?: string;
}

/** Goes up with every change of what is written: an index of another version is made anew. */
const version = 4;
const schema = `
PRAGMA user_version = ${version};
PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -16000;
CREATE TABLE IF NOT EXISTS checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), block INTEGER);
CREATE TABLE IF NOT EXISTS events (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, eventTime INTEGER, recordTime INTEGER, whole TEXT,
  redacted TEXT, readers TEXT, unit TEXT);
CREATE INDEX IF NOT EXISTS events_time ON events (eventTime, seq);
CREATE INDEX IF NOT EXISTS events_record ON events (recordTime, seq);
CREATE TABLE IF NOT EXISTS terms (id INTEGER PRIMARY KEY, name TEXT, value TEXT, n INTEGER, UNIQUE (name, value));
CREATE TABLE IF NOT EXISTS places (term INTEGER, unit TEXT, shown TEXT, PRIMARY KEY (term, unit)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS words (term INTEGER, eventTime INTEGER, seq INTEGER, recordTime INTEGER, PRIMARY KEY (term, eventTime, seq))
  WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS words_record ON words (term, recordTime, seq);
CREATE INDEX IF NOT EXISTS words_event ON words (seq, term);
CREATE TABLE IF NOT EXISTS numbers (name TEXT, value REAL, seq INTEGER, PRIMARY KEY (name, value, seq)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS numbers_event ON numbers (seq, name, value);`;

const cursorOf = (token: string | undefined): readonly [number, number] | undefined => {
  if (token === undefined) return undefined;
  const [, value, seq] = /^(-?\d+)\.(\d+)$/.exec(Buffer.from(token, 'base64url').toString('latin1')) ?? [];
  if (value === undefined || seq === undefined) throw new RangeError('not a token of this index');
  return [Number(value), Number(seq)];
};

/** Hidden terms whose values are listed: places, to those who may read an event there. Each unit's lie under its own key. */
const listed = ['bizLocation', 'readPoint'];

/** Only for its owner from the first moment on: SQLite gives the log beside it the same rights. */
const openPrivate = (file: string): DatabaseSync => {
  const db = new DatabaseSync(file);
  if (file !== ':memory:') chmodSync(file, 0o600);
  return db;
};

const openCurrent = (file: string): DatabaseSync => {
  const db = openPrivate(file);
  const found = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  const isNew = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table'").get() === undefined;
  if (isNew || found === version) return db;
  db.close();
  for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
  return openPrivate(file);
};

/**
 * The index of events by their terms: one row for each term of each event, so that a page of any query is a walk along the rarest term.
 * Whole events are sealed in it, and words that strangers may not ask for are tags; numbers, which are compared by size, are not hidden.
 * It can be deleted: blocks and the store of captured events give it again. `few` events are sorted, more are walked in the order asked for.
 */
export function openEventIndex(file: string, sealing: EventSealing, few = 2000) {
  const db = openCurrent(file);
  db.exec(schema);
  const kept = (name: string, value: string): string =>
    name === 'reader' || isPublicTerm(name) ? value : sealing.tag(name, value);
  const [addTerm, addPlace, placesOf, addWord, addNumber, addEvent, hasEvent] = [
    db.prepare(
      'INSERT INTO terms (name, value, n) VALUES (?, ?, 1) ON CONFLICT (name, value) DO UPDATE SET n = n + 1 RETURNING id',
    ),
    db.prepare('INSERT OR REPLACE INTO places VALUES (?, ?, ?)'),
    db.prepare('SELECT unit, shown FROM places WHERE term = ?'),
    db.prepare('INSERT OR IGNORE INTO words VALUES (?, ?, ?, ?)'),
    db.prepare('INSERT OR IGNORE INTO numbers VALUES (?, ?, ?)'),
    db.prepare(
      'INSERT INTO events (id, eventTime, recordTime, whole, redacted, readers, unit) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING seq',
    ),
    db.prepare('SELECT 1 FROM events WHERE id = ?'),
  ];
  /** A place in words, by whichever unit's key is still there; undefined once all that had events there are erased. */
  const placeOf = (term: number, name: string): string | undefined => {
    for (const { unit, shown } of placesOf.iterate(term)) {
      const place = sealing.openOf(String(unit), String(shown), name);
      if (place !== undefined) return place;
    }
    return undefined;
  };
  const timeOf = (event: JsonObject, name: string): number => Date.parse(String(event[name] ?? event['eventTime']));

  const add = (event: IndexedEvent): void => {
    if (hasEvent.get(event.id) !== undefined) return;
    const { id, whole, redacted, readers, terms, unit } = event;
    const [eventTime, recordTime] = [timeOf(whole, 'eventTime'), timeOf(whole, 'recordTime')];
    const row = addEvent.get(
      id,
      eventTime,
      recordTime,
      whole === redacted ? null : sealing.sealOf(unit ?? '', JSON.stringify(whole), id),
      JSON.stringify(redacted),
      JSON.stringify(readers),
      unit ?? null,
    );
    const seq = Number(row?.['seq']);
    for (const [name, value] of [...terms.words, ...readers.map((unit) => ['reader', unit] as const)]) {
      const term = Number(addTerm.get(name, kept(name, value))?.['id']);
      addWord.run(term, eventTime, seq, recordTime);
      if (listed.includes(name)) addPlace.run(term, unit ?? '', sealing.sealOf(unit ?? '', value, name));
    }
    for (const [name, value] of terms.numbers) addNumber.run(name, value, seq);
  };

  const select = eventPlans(db, kept, few);

  const eventIn = (row: Readonly<Record<string, unknown>>): FoundEvent => {
    const [id, redacted] = [String(row['id']), JSON.parse(String(row['redacted'])) as JsonObject];
    const text =
      row['whole'] === null ? undefined : sealing.openOf(String(row['unit'] ?? ''), String(row['whole']), id);
    // Of a unit that was erased only what everyone may see is left.
    const whole = text === undefined ? redacted : (JSON.parse(text) as JsonObject);
    return { id, whole, redacted, readers: JSON.parse(String(row['readers'])) as string[] };
  };

  return {
    block: (): number => Number(db.prepare('SELECT block FROM checkpoint').get()?.['block'] ?? -1),
    /** Events up to a block, in one transaction; an event that is there already stays as it is. */
    add(events: readonly IndexedEvent[], block?: number): void {
      inTransaction(db, () => {
        events.forEach(add);
        if (block !== undefined) db.prepare('INSERT OR REPLACE INTO checkpoint VALUES (1, ?)').run(block);
      });
    },
    /** @throws RangeError for a token that this index did not give. */
    find({ criteria, orderBy, descending }: EventQuery, perPage: number, token?: string): EventPage {
      const cursor = cursorOf(token);
      const { from, order, where, sort } = select(criteria, orderBy);
      const than = descending ? '<' : '>';
      const after = cursor === undefined ? 'TRUE' : `(${order}, e.seq) ${than} (?, ?)`;
      const rows = db
        .prepare(
          `SELECT e.seq, e.id, e.${orderBy} AS at, whole, redacted, readers, unit FROM ${from} WHERE ${where.sql} AND ${after} ` +
            `ORDER BY ${sort(descending ? 'DESC' : 'ASC')} LIMIT ?`,
        )
        .all(...where.values, ...(cursor ?? []), perPage + 1);
      const events = rows.slice(0, perPage).map(eventIn);
      const last = rows[perPage - 1];
      if (rows.length <= perPage || last === undefined) return { events };
      return { events, next: Buffer.from(`${Number(last['at'])}.${Number(last['seq'])}`).toString('base64url') };
    },
    /** How many events a query finds, counted up to `most` + 1. */
    count({ criteria, orderBy }: EventQuery, most: number): number {
      const { from, where } = select(criteria, orderBy);
      const row = db
        .prepare(`SELECT count(*) AS n FROM (SELECT 1 FROM ${from} WHERE ${where.sql} LIMIT ?)`)
        .get(...where.values, most + 1);
      return Number(row?.['n']);
    },
    /**
     * Values of these terms that some event has which one of `readers` may read (undefined: any event), each once; in the order of their
     * letters where they are public. `after`: the `next` of the page before.
     */
    values(
      names: readonly string[],
      readers: readonly string[] | undefined,
      perPage: number,
      after = '',
    ): { readonly values: readonly string[]; readonly next?: string } {
      const marks = (list: readonly string[]): string => list.map(() => '?').join(', ');
      const seen =
        readers === undefined
          ? ''
          : `AND EXISTS (SELECT 1 FROM words w JOIN words r ON r.seq = w.seq WHERE w.term = t.id AND r.term IN
              (SELECT id FROM terms WHERE name = 'reader' AND value IN (${marks(readers)})))`;
      const rows = db
        .prepare(
          `SELECT value, min(name) AS name, min(id) AS id FROM terms t WHERE name IN (${marks(names)}) AND value > ? ${seen} ` +
            'GROUP BY value ORDER BY value LIMIT ?',
        )
        .all(...names, after, ...(readers ?? []), perPage + 1);
      const page = rows.slice(0, perPage);
      const values = page
        .map(({ value, name, id }) =>
          listed.includes(String(name)) ? placeOf(Number(id), String(name)) : String(value),
        )
        .filter((value) => value !== undefined);
      const last = page.at(-1);
      return { values, ...(rows.length > perPage && last ? { next: String(last['value']) } : {}) };
    },
    close: (): void => db.close(),
  };
}
export type EventIndex = ReturnType<typeof openEventIndex>;
