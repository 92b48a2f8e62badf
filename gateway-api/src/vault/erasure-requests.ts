import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A holder asked that a record's contents be erased. */
export interface ErasureRequest {
  readonly id: string;
  /** Blinded account (`holderTag`): after the erasure this is all by which the holder still finds the answer. */
  readonly holderTag: string;
  /** YYYY-MM-DD. */
  readonly askedOn: string;
  /** Of the record when it was asked: the answer is an act on a later one. */
  readonly version: number;
}

/** Requests, not answers: what became of one is an act on the ledger. */
export interface ErasureRequests {
  /** The first request for a version stays; asking again changes nothing. */
  put(request: ErasureRequest): void;
  ofRecord(id: string): ErasureRequest | undefined;
  ofHolder(holderTag: string): readonly ErasureRequest[];
  all(): readonly ErasureRequest[];
  close(): void;
}

export function openErasureRequests(file: string): ErasureRequests {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  db.exec(
    'CREATE TABLE IF NOT EXISTS requests (id TEXT, version INTEGER, holder TEXT NOT NULL, asked TEXT NOT NULL, PRIMARY KEY (id, version))',
  );
  const put = db.prepare('INSERT OR IGNORE INTO requests VALUES (?, ?, ?, ?)');
  const ofRecord = db.prepare('SELECT * FROM requests WHERE id = ? ORDER BY version DESC LIMIT 1');
  const ofHolder = db.prepare('SELECT * FROM requests WHERE holder = ? ORDER BY rowid');
  const all = db.prepare('SELECT * FROM requests ORDER BY rowid');
  const read = (row: Record<string, unknown>): ErasureRequest => ({
    id: String(row['id']),
    holderTag: String(row['holder']),
    askedOn: String(row['asked']),
    version: Number(row['version']),
  });
  return {
    put: ({ id, version, holderTag, askedOn }) => void put.run(id, version, holderTag, askedOn),
    ofRecord: (id) => ofRecord.all(id).map(read)[0],
    ofHolder: (holderTag) => ofHolder.all(holderTag).map(read),
    all: () => all.all().map(read),
    close: () => db.close(),
  };
}
