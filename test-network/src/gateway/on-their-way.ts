/** Transactions on their way to the orderer. */
export interface OnTheirWay {
  /** Runs an endorsement; what came of it is expected to be submitted under this transaction id. */
  endorsing<T>(txId: string, work: () => Promise<T>): Promise<T>;
  submitted(txId: string): void;
  count(): number;
}

/** How long a client that has its endorsements is expected to sign and submit. One that takes longer, or never does, holds up nobody. */
const SIGNING_MS = 100;

export const onTheirWay = (now = (): number => performance.now()): OnTheirWay => {
  let endorsing = 0;
  /** When each is given up, oldest first. */
  const endorsed = new Map<string, number>();
  return {
    endorsing: async (txId, work) => {
      endorsing += 1;
      try {
        const result = await work();
        endorsed.set(txId, now() + SIGNING_MS);
        return result;
      } finally {
        endorsing -= 1;
      }
    },
    submitted: (txId) => void endorsed.delete(txId),
    count: () => {
      for (const [txId, until] of endorsed) {
        if (until > now()) break;
        endorsed.delete(txId);
      }
      return endorsing + endorsed.size;
    },
  };
};
