import { SDJwtInstance } from '@sd-jwt/core';
import { toBase64url } from '../base64url.ts';
import type { ClaimName, Claims } from '../credential/credential-claims.ts';
import { checkClaims, type CredentialContent } from '../credential/credential-content.ts';
import { type Es256Key, signEs256, type WebKey } from '../es256/es256.ts';
import type { P256Jwk } from '../es256/p256-point.ts';

/** `typ` of an IETF SD-JWT VC. */
export const sdJwtVcType = 'dc+sd-jwt';

/** Claims in the clear. */
type Registered = Readonly<Record<'iss' | 'vct' | 'jti', string>> &
  Readonly<Record<'iat' | 'nbf', number>> & {
    readonly exp?: number;
    readonly cnf?: { readonly jwk: P256Jwk };
    readonly status?: { readonly status_list: { readonly idx: number; readonly uri: string } };
  };

/** `length` random bytes. */
export type Random = (length: number) => Uint8Array;

const hasher = async (data: string | ArrayBuffer): Promise<Uint8Array> =>
  new Uint8Array(
    await crypto.subtle.digest('SHA-256', typeof data === 'string' ? new TextEncoder().encode(data) : data),
  );
const signerOf = (key: Es256Key) => async (data: string) =>
  toBase64url(await signEs256(key, new TextEncoder().encode(data)));
const seconds = (time: string): number => Math.floor(Date.parse(time) / 1000);

/**
 * A diploma or certificate as an SD-JWT VC: `<JWS>~<disclosure>~…~`, every claim of the holder disclosable alone. `issuedAt` in seconds
 * since 1970. With the holder's key a reader can demand that the holder presents it. @throws FormatError
 */
export const issueSdJwtVc = async (
  content: CredentialContent,
  key: Es256Key,
  options: { readonly issuedAt: number; readonly random: Random; readonly holderKey?: P256Jwk },
): Promise<string> => {
  checkClaims(content.claims);
  const instance = new SDJwtInstance({
    hasher,
    hashAlg: 'sha-256',
    // 128 bits, as RFC 9901 §9.3 recommends, whatever length the library would take.
    saltGenerator: () => toBase64url(options.random(16)),
    signer: signerOf(key),
    signAlg: 'ES256',
  });
  const payload: Claims & Registered = {
    iss: content.issuer.id,
    iat: options.issuedAt,
    nbf: seconds(content.validFrom),
    ...(content.validUntil === undefined ? {} : { exp: seconds(content.validUntil) }),
    vct: `urn:daunguon:credential:${content.kind}`,
    jti: content.url,
    ...(content.status?.tokenList === undefined
      ? {}
      : { status: { status_list: { idx: content.status.index, uri: content.status.tokenList } } }),
    ...(options.holderKey === undefined ? {} : { cnf: { jwk: options.holderKey } }),
    ...content.claims,
  };
  return instance.issue(
    payload,
    { _sd: Object.keys(content.claims) as ClaimName[] },
    { header: { typ: sdJwtVcType, kid: key.kid } },
  );
};

/** What a holder shows of an SD-JWT VC: the claims named and no other; with a key, bound to one reader and one question. */
export const discloseClaims = async (
  sdJwt: string,
  claims: readonly string[],
  binding?: { readonly key: WebKey; readonly aud: string; readonly nonce: string; readonly issuedAt: number },
): Promise<string> => {
  const instance = new SDJwtInstance({
    hasher,
    hashAlg: 'sha-256',
    ...(binding === undefined ? {} : { kbSigner: signerOf({ kid: '', privateKey: binding.key }), kbSignAlg: 'ES256' }),
  });
  const frame: Record<string, boolean> = Object.fromEntries(claims.map((claim) => [claim, true]));
  if (binding === undefined) return instance.present(sdJwt, frame);
  const { aud, nonce, issuedAt } = binding;
  return instance.present(sdJwt, frame, { kb: { payload: { iat: issuedAt, aud, nonce } } });
};
