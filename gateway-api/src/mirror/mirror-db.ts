import { DatabaseSync } from 'node:sqlite';
import type { BundleBody, RecordLeaf } from '@daunguon/proof';
import { inTransaction } from '../sqlite/in-transaction.ts';

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS body (commitment BLOB PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS wanted (commitment BLOB PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS version (key BLOB, n INTEGER, leaf INTEGER NOT NULL, PRIMARY KEY (key, n)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS taken (one INTEGER PRIMARY KEY CHECK (one = 1), leaves INTEGER NOT NULL);
  INSERT OR IGNORE INTO taken VALUES (1, 0);`;

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

/** What a mirror knows beside the log: bodies by commitment, which are still wanted, and the leaf of each version. */
export class MirrorDb {
  readonly #db: DatabaseSync;
  /** Counted once: anybody may ask for them, however many there are. */
  #bodies: number;
  #missing: number;

  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    this.#db.exec(schema);
    const count = (table: string): number =>
      Number(this.#db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']);
    this.#bodies = count('body');
    this.#missing = count('wanted');
  }

  /** Leaves of the log that were taken in. */
  taken(): number {
    return Number(this.#db.prepare('SELECT leaves FROM taken').get()?.['leaves']);
  }

  /** Forgets versions of leaves that a crash took from the log; they come again. */
  cutTo(size: number): void {
    if (this.taken() <= size) return;
    this.#db.prepare('DELETE FROM version WHERE leaf >= ?').run(size);
    this.#db.prepare('UPDATE taken SET leaves = ?').run(size);
  }

  /** Takes in the records among the leaves up to `size`, all or none. */
  takeIn(records: readonly { readonly index: number; readonly leaf: RecordLeaf }[], size: number): void {
    let wanted = 0;
    inTransaction(this.#db, () => {
      const version = this.#db.prepare('INSERT OR REPLACE INTO version VALUES (?, ?, ?)');
      const want = this.#db.prepare(
        'INSERT OR IGNORE INTO wanted SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM body WHERE commitment = ?1)',
      );
      for (const { index, leaf } of records) {
        version.run(bytes(leaf.key), leaf.n, index);
        if (leaf.kind === 'record/1' && leaf.commitment !== null)
          wanted += Number(want.run(bytes(leaf.commitment)).changes);
      }
      this.#db.prepare('UPDATE taken SET leaves = ?').run(size);
    });
    this.#missing += wanted;
  }

  /** Commitments in hexadecimal whose bodies are not here yet, after `after` in the order of their bytes. */
  wanted(after: string, limit: number): string[] {
    return this.#db
      .prepare('SELECT commitment FROM wanted WHERE commitment > ? ORDER BY commitment LIMIT ?')
      .all(bytes(after), limit)
      .map(({ commitment }) => Buffer.from(commitment as Uint8Array).toString('hex'));
  }

  /** Keeps bodies, checked by the caller, all or none. */
  keep(bodies: readonly (readonly [commitment: string, body: Required<BundleBody>])[]): void {
    let [kept, found] = [0, 0];
    inTransaction(this.#db, () => {
      const keep = this.#db.prepare('INSERT OR IGNORE INTO body VALUES (?, ?)');
      const done = this.#db.prepare('DELETE FROM wanted WHERE commitment = ?');
      for (const [commitment, { body, salt }] of bodies) {
        kept += Number(keep.run(bytes(commitment), JSON.stringify({ body, salt })).changes);
        found += Number(done.run(bytes(commitment)).changes);
      }
    });
    this.#bodies += kept;
    this.#missing -= found;
  }

  body(commitment: string): Required<BundleBody> | undefined {
    const row = this.#db.prepare('SELECT text FROM body WHERE commitment = ?').get(bytes(commitment));
    return row === undefined ? undefined : (JSON.parse(String(row['text'])) as Required<BundleBody>);
  }

  /** Index of the leaf of a version; `key`: map key of the record. */
  leafOf(key: Uint8Array, version: number): number | undefined {
    const row = this.#db.prepare('SELECT leaf FROM version WHERE key = ? AND n = ?').get(key, version);
    return row === undefined ? undefined : Number(row['leaf']);
  }

  counts(): { bodies: number; missing: number } {
    return { bodies: this.#bodies, missing: this.#missing };
  }

  close(): void {
    this.#db.close();
  }
}
