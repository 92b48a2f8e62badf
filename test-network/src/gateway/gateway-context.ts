import type { Endorser } from '../endorser/endorser.ts';
import type { Orderer } from '../orderer/orderer.ts';
import type { ChannelConfig, Ledger } from '../types.ts';
import type { CommitNotifier } from './commit-notifier.ts';
import type { OnTheirWay } from './on-their-way.ts';

/** What the gateway of one peer works with. */
export interface GatewayContext {
  /** The peer this gateway is part of. */
  readonly host: Endorser;
  /** Every reachable peer of the channel, the host included. */
  readonly endorsers: ReadonlyMap<string, Endorser>;
  readonly ledger: Ledger;
  readonly orderer: Orderer;
  /** The consenters, for error details: every submission goes to all of them. */
  orderers(): readonly { readonly address: string; readonly mspId: string }[];
  readonly notifier: CommitNotifier;
  readonly onTheirWay: OnTheirWay;
  layouts(policies: { application: Buffer[]; keys: Buffer[] }, config: ChannelConfig): string[][];
}

/** Fabric's core.yaml: peer.gateway.endorsementTimeout */
export const ENDORSEMENT_TIMEOUT_MS = 30_000;
