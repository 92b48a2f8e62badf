import { isId, verify, type TrustPolicy } from '@daunguon/proof';
import type { FacilityKeyBody } from '@daunguon/records';
import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import type { Handed } from './bundle-jwe.ts';

/**
 * valid: by a signing key of the facility that the record names, over the digest of its bytes; none: the facility did not sign;
 * not-shown: of a section alone; unproven: the key's record could not be proven now.
 */
export type SignatureCheck = 'valid' | 'invalid' | 'none' | 'not-shown' | 'unproven';

/** Checks the facility's JWS (ES256) by its key's record on the ledger. `proofOf` answers `GET /r/<id>`, undefined without a proof. */
export async function checkSignature(
  handed: Handed,
  proofOf: (id: string) => Promise<unknown>,
  policy: TrustPolicy,
  now: number,
): Promise<SignatureCheck> {
  if (handed.kind === 'fields') return 'not-shown';
  const value = (pointer: string): unknown => handed.fields.find(([one]) => one === pointer)?.[1];
  const signature = value('/signature') ?? null;
  if (signature === null) return 'none';
  const id = keyIdOf(signature);
  if (id === undefined) return 'invalid';
  const found = verify({ bundle: await proofOf(id), id, policy, now });
  if (found.authenticity !== 'authentic') return 'unproven';
  const key = found.body as FacilityKeyBody;
  const isTheirs = found.record?.type === 'health/key' && key.unit === value('/facility') && key.use === 'sign';
  if (!isTheirs) return 'invalid';
  try {
    const { payload } = await compactVerify(String(signature), await importJWK({ ...key.jwk }, 'ES256'), {
      algorithms: ['ES256'],
    });
    return new TextDecoder().decode(payload) === value('/bytes') ? 'valid' : 'invalid';
  } catch {
    return 'invalid';
  }
}

function keyIdOf(signature: unknown): string | undefined {
  try {
    const { kid } = decodeProtectedHeader(String(signature));
    return isId(kid) ? kid : undefined;
  } catch {
    return undefined;
  }
}
