import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { holderTokenHash, type SealedBody } from '@daunguon/proof';
import { inTransaction } from '../sqlite/in-transaction.ts';
import { resealColumn } from './reseal.ts';
import type { SubjectKeys } from './subject-keys.ts';

/** Sealed contents of one version of a record, kept under the commitment that the ledger gets. */
export interface SealedRow {
  readonly id: string;
  /** 64 hexadecimal digits. */
  readonly commitment: string;
  readonly sealed: SealedBody;
  /** SHA-256 of the holder's token: whoever shows the token may change the link. */
  readonly tokenHash?: string;
  /** Blinded name of the holder's account (`holderTag`), by which they find it again after signing in. */
  readonly holderTag?: string;
  /** Blinded numbers of the printed document (`paperTag`), by which an employer who has it in hand finds its standing. */
  readonly paperTag?: string;
}

/**
 * Contents that never reach a peer. The only copy that the network keeps of them: this file is backed up with the vault, and
 * nothing can rebuild it. It holds nothing that opens what is in it. Bodies lie under the record's own key, which its erasure destroys: a copy of
 * this file from before opens no more, whoever has the wraps.
 */
export interface SealedStore {
  /** All or none; on disk when it returns, so that no commitment reaches the ledger before its contents are safe. */
  put(rows: readonly SealedRow[]): void;
  get(commitment: string): SealedBody | undefined;
  ofRecord(id: string): readonly SealedRow[];
  ofHolder(holderTag: string): readonly SealedRow[];
  /** Ids of the records whose printed document has these numbers, oldest first. */
  ofPaper(paperTag: string): readonly string[];
  /** Sets the blinded numbers of records' printed documents, null for none: all or none of them. */
  tagPaper(tags: ReadonlyMap<string, string | null>): void;
  /** Gives the holder's wrap of every version up and puts these in its place. False where there is nothing of this record. */
  rewrap(id: string, wraps: ReadonlyMap<string, string>, tokenHash: string): boolean;
  /** Whether the token is that of the record's link. */
  holds(id: string, token: string): boolean;
  /** Contents and wraps are gone from the file, not only marked. */
  erase(id: string): boolean;
  /** Contents that no committed record names, of a command that was refused. */
  drop(commitments: readonly string[]): void;
  close(): void;
}

/** A commitment stands for one content; it is never overwritten. */
export class SealedConflict extends Error {
  constructor(commitment: string) {
    super(`other contents are kept under ${commitment}`);
    this.name = 'SealedConflict';
  }
}

const about = (commitment: string): string => `daunguon/sealed/v1 ${commitment}`;

export function openSealedStore(file: string, keys: SubjectKeys): SealedStore {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  // secure_delete: what was erased must not be found in free pages. No write-ahead log, which would keep it until a checkpoint.
  db.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  db.exec(
    'CREATE TABLE IF NOT EXISTS sealed (commitment TEXT PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL, token TEXT, holder TEXT)',
  );
  const columns = db.prepare('PRAGMA table_info(sealed)').all();
  // A store from before documents on paper could be looked up.
  if (!columns.some(({ name }) => name === 'paper')) db.exec('ALTER TABLE sealed ADD COLUMN paper TEXT');
  db.exec('CREATE INDEX IF NOT EXISTS sealed_id ON sealed (id)');
  db.exec('CREATE INDEX IF NOT EXISTS sealed_holder ON sealed (holder) WHERE holder IS NOT NULL');
  db.exec('CREATE INDEX IF NOT EXISTS sealed_paper ON sealed (paper) WHERE paper IS NOT NULL');
  const [get, ofRecord, ofHolder, ofPaper, insert, update, tag, erase, drop] = [
    db.prepare('SELECT id, commitment, body FROM sealed WHERE commitment = ?'),
    db.prepare('SELECT * FROM sealed WHERE id = ? ORDER BY rowid'),
    db.prepare('SELECT * FROM sealed WHERE holder = ? ORDER BY rowid'),
    db.prepare('SELECT id FROM sealed WHERE paper = ? ORDER BY rowid'),
    db.prepare('INSERT OR IGNORE INTO sealed (commitment, id, body, token, holder, paper) VALUES (?, ?, ?, ?, ?, ?)'),
    db.prepare('UPDATE sealed SET body = ?, token = ? WHERE commitment = ?'),
    db.prepare('UPDATE sealed SET paper = ? WHERE id = ?'),
    db.prepare('DELETE FROM sealed WHERE id = ?'),
    db.prepare('DELETE FROM sealed WHERE commitment = ?'),
  ];
  const subjectOf = (id: string): string => `record:${id}`;
  resealColumn(db, keys, {
    ...{ table: 'sealed', column: 'body', key: ['commitment'], wasPlain: true },
    of: ({ id, commitment }) => ({ subject: subjectOf(String(id)), about: about(String(commitment)) }),
  });
  const sealBody = (id: string, commitment: string, body: SealedBody): string =>
    keys.seal(subjectOf(id), JSON.stringify(body), about(commitment));
  /** None where the record's key was destroyed. */
  const bodyOf = (row: Record<string, unknown>): SealedBody[] => {
    const text = keys.open(subjectOf(String(row['id'])), String(row['body']), about(String(row['commitment'])));
    return text === undefined ? [] : [JSON.parse(text) as SealedBody];
  };
  const withBody = (row: Record<string, unknown>, sealed: SealedBody): SealedRow => ({
    id: String(row['id']),
    commitment: String(row['commitment']),
    sealed,
    ...(row['token'] === null ? {} : { tokenHash: String(row['token']) }),
    ...(row['holder'] === null ? {} : { holderTag: String(row['holder']) }),
    ...(row['paper'] === null ? {} : { paperTag: String(row['paper']) }),
  });
  const rowsIn = (row: Record<string, unknown>): SealedRow[] => bodyOf(row).map((sealed) => withBody(row, sealed));
  const rowsOf = (id: string): SealedRow[] => ofRecord.all(id).flatMap(rowsIn);
  return {
    put: (rows) =>
      inTransaction(db, () =>
        keys.together(() => {
          for (const { id, commitment, sealed, tokenHash, holderTag, paperTag } of rows) {
            const body = sealBody(id, commitment, sealed);
            const { changes } = insert.run(
              commitment,
              id,
              body,
              tokenHash ?? null,
              holderTag ?? null,
              paperTag ?? null,
            );
            const kept = changes === 1 ? [sealed] : bodyOf(get.get(commitment) ?? {});
            if (JSON.stringify(kept[0]) !== JSON.stringify(sealed)) throw new SealedConflict(commitment);
          }
        }),
      ),
    get: (commitment) => {
      const row = get.get(commitment);
      return row === undefined ? undefined : bodyOf(row)[0];
    },
    ofRecord: rowsOf,
    ofHolder: (holderTag) => ofHolder.all(holderTag).flatMap(rowsIn),
    ofPaper: (paperTag) => [...new Set(ofPaper.all(paperTag).map(({ id }) => String(id)))],
    tagPaper: (tags) => inTransaction(db, () => tags.forEach((paper, id) => void tag.run(paper, id))),
    rewrap: (id, wraps, tokenHash) =>
      inTransaction(db, () => {
        const rows = rowsOf(id);
        for (const { commitment, sealed } of rows) {
          const { holder: _given, ...rest } = sealed.wraps;
          const wrap = wraps.get(commitment);
          const body = { ...sealed, wraps: { ...rest, ...(wrap === undefined ? {} : { holder: wrap }) } };
          update.run(sealBody(id, commitment, body), tokenHash, commitment);
        }
        return rows.length > 0;
      }),
    holds: (id, token) => {
      const hash = /^[0-9a-f]{64}$/.test(token) ? holderTokenHash(token) : undefined;
      return hash !== undefined && rowsOf(id).some(({ tokenHash }) => tokenHash === hash);
    },
    erase: (id) => {
      // Asked again at every start for all that were erased: a key that was never made, or is gone, costs no write.
      if (ofRecord.get(id) !== undefined) keys.destroy(subjectOf(id));
      return Number(erase.run(id).changes) > 0;
    },
    drop: (commitments) => inTransaction(db, () => commitments.forEach((commitment) => void drop.run(commitment))),
    close: () => db.close(),
  };
}
