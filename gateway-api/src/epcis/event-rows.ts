import type { DatabaseSync } from 'node:sqlite';
import type { JsonObject, JsonValue, MasterData } from '@daunguon/formats/epcis';
import { inTransaction } from '../sqlite/in-transaction.ts';
import type { EventSealing } from './event-sealing.ts';

/** An event as it was captured, with what its commitment was made from. */
export interface StoredEvent {
  /** Id of its ledger record. */
  readonly id: string;
  readonly event: JsonObject;
  /** `@context` parts beside that of EPCIS. */
  readonly context: JsonValue;
  /** What its document said of the identifiers that it names; not part of its commitment. */
  readonly masterData?: MasterData;
  readonly saltSeed: Uint8Array;
  readonly unit: string;
  readonly commune: string | undefined;
  /** Units that may read the whole of it. */
  readonly readers: readonly string[];
  readonly recordTime: string;
  /** What makes it the same event as another: its hash, and its error declaration if it is one. */
  readonly sameness: string;
}
export interface WaitingEvent extends StoredEvent {
  /** Pointer into the document. */
  readonly pointer: string;
}

type Row = Record<string, unknown>;
const eventIdOf = ({ event }: StoredEvent): string | undefined =>
  typeof event['eventID'] === 'string' ? event['eventID'] : undefined;

/** Rows of captured events: nothing of an event is readable in them but the ids of its record and unit and its place in its job. */
export const eventRows = (sealing: EventSealing) => ({
  columns: ({ id, pointer, ...event }: WaitingEvent) => {
    const eventId = eventIdOf({ id, ...event });
    const text = JSON.stringify({ ...event, saltSeed: Buffer.from(event.saltSeed).toString('base64') });
    return {
      ...{ id, pointer, unit: event.unit, sameness: sealing.tag('sameness', event.sameness) },
      eventId: eventId === undefined ? null : sealing.tag('eventID', eventId),
      sealed: sealing.sealOf(event.unit, text, id),
    };
  },
  /** Undefined of a unit that was erased. */
  read: (row: Row): WaitingEvent | undefined => {
    const id = String(row['id']);
    const text = sealing.openOf(String(row['unit']), String(row['sealed']), id);
    if (text === undefined) return undefined;
    const { saltSeed, commune, ...event } = JSON.parse(text) as Omit<StoredEvent, 'id' | 'saltSeed'> & {
      readonly saltSeed: string;
    };
    return {
      ...{ id, ...event, commune, pointer: String(row['pointer']) },
      saltSeed: new Uint8Array(Buffer.from(saltSeed, 'base64')),
    };
  },
});

const slice = 500;

/** Seals anew, under its unit's key, what an earlier version sealed under one key for all; what a killed start left is done by the next one. */
export function sealByUnit(db: DatabaseSync, sealing: EventSealing): void {
  const found = db.prepare(`SELECT * FROM captured WHERE unit IS NULL LIMIT ${slice}`);
  const update = db.prepare('UPDATE captured SET unit = ?, sealed = ? WHERE id = ?');
  const { columns, read } = eventRows(sealing);
  let changed = false;
  for (let rows = found.all(); rows.length > 0; rows = found.all()) {
    inTransaction(db, () => {
      for (const row of rows) {
        const { unit, sealed, id } = columns(read(row) as WaitingEvent);
        update.run(unit, sealed, id);
      }
    });
    changed = true;
  }
  if (changed) db.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
}

const clearEvent = (row: Row): WaitingEvent => ({
  ...{ id: String(row['id']), pointer: String(row['pointer']), unit: String(row['unit']) },
  event: JSON.parse(String(row['event'])) as JsonObject,
  context: JSON.parse(String(row['context'])) as JsonValue,
  saltSeed: row['seed'] as Uint8Array,
  commune: row['commune'] === null ? undefined : String(row['commune']),
  readers: JSON.parse(String(row['readers'])) as string[],
  recordTime: String(row['recordTime']),
  sameness: String(row['sameness']),
});

/** Version of the file in which nothing is readable, nor was. */
const sealedVersion = 1;

/**
 * Seals what an earlier version of this program kept readable; the file is written anew, so that nothing of it stays in free pages. Where a
 * start was cut off between the two, the next one writes it anew.
 * @throws when a readable event has the id of a sealed one: neither is given up
 */
export function sealClearRows(db: DatabaseSync, sealing: EventSealing): void {
  if (Number(db.prepare('PRAGMA user_version').get()?.['user_version']) >= sealedVersion) return;
  const clear = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'events'").get();
  if (clear !== undefined) sealRows(db, sealing);
  db.exec(`VACUUM; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA user_version = ${sealedVersion}`);
}

function sealRows(db: DatabaseSync, sealing: EventSealing): void {
  const { columns } = eventRows(sealing);
  inTransaction(db, () => {
    const insert = db.prepare('INSERT INTO captured VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    for (const row of db.prepare('SELECT * FROM events ORDER BY rowid').all()) {
      const { id, sealed, sameness, eventId, pointer, unit } = columns(clearEvent(row));
      insert.run(id, sealed, sameness, eventId, ...[String(row['job']), Number(row['position']), pointer], Number(row['committed']), unit); // prettier-ignore
    }
    db.exec('DROP TABLE events');
    const secret = db.prepare('SELECT bytes FROM secret').get()?.['bytes'];
    if (secret instanceof Uint8Array) {
      const sealed = sealing.seal(Buffer.from(secret).toString('base64'), 'secret');
      db.prepare('UPDATE secret SET bytes = ?').run(sealed);
    }
  });
}
