import { CompactSign, compactVerify, decodeProtectedHeader, errors, importJWK } from 'jose';
import type { JsonObject } from '../data-integrity/ecdsa-jcs-2019.ts';
import type { Es256Key } from '../es256/es256.ts';
import { FormatError } from '../format-error.ts';
import type { KeyDirectory } from '../issuer-key.ts';
import { basePinned, type PinnedContexts } from '../vc/contexts.ts';
import { type ValidCredential, validateCredential } from '../vc/validate-credential.ts';

/** A credential secured by JOSE (VC-JOSE-COSE 1.0 §3.1.1): compact JWS, ES256, `typ: vc+jwt`, the credential itself as the payload. */
export const issueVcJwt = async (
  document: JsonObject,
  key: Es256Key,
  pinned: PinnedContexts = basePinned,
): Promise<string> => {
  validateCredential(document, pinned);
  return new CompactSign(new TextEncoder().encode(JSON.stringify(document)))
    .setProtectedHeader({ alg: 'ES256', typ: 'vc+jwt', cty: 'vc', kid: key.kid })
    .sign(key.privateKey);
};

const headerOf = (jwt: string) => {
  try {
    return decodeProtectedHeader(jwt);
  } catch {
    throw new FormatError('malformed', '', 'not a compact JWS');
  }
};

/**
 * The payload of a compact JWS that the key named by its `kid` signed with ES256, and that key. The algorithm is ours, never the header's
 * choice: neither `none` nor an HMAC with the public key as its secret gets as far as a key. @throws FormatError
 */
export const verifyJws = async (jwt: string, typ: string, directory: KeyDirectory) => {
  const header = headerOf(jwt);
  if (header.alg !== 'ES256') throw new FormatError('alg-not-allowed', '/alg', 'only ES256 is allowed');
  if (header.typ !== typ) throw new FormatError('typ-wrong', '/typ', `${typ} is expected`);
  const key = typeof header.kid === 'string' ? await directory(header.kid) : undefined;
  if (key === undefined) throw new FormatError('key-unknown', '/kid', `${String(header.kid)} is not known`);
  try {
    const { payload } = await compactVerify(jwt, await importJWK({ ...key.jwk }, 'ES256'), { algorithms: ['ES256'] });
    return { header, key, payload: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)) as unknown };
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed)
      throw new FormatError('proof-invalid', '', 'the signature is not over this credential');
    throw new FormatError('malformed', '', 'not a JWS with a JSON payload');
  }
};

/** A credential in a JWS by its issuer's key. Its period and status are the caller's question. @throws FormatError */
export const verifyVcJwt = async (
  jwt: string,
  directory: KeyDirectory,
  pinned: PinnedContexts = basePinned,
): Promise<ValidCredential> => {
  const { header, key, payload } = await verifyJws(jwt, 'vc+jwt', directory);
  if (header.cty !== undefined && header.cty !== 'vc') throw new FormatError('typ-wrong', '/cty', 'vc is expected');
  const credential = validateCredential(payload, pinned);
  // §3.1.3: the payload is the credential; the claims of VC 1.1 would let two readers see two credentials.
  for (const claim of ['vc', 'vp'])
    if (Object.hasOwn(credential.document, claim))
      throw new FormatError('claim-forbidden', `/${claim}`, 'a JWT of VCDM 2.0 has no such claim');
  const { iss } = credential.document;
  if (key.controller !== credential.issuer || (iss !== undefined && iss !== credential.issuer))
    throw new FormatError('issuer-mismatch', '/issuer', `the key is that of ${key.controller}`);
  return credential;
};
