import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { JsonObject } from '@daunguon/formats/epcis';
import { inTransaction } from '../sqlite/in-transaction.ts';
import { eventRows, sealByUnit, sealClearRows, type StoredEvent, type WaitingEvent } from './event-rows.ts';
import type { EventSealing } from './event-sealing.ts';

export type { StoredEvent, WaitingEvent } from './event-rows.ts';

export type ErrorBehaviour = 'rollback' | 'proceed';
/** One refusal in a job, as a problem without its words. */
export interface JobError {
  readonly code: string;
  readonly subject: string;
  /** Pointer into the document. */
  readonly pointer: string;
}
export interface CaptureJob {
  readonly id: string;
  /** Issuer and subject of who sent it, as JSON; '' once it is finished. */
  readonly actor: string;
  readonly unit: string;
  readonly behaviour: ErrorBehaviour;
  readonly createdAt: string;
  readonly finishedAt: string | undefined;
  readonly running: boolean;
  readonly errors: readonly JobError[];
  readonly events: number;
  readonly committed: number;
  /** Counts how often the waiting events changed: a request id is used for one set of events only. */
  readonly attempt: number;
}
export type NewJob = Pick<CaptureJob, 'id' | 'actor' | 'unit' | 'behaviour' | 'createdAt' | 'errors'>;

const schema = `
PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS secret (one INTEGER PRIMARY KEY CHECK (one = 1), bytes NOT NULL);
CREATE TABLE IF NOT EXISTS captured (id TEXT PRIMARY KEY, sealed TEXT NOT NULL, sameness TEXT UNIQUE, eventId TEXT, job TEXT,
  position INTEGER, pointer TEXT, committed INTEGER, unit TEXT);
CREATE INDEX IF NOT EXISTS captured_job ON captured (job, position) WHERE committed = 0;
CREATE INDEX IF NOT EXISTS captured_event_id ON captured (eventId);
CREATE TABLE IF NOT EXISTS jobs (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, actor TEXT, unit TEXT, behaviour TEXT, createdAt TEXT,
  finishedAt TEXT, errors TEXT, events INTEGER, committed INTEGER, attempt INTEGER);
CREATE INDEX IF NOT EXISTS jobs_unit ON jobs (unit, seq);
CREATE TABLE IF NOT EXISTS queries (name TEXT PRIMARY KEY, unit TEXT, query TEXT, createdAt TEXT);`;

type Row = Record<string, unknown>;
/** What the account of who sent a job is bound to; an earlier version left it readable, as a JSON list. */
const aboutActor = (id: unknown): string => `actor ${String(id)}`;
const jobIn = (row: Row, sealing: EventSealing): CaptureJob => ({
  id: String(row['id']),
  actor: sealing.open(String(row['actor']), aboutActor(row['id'])),
  unit: String(row['unit']),
  behaviour: String(row['behaviour']) as ErrorBehaviour,
  createdAt: String(row['createdAt']),
  finishedAt: row['finishedAt'] === null ? undefined : String(row['finishedAt']),
  running: row['finishedAt'] === null,
  errors: JSON.parse(String(row['errors'])) as JobError[],
  events: Number(row['events']),
  committed: Number(row['committed']),
  attempt: Number(row['attempt']),
});

/**
 * Captured events in full, sealed, and the jobs that bring them to the ledger. Nothing can rebuild this file: it is backed up with the vault
 * and its key, and on disk before a commitment leaves for the ledger.
 */
export function openEventStore(file: string, sealing: EventSealing) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec(schema);
  const columnsNow = db.prepare("SELECT name FROM pragma_table_info('captured')").all();
  if (!columnsNow.some(({ name }) => name === 'unit')) db.exec('ALTER TABLE captured ADD COLUMN unit TEXT');
  sealClearRows(db, sealing);
  sealByUnit(db, sealing);
  const { columns, read } = eventRows(sealing);
  for (const { id, actor } of db.prepare("SELECT id, actor FROM jobs WHERE actor LIKE '[%'").all())
    db.prepare('UPDATE jobs SET actor = ? WHERE id = ?').run(sealing.seal(String(actor), aboutActor(id)), String(id));
  db.prepare('INSERT OR IGNORE INTO secret VALUES (1, ?)').run(
    sealing.seal(randomBytes(32).toString('base64'), 'secret'),
  );
  const sealedSecret = String(db.prepare('SELECT bytes FROM secret').get()?.['bytes']);
  const secret: Uint8Array = Buffer.from(sealing.open(sealedSecret, 'secret'), 'base64');
  const [insertEvent, insertJob, getEvent, getJob, known, byEventId] = [
    db.prepare('INSERT INTO captured VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)'),
    db.prepare('INSERT INTO jobs VALUES (NULL, ?, ?, ?, ?, ?, NULL, ?, ?, 0, 0)'),
    db.prepare('SELECT * FROM captured WHERE id = ? AND committed = 1'),
    db.prepare('SELECT * FROM jobs WHERE id = ?'),
    db.prepare('SELECT id FROM captured WHERE sameness = ?'),
    db.prepare('SELECT id FROM captured WHERE eventId = ? ORDER BY rowid DESC'),
  ];
  const job = (id: string): CaptureJob | undefined => {
    const row = getJob.get(id);
    return row === undefined ? undefined : jobIn(row, sealing);
  };
  const addErrors = (id: string, errors: readonly JobError[]): void => {
    const all = [...(job(id)?.errors ?? []), ...errors];
    db.prepare('UPDATE jobs SET errors = ? WHERE id = ?').run(JSON.stringify(all), id);
  };

  return {
    /** Key of the ids of ledger records: they follow from the event, but nobody can guess them from it. */
    secret,
    job,
    /** The captured event that is the same as this one, or has its event id. */
    same: (sameness: string): string | undefined => {
      const row = known.get(sealing.tag('sameness', sameness));
      return row === undefined ? undefined : String(row['id']);
    },
    withEventId: (eventId: string): string | undefined => {
      const row = byEventId.get(sealing.tag('eventID', eventId));
      return row === undefined ? undefined : String(row['id']);
    },
    /** A job and its events, on disk when this returns. */
    begin(given: NewJob, events: readonly WaitingEvent[]): void {
      inTransaction(db, () => {
        const { id, actor, unit, behaviour, createdAt, errors } = given;
        insertJob.run(
          id,
          sealing.seal(actor, aboutActor(id)),
          unit,
          behaviour,
          createdAt,
          JSON.stringify(errors),
          events.length + errors.length,
        );
        events.forEach((one, position) => {
          const row = columns(one);
          insertEvent.run(row.id, row.sealed, row.sameness, row.eventId, id, position, row.pointer, row.unit);
        });
      });
    },
    /** The first events of a job that are not on the ledger yet. */
    waiting: (id: string, most: number): readonly WaitingEvent[] =>
      db
        .prepare('SELECT * FROM captured WHERE job = ? AND committed = 0 ORDER BY position LIMIT ?')
        .all(id, most)
        .map(read)
        .filter((event) => event !== undefined),
    /** These are on the ledger. */
    commit(id: string, events: readonly StoredEvent[]): void {
      inTransaction(db, () => {
        const mark = db.prepare('UPDATE captured SET committed = 1 WHERE id = ?');
        for (const event of events) mark.run(event.id);
        db.prepare('UPDATE jobs SET committed = committed + ?, attempt = attempt + 1 WHERE id = ?').run(
          events.length,
          id,
        );
      });
    },
    /** These were refused and are forgotten; the rest is a new attempt. */
    refuse(id: string, events: readonly StoredEvent[], errors: readonly JobError[]): void {
      inTransaction(db, () => {
        const remove = db.prepare('DELETE FROM captured WHERE id = ? AND committed = 0');
        for (const event of events) remove.run(event.id);
        db.prepare('UPDATE jobs SET attempt = attempt + 1 WHERE id = ?').run(id);
        addErrors(id, errors);
      });
    },
    finish(id: string, at: string): void {
      // In whose name it worked is of no use any more.
      const nobody = sealing.seal('', aboutActor(id));
      db.prepare('UPDATE jobs SET finishedAt = ?, actor = ? WHERE id = ? AND finishedAt IS NULL').run(at, nobody, id);
    },
    running: (): readonly string[] =>
      db
        .prepare('SELECT id FROM jobs WHERE finishedAt IS NULL ORDER BY seq')
        .all()
        .map((row) => String(row['id'])),
    /** Jobs of a unit, the newest first; `before` is the `next` of the page before. */
    jobs(unit: string, perPage: number, before = Number.MAX_SAFE_INTEGER) {
      const rows = db
        .prepare('SELECT * FROM jobs WHERE unit = ? AND seq < ? ORDER BY seq DESC LIMIT ?')
        .all(unit, before, perPage + 1);
      const jobs = rows.slice(0, perPage);
      const last = jobs.at(-1);
      return {
        jobs: jobs.map((row) => jobIn(row, sealing)),
        ...(rows.length > perPage && last ? { next: Number(last['seq']) } : {}),
      };
    },
    /** A captured event that the ledger has; undefined of a unit that was erased. */
    event: (id: string): StoredEvent | undefined => {
      const row = getEvent.get(id);
      return row === undefined ? undefined : read(row);
    },
    /** The ledger has it, whatever became of its job: an answer may have been lost. */
    confirm: (id: string): void => void db.prepare('UPDATE captured SET committed = 1 WHERE id = ?').run(id),
    addQuery: (name: string, unit: string, query: object, createdAt: string): boolean =>
      db.prepare('INSERT OR IGNORE INTO queries VALUES (?, ?, ?, ?)').run(name, unit, JSON.stringify(query), createdAt)
        .changes === 1,
    query: (name: string): { readonly unit: string; readonly query: JsonObject } | undefined => {
      const row = db.prepare('SELECT unit, query FROM queries WHERE name = ?').get(name);
      return row && { unit: String(row['unit']), query: JSON.parse(String(row['query'])) as JsonObject };
    },
    queries: (): readonly { readonly name: string; readonly query: JsonObject }[] =>
      db
        .prepare('SELECT name, query FROM queries ORDER BY name')
        .all()
        .map((row) => ({ name: String(row['name']), query: JSON.parse(String(row['query'])) as JsonObject })),
    /** Names of the queries of a unit or sharing system. */
    queriesOf: (unit: string): readonly string[] =>
      db
        .prepare('SELECT name FROM queries WHERE unit = ?')
        .all(unit)
        .map(({ name }) => String(name)),
    removeQuery: (name: string): void => void db.prepare('DELETE FROM queries WHERE name = ?').run(name),
    close: (): void => db.close(),
  };
}
export type EventStore = ReturnType<typeof openEventStore>;
