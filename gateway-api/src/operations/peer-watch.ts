import { watch } from '../http/watch.ts';
import type { Peers } from '../ledger/peers.ts';

/** Whether an organisation's peer takes connections. */
export interface PeerState {
  readonly mspId: string;
  readonly up: boolean;
}

const everyMs = 2000;
const answerMs = 1500;

/** Watches each organisation's peer by its connection. */
export function watchPeers(peers: Pick<Peers, 'organisations' | 'reachable'>) {
  const watched = peers.organisations.map((mspId) => ({
    mspId,
    watch: watch(`the peer of ${mspId}`, () => peers.reachable(mspId, answerMs), everyMs),
  }));
  return {
    states: (): PeerState[] => watched.map(({ mspId, watch: { up } }) => ({ mspId, up: up() })),
    stop: (): void => {
      for (const one of watched) one.watch.stop();
    },
  };
}
export type PeerWatch = ReturnType<typeof watchPeers>;
