import { DatabaseSync } from 'node:sqlite';
import { openBlockStore } from './block-store.ts';
import type { BlockStore } from './block-store.ts';
import { openHistoryStore } from './history-store.ts';
import type { HistoryStore } from './history-store.ts';
import { openPrivateStore } from './private-store.ts';
import type { PrivateStore } from './private-store.ts';
import { rememberingState } from './remembering-state.ts';
import { snapshottingState } from './snapshotting-state.ts';
import type { SnapshottingState } from './snapshotting-state.ts';
import { openStateStore } from './state-store.ts';

/** The tables of one ledger file. */
export interface LedgerStores {
  readonly database: DatabaseSync;
  readonly blocks: BlockStore;
  readonly state: SnapshottingState;
  readonly history: HistoryStore;
  readonly privateData: PrivateStore;
  /** All or nothing: one SQLite transaction. */
  atomically<T>(work: () => T): T;
  close(): void;
}

/** `durable`: synchronous=FULL, so that a commit survives loss of power; `:memory:` for a throw-away ledger. */
export const openStores = (file: string, durable: boolean): LedgerStores => {
  const database = new DatabaseSync(file);
  database.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${durable ? 'FULL' : 'OFF'}; PRAGMA busy_timeout = 5000`,
  );
  // From the first row on: a page that is split leaves copies of its rows in free bytes, where no later deletion finds them.
  database.exec('PRAGMA secure_delete = ON');
  // Keys are as random as ids, so a large block touches a page for each of its rows, more than SQLite's own 2 MB of cache and 4 MB of log
  // hold.
  database.exec('PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 4000');
  const rows = rememberingState(openStateStore(database));
  const state = snapshottingState(rows);
  const privateData = openPrivateStore(database, state);
  return {
    database,
    state,
    blocks: openBlockStore(database),
    history: openHistoryStore(database),
    privateData,
    atomically: (work) => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        privateData.overwrite();
        return result;
      } catch (error) {
        rows.forget();
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => database.close(),
  };
};
