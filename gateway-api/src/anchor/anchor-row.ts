import type { Fees } from './anchor-fees.ts';

/**
 * PLANNED: to be anchored, nothing signed. SIGNED: raw transaction stored, perhaps broadcast. SENT: a node took it. MINED: in a block. FINAL: in a
 * finalized block of the canonical chain. COVERED: the chain's head covers it without a transaction of this row. CONFLICT: the chain's
 * head contradicts the log: an alarm.
 */
export type AnchorState = 'PLANNED' | 'SIGNED' | 'SENT' | 'MINED' | 'FINAL' | 'COVERED' | 'CONFLICT';

/** A checkpoint of the log: origin line, leaves, RFC 6962 root (32 bytes). */
export interface LogHead {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Uint8Array;
}

/** Whose head on which chain: `chain` is `<chain id>/<genesis block hash>`, so that a test chain begun anew is another chain. */
export interface AnchorScope {
  readonly chain: string;
  readonly sender: string;
}

export interface MinedAt {
  readonly txHash: string;
  readonly blockNumber: number;
  readonly blockHash: string;
}

export interface AnchorRow extends AnchorScope, LogHead {
  readonly id: number;
  readonly contract: string;
  readonly state: AnchorState;
  /** Set from SIGNED on. */
  readonly nonce: number | undefined;
  /** Set in MINED and FINAL. */
  readonly mined: MinedAt | undefined;
  /** Milliseconds since 1970. */
  readonly plannedAt: number;
}

/** One signed form of a row's transaction; a fee bump adds another with the same nonce, and any of them may be mined. */
export interface Variant extends Fees {
  readonly raw: string;
  readonly hash: string;
  readonly gasLimit: bigint;
  readonly signedAt: number;
}
