/** Every record type and the domain that owns it is the part before the slash. */
export const recordTypes = [
  'registry/organisation',
  'registry/unit',
  'registry/accreditation',
  'registry/delegation',
  'registry/build',
  'origin/crop-rules',
  'origin/growing-area',
  'origin/packing-house',
  'origin/certificate',
  'origin/farm',
  'origin/diary-entry',
  'origin/batch',
  'origin/event',
  'origin/shipment-unit',
  'origin/recall',
  'origin/inspection',
  'origin/alias',
  'origin/epcis-event',
  'ocop/rules',
  'credential/issuer-key',
  'credential/credential',
  'credential/act',
  'credential/attestation',
  'ocop/product',
  'ocop/council',
  'ocop/sheet',
  'ocop/rating',
  'carbon/project',
  'carbon/plot',
  'carbon/monitoring',
  'carbon/issuance',
  'carbon/block',
  'carbon/retirement',
  'carbon/annotation',
  'carbon/reversal',
  'carbon/inventory',
  'carbon/offer',
  'health/key',
  'health/commitment',
  'health/erasure',
  'health/access-root',
  'heritage/item',
  'heritage/restricted',
  'heritage/media',
  'heritage/route',
] as const;
export type RecordType = (typeof recordTypes)[number];

export const recordStatuses = [
  'active',
  'held',
  'recalled',
  'suspended',
  'revoked',
  'superseded',
  'closed',
  'cancelled',
  'erased',
] as const;
export type RecordStatus = (typeof recordStatuses)[number];

/** custodial: the gateway holds the person's key; own: the key never left their device. */
export type Signing = 'custodial' | 'own';

/** Who acted, as the ledger certificate says; `unit` is empty for an organisation's own registrar. */
export interface Actor {
  readonly msp: string;
  readonly unit: string;
  readonly role: string;
  readonly signing: Signing;
}

/** What a rule decides about one record; the chaincode adds salt, commitment, time and actor. */
export interface RecordDraft<Body = unknown> {
  readonly id: string;
  readonly type: RecordType;
  readonly version: number;
  readonly status: RecordStatus;
  /** Unit that may act on it. */
  readonly owner: string;
  readonly body: Body;
}

/** The state value under `r/<id>`, JCS. Never holds erasable personal data: salt and body are public. */
export interface RecordState<Body = unknown> extends RecordDraft<Body> {
  /** 32 hex digits. */
  readonly salt: string;
  /** SHA-256("daunguon/record/v1" 0 || salt || JCS(body)), 64 hex digits. */
  readonly commitment: string;
  /** ISO 8601 UTC, the transaction's own time. */
  readonly ts: string;
  readonly by: Actor;
}

/**
 * A record whose contents never reach the ledger: only a commitment to its fields, made outside (proof's `commitFields`). It has no
 * body and no salt; leaves of the log say kind `fields/1`.
 */
export interface FieldsDraft extends Omit<RecordDraft, 'body'> {
  /** SHA-256("daunguon/fields/v1" 0 || uint16 count || root), 64 hex digits. */
  readonly commitment: string;
  /** What rules and lists need in the open. Not covered by the commitment: never shown as proven, never personal. */
  readonly facets: Readonly<Record<string, string>>;
}
export type FieldsState = FieldsDraft & Pick<RecordState, 'ts' | 'by'>;

/**
 * Ids that one bulk command creates may share their first 16 characters (78 random bits; 50 more tell them apart): one
 * range query, which Fabric protects against phantoms, then shows that none of them is in use.
 */
export const idFamilyLength = 16;

/** State keys of chaincode `records`; only `r/` keys are records (and, later, leaves of the log). */
export const recordKey = (id: string): string => `r/${id}`;
export const requestKey = (requestId: string): string => `q/${requestId}`;
