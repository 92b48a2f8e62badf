import type { BatchBody, RecordState, RecordStatus } from '@daunguon/records';

/** What the gateway answers; a test holds these types against the schemas that its own answers are checked with. */
export interface Committed {
  readonly ids: readonly string[];
  readonly held: readonly string[];
  readonly txId: string;
  readonly blockNumber: number;
  readonly receipt?: string | undefined;
  readonly indexed?: boolean | undefined;
  readonly covered?: boolean | undefined;
  readonly propagated?: number | undefined;
  readonly propagation?: 'complete' | 'running' | undefined;
}

export interface ListAnswer<Body = unknown> {
  readonly items: readonly RecordState<Body>[];
  readonly next?: string | undefined;
}

export interface TimelineEntry {
  readonly id: string;
  readonly eventType: string;
  readonly at: string;
  readonly txId: string;
  readonly unit: { readonly id: string; readonly name: string };
  readonly commune?: { readonly code: string; readonly name: string } | undefined;
  /** Kind of a buyer without a unit, to whom it was handed over: nobody confirms the step. */
  readonly unconfirmed?: string | undefined;
  /** What sender and receiver weighed, where they differ. */
  readonly discrepancy?:
    { readonly sentKg: string; readonly receivedKg: string; readonly beyondTolerance: boolean } | undefined;
}

export interface Relative {
  readonly id: string;
  readonly depth: number;
  readonly lot: string;
  readonly kind: string;
  readonly status: RecordStatus;
  readonly weightKg: string;
}

export interface Genealogy {
  readonly upstream: readonly Relative[];
  readonly downstream: readonly Relative[];
  readonly cut: boolean;
}

export interface RecordAnswer<Body = unknown> {
  readonly record: RecordState<Body>;
  readonly txId: string;
  readonly blockNumber: number;
  readonly blockTime: string;
  readonly endorsers: readonly string[];
  readonly timeline: readonly TimelineEntry[];
  readonly units: Readonly<Record<string, { readonly name: string }>>;
  readonly history: readonly {
    readonly txId: string;
    readonly blockNumber: number;
    readonly state: RecordState<Body>;
  }[];
  readonly genealogy?: Genealogy | undefined;
}
export type BatchAnswer = RecordAnswer<BatchBody>;

export interface RowError {
  readonly line: number;
  readonly column?: string | undefined;
  readonly vi: string;
  readonly en: string;
  /** Of a duplicate: what it repeats. */
  readonly sameAs?: { readonly line: number } | { readonly record: string } | undefined;
}

export interface ImportAnswer {
  readonly importId: string;
  readonly state: 'previewed' | 'running' | 'finished';
  readonly rows: number;
  readonly ok: number;
  readonly errors: readonly RowError[];
  readonly errorCount: number;
  readonly duplicates: readonly RowError[];
  readonly duplicateCount: number;
  readonly about?: Readonly<Record<string, unknown>> | undefined;
  readonly committed: number;
  readonly refused: number;
}

export interface CompletenessAnswer {
  readonly batch: string;
  readonly profile: string;
  /** Whole percent. */
  readonly score: number;
  readonly items: readonly {
    readonly id: string;
    readonly label: { readonly vi: string; readonly en: string };
    readonly state: 'present' | 'missing' | 'not-asked';
    readonly missing: readonly { readonly of: string; readonly owedBy: string | null }[];
  }[];
  readonly units: Readonly<Record<string, { readonly name: string }>>;
}

export interface Membership {
  readonly mspId: string;
  readonly role: string;
  /** Empty: staff of the organisation itself. */
  readonly unit: string;
  readonly name?: string | undefined;
  readonly kind?: string | undefined;
}

export interface SigningSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly enrolmentAudience: string;
  readonly agentUrl: string;
  readonly channel: string;
  readonly chaincode: string;
}

export type SessionAnswer =
  | { readonly signedIn: false; readonly provider: { readonly name: string | null }; readonly ended: boolean }
  | {
      readonly signedIn: true;
      readonly provider: { readonly name: string | null };
      readonly name: string;
      readonly expiresAt: string;
      readonly member: Membership | null;
      /** Whether the person administers the gateway. */
      readonly administers: boolean;
      /** Whether the person is of the organisation that runs it. */
      readonly operator: boolean;
      readonly may: readonly string[];
      readonly units: readonly Membership[];
      readonly signing: SigningSettings;
    };

export interface ListsAnswer {
  readonly items: readonly { readonly path: string; readonly type: string }[];
}

export interface OverviewAnswer {
  readonly items: readonly { readonly type: string; readonly commune: string; readonly records: number }[];
}
