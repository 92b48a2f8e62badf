/** Which nodes of the one process are there for whom, by the faults in force. */
import { setTimeout as sleep } from 'node:timers/promises';
import { common } from '@hyperledger/fabric-protos';
import type { Endorser } from '../endorser/endorser.ts';
import { quorumOf } from '../ledger/orderer-signatures.ts';
import type { Orderer } from '../orderer/orderer.ts';
import type { CommittedBlock, Ledger } from '../types.ts';
import { noFaults } from './faults.ts';
import type { Faults } from './faults.ts';

export interface NodeStates {
  set(faults: Faults): void;
  /** The peers that the gateway of `host` reaches, itself included. */
  reachable(host: string, endorsers: ReadonlyMap<string, Endorser>): ReadonlyMap<string, Endorser>;
  /** The same endorser, as late as its peer is slow. */
  slowed(endorser: Endorser): Endorser;
  /** A quorum of the consenters that reach each other; undefined where there is none. */
  quorum<Consenter extends { readonly mspId: string }>(consenters: readonly Consenter[]): Consenter[] | undefined;
  /** The ordering service as the nodes of `mspId` reach it. */
  ordererAt(mspId: string, orderer: Orderer): Orderer;
  /** The ledger as the peer of `mspId` hands out its blocks: one that is cut off gets no more until it is back. It simulates on the newest state all the same. */
  deliveredAt(mspId: string, ledger: Ledger): Ledger;
  /** Before each block that the peer of `mspId` hands out: as late as it is. */
  beforeBlock(mspId: string): Promise<void>;
}

/** `tlsEnds`: until when each node's TLS certificate is good, by name; nobody connects to one whose has ended, whatever else is well. */
export const nodeStates = (tlsEnds: ReadonlyMap<string, Date> = new Map()): NodeStates => {
  let faults = noFaults;
  const firstEnd = Math.min(...[...tlsEnds.values()].map((end) => end.getTime()));
  const hasEnded = (node: string): boolean => (tlsEnds.get(node)?.getTime() ?? Infinity) < Date.now();
  const changed = new Set<() => void>();
  const isCut = (mspId: string): boolean => faults.cut.includes(mspId);
  const isDown = (node: string): boolean => faults.down.includes(node);
  return {
    set: (wanted) => {
      faults = wanted;
      for (const tell of changed) tell();
    },
    reachable: (host, endorsers) =>
      faults === noFaults && Date.now() < firstEnd
        ? endorsers
        : new Map(
            [...endorsers].filter(
              ([mspId]) =>
                !isDown(`peer.${mspId}`) &&
                (mspId === host || (!isCut(mspId) && !isCut(host) && !hasEnded(`peer.${mspId}`))),
            ),
          ),
    slowed: (endorser) => ({
      ...{ mspId: endorser.mspId },
      get address() {
        return endorser.address;
      },
      process: async (proposal) => {
        const late = faults.slow[endorser.mspId];
        if (late !== undefined) await sleep(late);
        return endorser.process(proposal);
      },
    }),
    quorum: (consenters) => {
      const needed = quorumOf(consenters.length);
      const isThere = (node: string, mspId: string): boolean => !isDown(node) && !isCut(mspId) && !hasEnded(node);
      const there = consenters.filter(({ mspId }) => isThere(`orderer.${mspId}`, mspId));
      return there.length < needed ? undefined : there.slice(0, needed);
    },
    ordererAt: (mspId, orderer) => ({
      ...orderer,
      broadcast: (envelope) =>
        isCut(mspId)
          ? { status: common.Status.SERVICE_UNAVAILABLE, info: 'no quorum of orderers can be reached' }
          : orderer.broadcast(envelope),
    }),
    beforeBlock: async (mspId) => {
      const late = faults.late[mspId];
      if (late !== undefined) await sleep(late);
    },
    deliveredAt: (mspId, ledger) => {
      let frozen: number | undefined;
      let missed: CommittedBlock | undefined;
      const listeners = new Set<(block: CommittedBlock) => void>();
      ledger.onCommit((block) => {
        if (frozen !== undefined) missed = block;
        else for (const listener of listeners) listener(block);
      });
      changed.add(() => {
        if (isCut(mspId)) frozen ??= ledger.height();
        else {
          frozen = undefined;
          // one word is enough: who follows reads all that there is
          if (missed !== undefined) for (const listener of listeners) listener(missed);
          missed = undefined;
        }
      });
      return {
        ...ledger,
        height: () => frozen ?? ledger.height(),
        onCommit: (listener) => {
          listeners.add(listener);
          return () => void listeners.delete(listener);
        },
      };
    },
  };
};
