/** Private data between endorsement and commit, by transaction (Fabric: core/transientstore). */
export interface TransientStore {
  put(txId: string, privateSet: Buffer): void;
  /** The private sets known for these transactions. */
  collect(txIds: readonly string[]): Map<string, Buffer>;
  forget(txIds: readonly string[]): void;
  hasPeer(mspId: string): boolean;
}

/** Endorsed but never submitted: forgotten after this many newer transactions. */
const CAPACITY = 10_000;

export const createTransientStore = (peerMspIds: readonly string[]): TransientStore => {
  const sets = new Map<string, Buffer>();
  return {
    put: (txId, privateSet) => {
      sets.set(txId, privateSet);
      const oldest = sets.keys().next();
      if (sets.size > CAPACITY && !oldest.done) sets.delete(oldest.value);
    },
    collect: (txIds) => new Map(txIds.flatMap((txId) => (sets.has(txId) ? [[txId, sets.get(txId)!]] : []))),
    forget: (txIds) => txIds.forEach((txId) => sets.delete(txId)),
    hasPeer: (mspId) => peerMspIds.includes(mspId),
  };
};
