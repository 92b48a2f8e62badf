import type { TrustPolicy } from '../bundle/trust-policy.ts';
import type { SerialStanding } from './check-serial.ts';
import type { DisclosedField, Field } from '../fields/field-tree.ts';
import type { RecordLeaf } from '../leaf/leaf.ts';

/** Head of a log that a reader has seen proven. */
export interface Head {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Uint8Array;
}

export const stepNames = [
  'format',
  'log-signature',
  'quorum',
  'state-leaf',
  'record-leaf',
  'map',
  'newest',
  'commitment',
  'history',
  'consistency',
  'freshness',
  'identifiers',
  'presented',
  'anchor',
] as const;
export type StepName = (typeof stepNames)[number];
export type StepResult = 'pass' | 'fail' | 'unknown' | 'not-applicable';

export interface Step {
  readonly name: StepName;
  readonly result: StepResult;
  /** What failed or is missing, for an auditor; English. */
  readonly detail?: string;
}

/** Bytes that the holder brought. */
export type Presented =
  | { readonly kind: 'record'; readonly body: unknown; readonly salt: string }
  | { readonly kind: 'fields'; readonly fields: readonly DisclosedField[] }
  /** A file by its SHA-256 (64 hexadecimal digits), and where the proven body has the digest. */
  | { readonly kind: 'file'; readonly digest: string; readonly pointer: string };

export interface VerifyInput {
  /** Parsed JSON from anywhere. */
  readonly bundle: unknown;
  /** What was asked for: a record id, or the id of an alias. */
  readonly id: string;
  readonly policy: TrustPolicy;
  /** The reader's clock, milliseconds since 1970. */
  readonly now: number;
  readonly lastHead?: Head;
  /** Of the scanned link. */
  readonly identifiers?: { readonly gtin?: string; readonly lot?: string; readonly serial?: string };
  /** All fields of a personal record, opened with the secret of its link. */
  readonly opened?: readonly Field[];
  readonly presented?: Presented;
  /** Head read from the anchor contract; `proof` that the checkpoint extends it, if the bundle's own is not that of this head. */
  readonly anchorHead?: { readonly size: bigint; readonly root: Uint8Array; readonly proof?: readonly Uint8Array[] };
}

export type Authenticity = 'authentic' | 'not-authentic' | 'cannot-confirm';

export type Standing =
  | { readonly absent: true }
  | {
      readonly absent: false;
      readonly status: string;
      readonly since: string;
      readonly n: number;
      readonly index: number;
      readonly type: string;
    };

/** A proven version; `body` where it was given and its commitment holds. */
export interface ProvenVersion {
  readonly leaf: RecordLeaf;
  readonly body?: unknown;
}

export interface Verification {
  /** One of each name, in the order of `stepNames`. */
  readonly steps: readonly Step[];
  readonly authenticity: Authenticity;
  /** Proven by a head that counts; its own freshness is `fresh`. */
  readonly standing?: Standing;
  /** As of when the organisations vouched for the standing, milliseconds. */
  readonly statusTime?: number;
  readonly fresh: boolean;
  /** Proven: what the reader keeps as its last head, if it is larger. */
  readonly head?: Head;
  /** Witnesses whose cosignatures count, by the names of policy.txt. */
  readonly confirmedBy: readonly string[];
  readonly record?: RecordLeaf;
  readonly body?: unknown;
  /** Of the scanned serial; only where the link is otherwise this record's and its lot has issued labels. */
  readonly serial?: SerialStanding;
  /** Earlier versions, newest first. */
  readonly history: readonly ProvenVersion[];
  readonly trial: boolean;
}

/** Standings from which a record does not return: knowledge of them does not go stale. */
export const terminalStatuses: ReadonlySet<string> = new Set([
  'revoked',
  'cancelled',
  'retired',
  'erased',
  'destroyed',
  'superseded',
  'deleted',
]);
