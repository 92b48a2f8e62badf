import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../sqlite/in-transaction.ts';

/** A number of a document, blinded (`numberTags`), and the record that has it. */
export interface NumberClaim {
  readonly tag: string;
  readonly id: string;
}
export interface HeldNumber extends NumberClaim {
  /** When it was claimed, milliseconds. */
  readonly at: number;
  /** Record that it was taken over from: it has the number again if the claim comes to nothing. */
  readonly previous?: string;
}

/** A number that another record holds already; nothing was claimed. */
export class NumberTaken extends Error {
  readonly claim: NumberClaim;
  constructor(claim: NumberClaim) {
    super(`a number of ${claim.id} is held by another record`);
    this.name = 'NumberTaken';
    this.claim = claim;
  }
}

/** Which serial and register numbers units have given out, so that none is given twice. It can be read for no number. */
export interface NumberBook {
  held(tags: readonly string[]): readonly HeldNumber[];
  /** All or none. Numbers of records in `free` change hands, and the book notes from whom. @throws NumberTaken */
  claim(claims: readonly NumberClaim[], free: ReadonlySet<string>, at: number): void;
  /** Of records that were never issued: each number goes back to the record that it was taken over from, else it is free. */
  release(ids: readonly string[]): void;
  close(): void;
}

export function openNumberBook(file: string): NumberBook {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  db.exec(
    'CREATE TABLE IF NOT EXISTS numbers (tag TEXT PRIMARY KEY, id TEXT NOT NULL, at INTEGER NOT NULL, previous TEXT) WITHOUT ROWID',
  );
  const columns = db.prepare('PRAGMA table_info(numbers)').all();
  // A book from before it noted whose a number was.
  if (!columns.some(({ name }) => name === 'previous')) db.exec('ALTER TABLE numbers ADD COLUMN previous TEXT');
  db.exec('CREATE INDEX IF NOT EXISTS numbers_id ON numbers (id)');
  const [get, put, giveBack, drop] = [
    db.prepare('SELECT * FROM numbers WHERE tag = ?'),
    db.prepare(
      'INSERT INTO numbers VALUES (?, ?, ?, NULL) ON CONFLICT (tag) DO UPDATE SET previous = id, id = excluded.id, at = excluded.at',
    ),
    db.prepare('UPDATE numbers SET id = previous, previous = NULL WHERE id = ? AND previous IS NOT NULL'),
    db.prepare('DELETE FROM numbers WHERE id = ?'),
  ];
  const heldOf = (tag: string): HeldNumber[] => {
    const row = get.get(tag);
    if (row === undefined) return [];
    const previous = row['previous'] === null ? {} : { previous: String(row['previous']) };
    return [{ tag, id: String(row['id']), at: Number(row['at']), ...previous }];
  };
  return {
    held: (tags) => tags.flatMap(heldOf),
    claim: (claims, free, at) =>
      inTransaction(db, () => {
        for (const claim of claims) {
          const [holder] = heldOf(claim.tag);
          if (holder !== undefined && holder.id !== claim.id && !free.has(holder.id)) throw new NumberTaken(claim);
          if (holder?.id !== claim.id) put.run(claim.tag, claim.id, at);
        }
      }),
    release: (ids) =>
      inTransaction(db, () => {
        for (const id of ids) {
          giveBack.run(id);
          drop.run(id);
        }
      }),
    close: () => db.close(),
  };
}
