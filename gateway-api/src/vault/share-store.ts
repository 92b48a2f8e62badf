import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { resealColumn } from './reseal.ts';
import type { SubjectKeys } from './subject-keys.ts';

/** Fields of a record that a holder shows to whoever has the link: sealed on the holder's device, so that this file opens none of them. */
export interface Share {
  /** In the link: 26 characters. */
  readonly share: string;
  /** The record whose fields these are. */
  readonly record: string;
  /** Blinded account of the holder (`holderTag`), who alone may take it back. */
  readonly holderTag: string;
  /** Names of the fields, none of their values. */
  readonly fields: readonly string[];
  /** YYYY-MM-DD. */
  readonly madeOn: string;
  /** Base64 of what the link's secret opens. */
  readonly box: string;
}

export interface ShareStore {
  /** False where the name is taken. */
  put(share: Share): boolean;
  get(share: string): Share | undefined;
  /** Of one account, newest first. */
  ofHolder(holderTag: string): readonly Share[];
  /** Gone from the file: the link shows nothing any more. False where this account has no such share. */
  withdraw(share: string, holderTag: string): boolean;
  /** All of an erased record. */
  dropOf(record: string): void;
  close(): void;
}

export function openShareStore(file: string, keys: SubjectKeys): ShareStore {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  // secure_delete and no write-ahead log: what was taken back is not to be found in free pages.
  db.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  db.exec(
    'CREATE TABLE IF NOT EXISTS shares (share TEXT PRIMARY KEY, record TEXT NOT NULL, holder TEXT NOT NULL, fields TEXT NOT NULL, made TEXT NOT NULL, box TEXT NOT NULL)',
  );
  db.exec('CREATE INDEX IF NOT EXISTS shares_holder ON shares (holder)');
  db.exec('CREATE INDEX IF NOT EXISTS shares_record ON shares (record)');
  const [put, get, ofHolder, withdraw, drop, ofRecord] = [
    db.prepare('INSERT OR IGNORE INTO shares VALUES (?, ?, ?, ?, ?, ?)'),
    db.prepare('SELECT * FROM shares WHERE share = ?'),
    db.prepare('SELECT * FROM shares WHERE holder = ? ORDER BY rowid DESC'),
    db.prepare('DELETE FROM shares WHERE share = ? AND holder = ?'),
    db.prepare('DELETE FROM shares WHERE record = ?'),
    db.prepare('SELECT share FROM shares WHERE record = ?'),
  ];
  const subjectOf = (share: string): string => `share:${share}`;
  const about = (share: string): string => `daunguon/share/v1 ${share}`;
  resealColumn(db, keys, {
    ...{ table: 'shares', column: 'box', key: ['share'], wasPlain: true },
    of: ({ share }) => ({ subject: subjectOf(String(share)), about: about(String(share)) }),
  });
  /** None where its key was destroyed. */
  const read = (row: Record<string, unknown>): Share[] => {
    const box = keys.open(subjectOf(String(row['share'])), String(row['box']), about(String(row['share'])));
    return box === undefined ? [] : [shareIn(row, box)];
  };
  const shareIn = (row: Record<string, unknown>, box: string): Share => ({
    ...{ share: String(row['share']), record: String(row['record']), holderTag: String(row['holder']) },
    ...{ madeOn: String(row['made']), box },
    fields: JSON.parse(String(row['fields'])) as string[],
  });
  return {
    put: ({ share, record, holderTag, fields, madeOn, box }) =>
      put.run(share, record, holderTag, JSON.stringify(fields), madeOn, keys.seal(subjectOf(share), box, about(share)))
        .changes === 1,
    get: (share) => {
      const row = get.get(share);
      return row === undefined ? undefined : read(row)[0];
    },
    ofHolder: (holderTag) => ofHolder.all(holderTag).flatMap(read),
    withdraw: (share, holderTag) => {
      if (get.get(share)?.['holder'] !== holderTag) return false;
      keys.destroy(subjectOf(share));
      return withdraw.run(share, holderTag).changes === 1;
    },
    dropOf: (record) => {
      for (const { share } of ofRecord.all(record)) keys.destroy(subjectOf(String(share)));
      drop.run(record);
    },
    close: () => db.close(),
  };
}
