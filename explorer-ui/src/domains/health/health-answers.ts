import type { AccessEntry, ClaimDispute, Consent, EmergencyAccess } from '@daunguon/records';
import type { AccessProof } from '@daunguon/proof/health';

/** What the gateway answers to the pages of `health`. */
export interface MeAnswer {
  readonly patients: readonly {
    readonly id: string;
    readonly as: 'patient' | 'guardian';
    readonly guardianUntil?: string;
  }[];
}
export interface ConsentsAnswer {
  readonly items: readonly { readonly consent: Consent; readonly ledgerIds: readonly string[] }[];
}
export interface AccessItem {
  readonly entry: AccessEntry;
  readonly previous: string;
  readonly hash: string;
  readonly day: string;
  readonly unitName: string;
  readonly why?: string;
  readonly proof?: AccessProof;
  /** Record of the day's root on the ledger. */
  readonly rootRecord?: string;
}
export interface BreakGlassItem extends Pick<EmergencyAccess, 'id' | 'unit' | 'reason' | 'at' | 'review'> {
  readonly unitName: string;
}
export interface ClaimDisputeItem extends Pick<ClaimDispute, 'id' | 'patient' | 'as' | 'at' | 'review'> {
  readonly unitName: string;
  readonly claimedAt: string;
}
export interface InboxAnswer {
  readonly items: readonly {
    readonly id: string;
    readonly record: string;
    readonly from: string;
    readonly at: string;
    readonly until: string;
  }[];
}
export interface UnitsAnswer {
  readonly items: readonly { readonly id: string; readonly body: { readonly name: string; readonly kind: string } }[];
}
