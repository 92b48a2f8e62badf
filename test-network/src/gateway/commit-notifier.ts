import type { Ledger } from '../types.ts';

export interface Commit {
  readonly blockNumber: number;
  /** protos.TxValidationCode */
  readonly code: number;
}

export interface CommitNotifier {
  /** Calls back once, with a transaction committed before or after now. Returns how to lose interest. */
  wait(txId: string, then: (commit: Commit) => void): () => void;
  close(): void;
}

/** Tells who waits for a transaction when it is committed; one ledger listener for all of them. */
export const createCommitNotifier = (ledger: Ledger): CommitNotifier => {
  const waiting = new Map<string, Set<(commit: Commit) => void>>();
  const close = ledger.onCommit(({ number, transactions }) => {
    for (const { txId, code } of transactions) {
      const listeners = waiting.get(txId);
      if (!listeners) continue;
      waiting.delete(txId);
      for (const listener of listeners) listener({ blockNumber: number, code });
    }
  });
  return {
    wait: (txId, then) => {
      // nothing commits between these lines: the ledger commits in one synchronous step
      const place = ledger.place(txId);
      if (place) {
        then({ blockNumber: place.blockNumber, code: place.code });
        return () => undefined;
      }
      const listeners = waiting.get(txId) ?? new Set();
      waiting.set(txId, listeners.add(then));
      return () => {
        listeners.delete(then);
        if (listeners.size === 0 && waiting.get(txId) === listeners) waiting.delete(txId);
      };
    },
    close,
  };
};
