import { DatabaseSync } from 'node:sqlite';
import { compareKeys, leafHash, nodeHash, serialKey, serialSource, type SerialSource } from '@daunguon/proof';
import type { LabelIssue } from '@daunguon/records';
import { sha256 } from '../log/log-store.ts';
import { inTransaction } from '../sqlite/in-transaction.ts';

/** Labels that were drawn for a batch; whether they are issued, the ledger says. */
export interface DrawnLabels extends LabelIssue {
  readonly batch: string;
  /** Unit that drew them, and may print them. */
  readonly unit: string;
}

export interface SerialStore {
  /** On disk before this returns. Drawn again under the same id: what is there stays. */
  add(drawn: Omit<DrawnLabels, 'root' | 'count'>, serials: readonly string[]): DrawnLabels;
  issue(id: string): DrawnLabels | undefined;
  /** `count` serials in an order that is theirs for good, from number `from` on. */
  serials(issue: string, from: number, count: number): string[];
  /** Ids of the issues, committed or not, that have this serial: one, but for a chance of 2^-85. */
  issuesOf(serial: string): readonly string[];
  /** The tree that proves its serials; undefined for an issue that was not drawn here. */
  source(issue: string): SerialSource | undefined;
  close(): void;
}

/** Subtrees below this level are hashed anew from their at most 256 keys; nodes of this and higher levels are kept. */
const keptLevel = 8;

const schema = `
PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;
CREATE TABLE IF NOT EXISTS issues (id TEXT PRIMARY KEY, batch TEXT, unit TEXT, count INTEGER, root TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS serials (issue TEXT, place INTEGER, key BLOB, serial TEXT, PRIMARY KEY (issue, place)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS serials_by_key ON serials (key, issue);
CREATE TABLE IF NOT EXISTS nodes (issue TEXT, level INTEGER, place INTEGER, hash BLOB,
  PRIMARY KEY (issue, level, place)) WITHOUT ROWID;`;

/**
 * Serials, which are no ledger records, and the trees whose roots are. They are synced to disk before their root is told to anybody, so no
 * root is ever committed whose serials are lost.
 */
export function openSerialStore(file: string): SerialStore {
  const db = new DatabaseSync(file);
  db.exec(schema);
  const [addIssue, addSerial, addNode] = [
    db.prepare('INSERT INTO issues VALUES (?, ?, ?, ?, ?)'),
    db.prepare('INSERT INTO serials VALUES (?, ?, ?, ?)'),
    db.prepare('INSERT INTO nodes VALUES (?, ?, ?, ?)'),
  ];
  const issueById = db.prepare('SELECT * FROM issues WHERE id = ?');
  const keyAt = db.prepare('SELECT key FROM serials WHERE issue = ? AND place = ?');
  const keysFrom = db.prepare('SELECT key FROM serials WHERE issue = ? AND place >= ? AND place < ? ORDER BY place');
  const nodeAt = db.prepare('SELECT hash FROM nodes WHERE issue = ? AND level = ? AND place = ?');
  const page = db.prepare('SELECT serial FROM serials WHERE issue = ? AND place >= ? ORDER BY place LIMIT ?');
  const byKey = db.prepare('SELECT issue FROM serials WHERE key = ?');

  const issue = (id: string): DrawnLabels | undefined => {
    const row = issueById.get(id);
    if (row === undefined) return undefined;
    const [batch, unit, root] = [String(row['batch']), String(row['unit']), String(row['root'])];
    return { id, batch, unit, count: Number(row['count']), root };
  };
  const keyOf = (row: Record<string, unknown> | undefined): Uint8Array => {
    if (row === undefined) throw new Error('the store of serials lacks a key');
    return row['key'] as Uint8Array;
  };
  const insert = (given: Omit<DrawnLabels, 'root' | 'count'>, serials: readonly string[]): DrawnLabels => {
    const sorted = serials
      .map((serial) => ({ serial, key: serialKey(serial) }))
      .sort((a, b) => compareKeys(a.key, b.key));
    const tree = serialSource(
      sorted.map(({ key }) => key),
      sha256,
    );
    const root = Buffer.from(tree.root).toString('hex');
    const drawn = { ...given, count: sorted.length, root };
    addIssue.run(drawn.id, drawn.batch, drawn.unit, drawn.count, root);
    sorted.forEach(({ serial, key }, place) => addSerial.run(drawn.id, place, key, serial));
    for (let level = keptLevel; sorted.length >> level > 0; level += 1) {
      for (let place = 0; place < sorted.length >> level; place += 1) {
        addNode.run(drawn.id, level, place, tree.nodes(level, BigInt(place)));
      }
    }
    return drawn;
  };

  return {
    add(given, serials) {
      const known = issue(given.id);
      if (known !== undefined) return known;
      return inTransaction(db, () => insert(given, serials));
    },
    issue,
    serials: (id, from, count) => page.all(id, from, count).map((row) => String(row['serial'])),
    issuesOf: (serial) => byKey.all(serialKey(serial)).map((row) => String(row['issue'])),
    source(id) {
      const found = issue(id);
      if (found === undefined) return undefined;
      const hashOf = (level: number, index: number): Uint8Array => {
        if (level >= keptLevel) return nodeAt.get(id, level, index)?.['hash'] as Uint8Array;
        const rows = keysFrom.all(id, index << level, (index + 1) << level);
        let hashes = rows.map((row) => leafHash(keyOf(row), sha256));
        while (hashes.length > 1) {
          hashes = Array.from({ length: hashes.length >> 1 }, (_, at) =>
            nodeHash(hashes[2 * at]!, hashes[2 * at + 1]!, sha256),
          );
        }
        return hashes[0]!;
      };
      return {
        count: found.count,
        key: (index) => keyOf(keyAt.get(id, index)),
        nodes: (level, index) => hashOf(level, Number(index)),
      };
    },
    close: () => db.close(),
  };
}
