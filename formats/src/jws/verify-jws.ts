import { compactVerify, decodeProtectedHeader, errors, importJWK, type ProtectedHeaderParameters } from 'jose';
import type { P256Jwk } from '../es256/p256-point.ts';
import { FormatError } from '../format-error.ts';

const headerOf = (jwt: string): ProtectedHeaderParameters => {
  try {
    return decodeProtectedHeader(jwt);
  } catch {
    throw new FormatError('malformed', '', 'not a compact JWS');
  }
};

/**
 * The payload of a compact JWS of type `typ` that was signed with ES256, and its header. The algorithm is ours, never the header's
 * choice: neither `none` nor an HMAC with the public key as its secret gets as far as a key. @throws FormatError
 */
export const verifyJws = async <Found extends { readonly jwk: P256Jwk }>(
  jwt: string,
  typ: string,
  keyOf: (kid: string | undefined) => Found | undefined | Promise<Found | undefined>,
): Promise<{ header: ProtectedHeaderParameters; key: Found; payload: unknown }> => {
  const header = headerOf(jwt);
  if (header.alg !== 'ES256') throw new FormatError('alg-not-allowed', '/alg', 'only ES256 is allowed');
  if (header.typ !== typ) throw new FormatError('typ-wrong', '/typ', `${typ} is expected`);
  const kid: unknown = header.kid;
  const key = await keyOf(typeof kid === 'string' ? kid : undefined);
  if (key === undefined) throw new FormatError('key-unknown', '/kid', `${String(kid)} is not known`);
  const { kty, crv, x, y } = key.jwk;
  try {
    const { payload } = await compactVerify(jwt, await importJWK({ kty, crv, x, y }, 'ES256'), {
      algorithms: ['ES256'],
    });
    return { header, key, payload: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)) as unknown };
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed)
      throw new FormatError('proof-invalid', '', 'the signature is not over this content');
    throw new FormatError('malformed', '', 'not a JWS with a JSON payload');
  }
};
