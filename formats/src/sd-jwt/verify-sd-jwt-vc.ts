import type { P256Jwk } from '../es256/p256-point.ts';
import { FormatError } from '../format-error.ts';
import type { KeyDirectory } from '../issuer-key.ts';
import { verifyJws } from '../jws/verify-jws.ts';
import { isObject } from '../vc/shape.ts';
import { applyDisclosures, sha256Base64url } from './disclosures.ts';
import { sdJwtVcType } from './issue-sd-jwt-vc.ts';

/** Claims that SD-JWT VC keeps in the clear (§3.2.2.2), and the one that says how digests are made. */
const undisclosable = ['iss', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'aka_vcts', 'status', '_sd_alg'];

/** An SD-JWT VC whose issuer's key signed it. Its period and status are the caller's question. */
export interface VerifiedSdJwtVc {
  readonly issuer: string;
  readonly vct: string;
  /** All claims in the clear and those disclosed. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** True when the holder's key signed this presentation. */
  readonly keyBound: boolean;
}

/** What a reader asked the holder with; `issuedAfter` in seconds since 1970. */
export interface KeyBindingExpected {
  readonly aud: string;
  readonly nonce: string;
  readonly issuedAfter: number;
}

const object = (value: unknown): Readonly<Record<string, unknown>> => {
  if (!isObject(value)) throw new FormatError('not-an-object', '', 'an object is expected');
  return value;
};
const text = (value: unknown, pointer: string): string => {
  if (typeof value !== 'string') throw new FormatError('claim-missing', pointer, 'text is expected');
  return value;
};

/** The key in `cnf` (RFC 7800); confirmations other than a JWK are not supported. */
const holderKeyOf = (payload: Readonly<Record<string, unknown>>): P256Jwk => {
  const jwk = isObject(payload['cnf']) ? payload['cnf']['jwk'] : undefined;
  if (!isObject(jwk) || jwk['kty'] !== 'EC' || jwk['crv'] !== 'P-256')
    throw new FormatError('holder-key-missing', '/cnf/jwk', 'a P-256 key of the holder is expected');
  return { kty: 'EC', crv: 'P-256', x: text(jwk['x'], '/cnf/jwk/x'), y: text(jwk['y'], '/cnf/jwk/y') };
};

/** RFC 9901 §7.3: the holder's key signed exactly what is presented, for this reader and this question. */
const checkKeyBinding = async (
  kbJwt: string,
  presented: string,
  holder: P256Jwk,
  expected: KeyBindingExpected | undefined,
): Promise<void> => {
  const claims = object((await verifyJws(kbJwt, 'kb+jwt', () => ({ jwk: holder }))).payload);
  const wrong = (claim: string): never => {
    throw new FormatError('key-binding-mismatch', `/kb/${claim}`, 'not what was asked for');
  };
  if (claims['sd_hash'] !== (await sha256Base64url(presented))) wrong('sd_hash');
  if (typeof claims['iat'] !== 'number') wrong('iat');
  if (expected === undefined) return;
  if (claims['aud'] !== expected.aud) wrong('aud');
  if (claims['nonce'] !== expected.nonce) wrong('nonce');
  if ((claims['iat'] as number) < expected.issuedAfter) wrong('iat');
};

/**
 * Checks an SD-JWT VC in compact form (RFC 9901 §7). With `binding` the holder's key must have signed the presentation.
 * @throws FormatError
 */
export const verifySdJwtVc = async (
  sdJwt: string,
  directory: KeyDirectory,
  binding?: KeyBindingExpected,
): Promise<VerifiedSdJwtVc> => {
  const parts = sdJwt.split('~');
  if (parts.length < 2) throw new FormatError('malformed', '', 'not a compact SD-JWT: no ~');
  const [jwt, kbJwt] = [parts[0]!, parts.at(-1)!];
  const { key, payload } = await verifyJws(jwt, sdJwtVcType, (kid) => (kid === undefined ? undefined : directory(kid)));
  const signed = object(payload);
  const claims = await applyDisclosures(signed, parts.slice(1, -1), undisclosable);
  const [issuer, vct] = [text(signed['iss'], '/iss'), text(signed['vct'], '/vct')];
  if (key.controller !== issuer)
    throw new FormatError('issuer-mismatch', '/iss', `the key is that of ${key.controller}`);
  for (const claim of ['nbf', 'exp', 'iat'])
    if (signed[claim] !== undefined && !Number.isFinite(signed[claim]))
      throw new FormatError('not-a-time', `/${claim}`, 'seconds since 1970 are expected');
  if (kbJwt === '') {
    if (binding !== undefined) throw new FormatError('key-binding-missing', '/kb', 'the holder has not signed');
    return { issuer, vct, claims, keyBound: false };
  }
  await checkKeyBinding(kbJwt, sdJwt.slice(0, -kbJwt.length), holderKeyOf(signed), binding);
  return { issuer, vct, claims, keyBound: true };
};
