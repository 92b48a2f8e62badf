import type { ActBody, CredentialKind, RecordStatus } from '@daunguon/records';

/** What the gateway answers to a person about their own credentials; a test holds it against the API's schemas. */
export interface HeldCredential {
  readonly id: string;
  readonly kind: CredentialKind;
  readonly month: string;
  readonly status: RecordStatus;
  readonly unit: { readonly id: string; readonly name: string };
  readonly acts: readonly (ActBody & { readonly version: number })[];
  readonly successor?: string | undefined;
  readonly opens: boolean;
  readonly mustBeKept: boolean;
  readonly erasure?: { readonly askedOn: string; readonly answered: boolean } | undefined;
}

export interface HeldAnswer {
  readonly items: readonly HeldCredential[];
}

export interface OpenedKeys {
  readonly id: string;
  readonly keys: readonly { readonly commitment: string; readonly key: string }[];
}

/** Fields that the person shows: their names, and the record whose they are. */
export interface HeldShare {
  readonly share: string;
  readonly id: string;
  readonly fields: readonly string[];
  readonly madeOn: string;
}

export interface ErasureRequest {
  readonly id: string;
  readonly kind: CredentialKind;
  readonly month: string;
  readonly status: RecordStatus;
  readonly mustBeKept: boolean;
  readonly askedOn: string;
}
