import { commitStatus } from './commit-status.ts';
import type { Committed, Ledger } from './ledger.ts';
import type { operatorIdentity, Peers } from './peers.ts';
import { readProposal, type SignedTransactions } from './signed-transactions.ts';

/** How long a step waits for a peer that is behind; then that peer judges by what it has. */
const patienceMs = 2000;

/** What is acknowledged here is known to whichever peer judges the next step. */
export interface PeerProgress {
  ledger(inner: Ledger): Ledger;
  signed(inner: SignedTransactions): SignedTransactions;
}

/**
 * Peers commit each at its own pace: a person of another organisation who acts on what was acknowledged a moment ago would be refused by a
 * peer that has not committed it yet. So before anything is endorsed there, that peer is asked for the outcome of the newest acknowledged
 * transaction, which it answers once it has its block. Nothing is asked where the same peer acknowledged it.
 */
export function peerProgress(
  peers: Peers,
  operator: ReturnType<typeof operatorIdentity>,
  channel: string,
): PeerProgress {
  let newest: Pick<Committed, 'txId' | 'blockNumber'> = { txId: '', blockNumber: -1 };
  /** The last block that each organisation's peer is known to have. */
  const known = new Map<string, number>();
  const reached = (mspId: string, blockNumber: number): void => {
    const peer = peers.peerOf(mspId);
    known.set(peer, Math.max(blockNumber, known.get(peer) ?? -1));
  };
  const caughtUp = async (mspId: string): Promise<void> => {
    const { txId, blockNumber } = newest;
    if (blockNumber <= (known.get(peers.peerOf(mspId)) ?? -1)) return;
    const options = { deadline: Date.now() + patienceMs };
    // A peer that cannot say so is left to answer for itself.
    await commitStatus(peers.gateway(operator, mspId), operator, channel, txId, options).then(
      () => reached(mspId, blockNumber),
      () => undefined,
    );
  };
  const acknowledged = (mspId: string, committed: Committed): Committed => {
    reached(mspId, committed.blockNumber);
    if (committed.blockNumber > newest.blockNumber) newest = committed;
    return committed;
  };
  return {
    ledger: (inner) => ({
      async submit(identity, transaction, command) {
        await caughtUp(identity.mspId);
        return acknowledged(identity.mspId, await inner.submit(identity, transaction, command));
      },
    }),
    signed: (inner) => ({
      ...inner,
      async endorse(proposal, signature) {
        await caughtUp(readProposal(proposal).mspId);
        return inner.endorse(proposal, signature);
      },
      // the operator's peer is asked for the outcome
      submit: async (payload, signature) => acknowledged(operator.mspId, await inner.submit(payload, signature)),
    }),
  };
}
