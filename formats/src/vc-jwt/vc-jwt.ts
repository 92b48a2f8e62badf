import { CompactSign } from 'jose';
import type { JsonObject } from '../data-integrity/ecdsa-jcs-2019.ts';
import type { Es256Key } from '../es256/es256.ts';
import { FormatError } from '../format-error.ts';
import type { KeyDirectory } from '../issuer-key.ts';
import { verifyJws } from '../jws/verify-jws.ts';
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

/** A credential in a JWS by its issuer's key. Its period and status are the caller's question. @throws FormatError */
export const verifyVcJwt = async (
  jwt: string,
  directory: KeyDirectory,
  pinned: PinnedContexts = basePinned,
): Promise<ValidCredential> => {
  const { header, key, payload } = await verifyJws(jwt, 'vc+jwt', (kid) =>
    kid === undefined ? undefined : directory(kid),
  );
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
