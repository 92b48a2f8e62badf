/** What `/api/explorer/…` answers (gateway-api/src/openapi/explorer-operations.ts). */
export interface LedgerBlock {
  readonly number: number;
  readonly hash: string;
  readonly previousHash: string;
  readonly dataHash: string;
  readonly transactions: number;
  readonly valid: number;
  readonly time: string;
}

export interface WrittenRecord {
  readonly id: string;
  readonly version: number;
  readonly type: string;
  readonly status: string;
}

export interface TransactionLine {
  readonly block: number;
  readonly index: number;
  readonly txId: string;
  readonly time: string;
  readonly kind: string;
  /** peer.TxValidationCode of Fabric. */
  readonly code: number;
  readonly msp: string;
  readonly chaincode: string;
  readonly call: string;
  readonly event: string;
  readonly endorsers: readonly string[];
  readonly recordCount: number;
  readonly records: readonly WrittenRecord[];
  readonly reads: number;
  readonly writes: number;
}

export interface ShownValue {
  readonly text?: string;
  readonly hex?: string;
  readonly size?: number;
  readonly isCut?: true;
  readonly sha256?: string;
}

export interface LedgerWrite extends ShownValue {
  readonly key: string;
  readonly isDelete?: true;
  readonly record?: string;
  readonly version?: number;
  readonly isWithheld?: true;
}

export interface ReadWriteSet {
  readonly namespace: string;
  readonly reads: readonly (readonly [key: string, version: string | null])[];
  readonly ranges: readonly (readonly [from: string, to: string])[];
  readonly writes: readonly LedgerWrite[];
  readonly policies: readonly string[];
  readonly collections: readonly { readonly name: string; readonly reads: number; readonly writes: number }[];
}

export interface TransactionAnswer {
  readonly transaction: TransactionLine;
  readonly args: readonly ShownValue[];
  readonly isWithheld: boolean;
  readonly sets: readonly ReadWriteSet[];
  /** Where the key that signed it was revoked since. */
  readonly signerRevoked: {
    readonly block: number;
    readonly at: string;
    readonly isCompromised: boolean;
  } | null;
}

export interface BlockAnswer {
  readonly block: LedgerBlock;
  readonly transactions: readonly TransactionLine[];
}

export interface LedgerCount {
  readonly of: string;
  readonly name: string;
  readonly transactions: number;
  readonly valid: number;
}

export interface ChannelConfig {
  readonly block: number;
  readonly time: string;
  readonly sequence: number;
  readonly consensus: string;
  readonly organisations: readonly {
    readonly mspId: string;
    readonly in: readonly string[];
    readonly roots: readonly string[];
    readonly revocationLists: number;
  }[];
  readonly policies: readonly { readonly name: string; readonly rule: string }[];
  readonly consenters: readonly { readonly id: number; readonly mspId: string; readonly address: string }[];
  readonly batch: { readonly messages: number; readonly bytes: number; readonly timeout: string };
}

export interface NetworkAnswer {
  readonly config: ChannelConfig | null;
  readonly names: Readonly<Record<string, string>>;
  readonly organisationRecords: Readonly<Record<string, string>>;
  readonly counts: readonly LedgerCount[];
  readonly definitions: readonly {
    readonly name: string;
    readonly block: number;
    readonly txId: string;
    readonly fields: Readonly<Record<string, ShownValue>>;
  }[];
}

export interface LedgerCheckpoint {
  readonly size: number;
  readonly origin: string;
  readonly root: string;
  readonly note: string;
  readonly block: number;
  readonly txId: string;
  readonly time: string;
  /** Name of the cosigner -> when, ISO 8601 UTC. */
  readonly cosigned: Readonly<Record<string, string>>;
}

export interface Hit {
  readonly kind: 'block' | 'transaction' | 'record' | 'carbon-serial';
  readonly id: string;
  readonly type?: string;
  readonly status?: string;
  readonly name?: string;
  readonly blockNumber?: number;
  readonly txId?: string;
}
