import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import type { AnchorRow, AnchorScope, AnchorState, LogHead, MinedAt, Variant } from './anchor-row.ts';
import { inTransaction } from '../sqlite/in-transaction.ts';

/** Another worker took the key over while this one was busy; it must not write any more. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

const schema = `
PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;
CREATE TABLE IF NOT EXISTS anchors (id INTEGER PRIMARY KEY, chain TEXT NOT NULL, sender TEXT NOT NULL, contract TEXT NOT NULL,
  origin TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, state TEXT NOT NULL, nonce INTEGER, planned_at INTEGER NOT NULL,
  tx_hash TEXT, block_number INTEGER, block_hash TEXT) STRICT;
CREATE INDEX IF NOT EXISTS anchors_by_state ON anchors (chain, sender, state, size);
CREATE TABLE IF NOT EXISTS variants (anchor INTEGER NOT NULL, nonce INTEGER NOT NULL, raw TEXT NOT NULL, hash TEXT NOT NULL,
  max_fee TEXT NOT NULL, tip TEXT NOT NULL, gas_limit TEXT NOT NULL, signed_at INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS variants_by_anchor ON variants (anchor, nonce);
CREATE TABLE IF NOT EXISTS leases (key TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL) STRICT;`;

type Row = Record<string, SQLOutputValue>;
const rowOf = (row: Row): AnchorRow => ({
  id: Number(row['id']),
  chain: String(row['chain']),
  sender: String(row['sender']),
  contract: String(row['contract']),
  origin: String(row['origin']),
  size: row['size'] as bigint,
  root: row['root'] as Uint8Array,
  state: String(row['state']) as AnchorState,
  nonce: row['nonce'] === null ? undefined : Number(row['nonce']),
  plannedAt: Number(row['planned_at']),
  mined:
    row['tx_hash'] === null
      ? undefined
      : {
          txHash: String(row['tx_hash']),
          blockNumber: Number(row['block_number']),
          blockHash: String(row['block_hash']),
        },
});
const variantOf = (row: Row): Variant => ({
  raw: String(row['raw']),
  hash: String(row['hash']),
  maxFee: BigInt(String(row['max_fee'])),
  tip: BigInt(String(row['tip'])),
  gasLimit: BigInt(String(row['gas_limit'])),
  signedAt: Number(row['signed_at']),
});

/**
 * What the worker did and is about to do, on disk before it does it. Every write checks, in its own transaction, that `holder`
 * still holds the lease of the row's key. `now` in milliseconds.
 */
export function openAnchorStore(file: string, holder: string, now: () => number) {
  mkdirSync(dirname(file), { recursive: true });
  const db = new DatabaseSync(file, { readBigInts: true });
  db.exec(schema);
  const leaseKey = (scope: AnchorScope): string => `${scope.chain} ${scope.sender}`;

  const write = (scope: AnchorScope, work: () => void): void =>
    inTransaction(db, () => {
      const held = db.prepare('SELECT 1 FROM leases WHERE key = ? AND holder = ? AND until > ?');
      if (held.get(leaseKey(scope), holder, now()) === undefined) throw new LeaseLost('the lease of this key was lost');
      work();
    });
  const to = (row: AnchorRow, state: AnchorState, mined?: MinedAt): void =>
    write(row, () => {
      db.prepare('UPDATE anchors SET state = ?, tx_hash = ?, block_number = ?, block_hash = ? WHERE id = ?').run(
        state,
        mined?.txHash ?? null,
        mined?.blockNumber ?? null,
        mined?.blockHash ?? null,
        row.id,
      );
    });
  const one = (sql: string, ...args: (string | bigint)[]): AnchorRow | undefined => {
    const row = db.prepare(sql).get(...args);
    return row === undefined ? undefined : rowOf(row);
  };

  return {
    /** Takes or renews the lease of a key. @returns false while another holds it. */
    lease(scope: AnchorScope, milliseconds: number): boolean {
      const taken = db
        .prepare(
          `INSERT INTO leases VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET holder = excluded.holder, until = excluded.until
           WHERE holder = excluded.holder OR until <= ?`,
        )
        .run(leaseKey(scope), holder, now() + milliseconds, now());
      return taken.changes === 1n;
    },
    release(scope: AnchorScope): void {
      db.prepare('DELETE FROM leases WHERE key = ? AND holder = ?').run(leaseKey(scope), holder);
    },
    plan(scope: AnchorScope, contract: string, head: LogHead): void {
      write(scope, () => {
        db.prepare(
          `INSERT INTO anchors (chain, sender, contract, origin, size, root, state, planned_at) VALUES (?, ?, ?, ?, ?, ?, 'PLANNED', ?)`,
        ).run(scope.chain, scope.sender, contract, head.origin, head.size, head.root, now());
      });
    },
    renewPlan(row: AnchorRow): void {
      write(row, () => {
        const sql = `UPDATE anchors SET contract = ?, origin = ?, size = ?, root = ? WHERE id = ? AND state = 'PLANNED'`;
        db.prepare(sql).run(row.contract, row.origin, row.size, row.root, row.id);
      });
    },
    /** -> SIGNED: the raw transaction is on disk before anybody may see it. */
    sign(row: AnchorRow, nonce: number, variant: Variant): void {
      write(row, () => {
        db.prepare(`UPDATE anchors SET state = 'SIGNED', nonce = ? WHERE id = ?`).run(nonce, row.id);
        db.prepare('INSERT INTO variants VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
          row.id,
          nonce,
          variant.raw,
          variant.hash,
          String(variant.maxFee),
          String(variant.tip),
          String(variant.gasLimit),
          variant.signedAt,
        );
      });
    },
    /** -> SENT, from SIGNED, or back from MINED or FINAL when the chain lost the block; the stored bytes stay as they are. */
    sent: (row: AnchorRow) => to(row, 'SENT'),
    mined: (row: AnchorRow, at: MinedAt) => to(row, 'MINED', at),
    final: (row: AnchorRow, at: MinedAt) => to(row, 'FINAL', at),
    settle: (row: AnchorRow, state: 'COVERED' | 'CONFLICT') => to(row, state),
    /** Back to PLANNED: a final block spent the nonce without anchoring this head. */
    planAgain(row: AnchorRow): void {
      write(row, () => void db.prepare(`UPDATE anchors SET state = 'PLANNED', nonce = NULL WHERE id = ?`).run(row.id));
    },
    /** Rows of these states, oldest nonce first. */
    inStates(scope: AnchorScope, ...states: AnchorState[]): readonly AnchorRow[] {
      const marks = states.map(() => '?').join();
      return db
        .prepare(`SELECT * FROM anchors WHERE chain = ? AND sender = ? AND state IN (${marks}) ORDER BY nonce, id`)
        .all(scope.chain, scope.sender, ...states)
        .map(rowOf);
    },
    /** The variants of the row's present nonce, newest first. */
    variants(row: AnchorRow): readonly Variant[] {
      const found = db.prepare('SELECT * FROM variants WHERE anchor = ? AND nonce = ? ORDER BY rowid DESC');
      return found.all(row.id, row.nonce ?? null).map(variantOf);
    },
    highestNonce(scope: AnchorScope): number | undefined {
      const sql = 'SELECT max(nonce) AS nonce FROM anchors WHERE chain = ? AND sender = ?';
      const nonce = db.prepare(sql).get(scope.chain, scope.sender)?.['nonce'];
      return typeof nonce === 'bigint' ? Number(nonce) : undefined;
    },
    newestMined: (scope: AnchorScope, contract: string, origin: string): AnchorRow | undefined =>
      one(
        `SELECT * FROM anchors WHERE chain = ? AND sender = ? AND contract = ? AND origin = ? AND state IN ('MINED', 'FINAL')
         ORDER BY size DESC LIMIT 1`,
        scope.chain,
        scope.sender,
        contract,
        origin,
      ),
    newestFinal: (scope: AnchorScope): AnchorRow | undefined =>
      one(
        `SELECT * FROM anchors WHERE chain = ? AND sender = ? AND state = 'FINAL' ORDER BY nonce DESC LIMIT 1`,
        scope.chain,
        scope.sender,
      ),
    newest: (scope: AnchorScope, contract: string, origin: string): AnchorRow | undefined =>
      one(
        'SELECT * FROM anchors WHERE chain = ? AND sender = ? AND contract = ? AND origin = ? ORDER BY size DESC, id DESC LIMIT 1',
        scope.chain,
        scope.sender,
        contract,
        origin,
      ),
    /** The smallest anchored head of at least `size` leaves: a final one where there is one, else one that is mined ('FINAL' < 'MINED'). */
    covering: (scope: AnchorScope, contract: string, origin: string, size: bigint): AnchorRow | undefined =>
      one(
        `SELECT * FROM anchors WHERE chain = ? AND sender = ? AND contract = ? AND origin = ? AND size >= ?
         AND state IN ('MINED', 'FINAL') ORDER BY state, size LIMIT 1`,
        scope.chain,
        scope.sender,
        contract,
        origin,
        size,
      ),
    /** The chain that this sender worked on last; undefined before its first plan. */
    lastChain(sender: string): string | undefined {
      const row = db.prepare('SELECT chain FROM anchors WHERE sender = ? ORDER BY id DESC LIMIT 1').get(sender);
      return row === undefined ? undefined : String(row['chain']);
    },
    counts(scope: AnchorScope): Readonly<Partial<Record<AnchorState, number>>> {
      const sql = 'SELECT state, count(*) AS n FROM anchors WHERE chain = ? AND sender = ? GROUP BY state';
      const rows = db.prepare(sql).all(scope.chain, scope.sender);
      return Object.fromEntries(rows.map((row) => [String(row['state']), Number(row['n'])]));
    },
    close: () => db.close(),
  };
}
export type AnchorStore = ReturnType<typeof openAnchorStore>;
