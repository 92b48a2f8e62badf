import type { peer } from '@hyperledger/fabric-protos';
import type { RowIterator, Simulator } from '../types.ts';

/** One call of one chaincode on one peer. */
export interface Invocation {
  readonly txId: string;
  readonly channelId: string;
  readonly namespace: string;
  readonly args: readonly Uint8Array[];
  /** protos.SignedProposal: the shim takes creator, transient data, timestamp and nonce from it. */
  readonly signedProposal: Buffer;
  readonly simulator: Simulator;
  readonly isInit: boolean;
  /** Chaincode-to-chaincode on this peer; rejects when the target is already in the call chain. */
  callChaincode(target: string, args: readonly Uint8Array[]): Promise<ChaincodeResult>;
  /** Whether the caller may read or write the collection (memberOnlyRead, memberOnlyWrite); throws when not. Hashes are for everybody. */
  checkCollection(collection: string, access: 'read' | 'write' | 'hash'): void;
}

export interface ChaincodeResult {
  readonly status: number;
  readonly message: string;
  readonly payload: Buffer;
  readonly event: peer.ChaincodeEvent | undefined;
  /** protos.ChaincodeMessage in which the chaincode said so; who called it is given it as it is. */
  readonly said?: Buffer;
}

/** An iterator the chaincode has open: rows already serialised as the shim expects them. */
export interface OpenQuery {
  readonly rows: Pick<RowIterator, 'close'> & { next(): Buffer | undefined };
  /** The row read in advance, so that `has_more` never announces an empty batch. */
  ahead: Buffer | undefined;
}
