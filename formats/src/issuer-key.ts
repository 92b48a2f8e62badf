import type { P256Jwk } from './es256/p256-point.ts';

/** A key of an issuer as a reader knows it (from proven records, or from a `did:key`): `controller` is the issuer it may sign for. */
export interface IssuerKey {
  readonly controller: string;
  readonly jwk: P256Jwk;
}

/** Finds the key of a verification method or `kid`; undefined where it is not known. Never loads what the credential points at. */
export type KeyDirectory = (kid: string) => IssuerKey | undefined | Promise<IssuerKey | undefined>;
