import { readDisclosure, type Disclosure, type FieldValues } from '@daunguon/proof';
import type { FacilityKeyBody } from '@daunguon/records';
import { CompactEncrypt, compactDecrypt, importJWK, type JWK } from 'jose';

/** What one facility hands to another: the file with everything that opens its commitment, or chosen fields alone. */
export type Handed =
  | {
      readonly kind: 'document';
      readonly name: string;
      /** Base64. */
      readonly bytes: string;
      readonly saltSeed: string;
      readonly fields: FieldValues;
    }
  | { readonly kind: 'fields'; readonly shown: Disclosure };

/** Compact JWE (RFC 7516) for this exchange only: `dn` binds it, `kid` names the receiver's registered key. */
export async function sealBundle(
  handed: Handed,
  exchange: string,
  receiver: { readonly id: string; readonly jwk: FacilityKeyBody['jwk'] },
): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(handed)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: receiver.id, dn: exchange })
    .encrypt(await importJWK({ ...receiver.jwk }, 'ECDH-ES'));
}

/** A bundle that is not for this exchange, not for a key kept here, or has nothing in it that can be read. */
export class BundleRefusal extends Error {
  readonly code: 'not-for-this-exchange' | 'unknown-key' | 'does-not-open' | 'not-a-bundle';
  constructor(code: BundleRefusal['code']) {
    super(code);
    this.name = 'BundleRefusal';
    this.code = code;
  }
}

export async function openBundle(
  jwe: string,
  exchange: string,
  keyOf: (kid: string) => JWK | undefined,
): Promise<Handed> {
  let opened: Awaited<ReturnType<typeof compactDecrypt>>;
  let known = true;
  try {
    opened = await compactDecrypt(
      jwe,
      async ({ kid = '' }) => {
        const jwk = keyOf(kid);
        known = jwk !== undefined;
        return importJWK(jwk ?? {}, 'ECDH-ES');
      },
      { keyManagementAlgorithms: ['ECDH-ES'], contentEncryptionAlgorithms: ['A256GCM'] },
    );
  } catch {
    throw new BundleRefusal(known ? 'does-not-open' : 'unknown-key');
  }
  // Replayed under another exchange it opens, but says where it belongs.
  if (opened.protectedHeader['dn'] !== exchange) throw new BundleRefusal('not-for-this-exchange');
  return readHanded(opened.plaintext);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isField = (value: unknown): boolean => Array.isArray(value) && value.length === 2 && isText(value[0]);

/** Whoever sealed it may have sealed anything. @throws BundleRefusal */
function readHanded(plaintext: Uint8Array): Handed {
  let read: Partial<Record<string, unknown>>;
  try {
    read = Object(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plaintext))) as typeof read;
  } catch {
    throw new BundleRefusal('not-a-bundle');
  }
  const { kind, name, bytes, saltSeed, fields } = read;
  const isDocument =
    kind === 'document' && isText(name) && isText(bytes) && isText(saltSeed) && /^[0-9a-f]{64}$/.test(saltSeed);
  if (isDocument && Array.isArray(fields) && fields.length > 0 && fields.every(isField)) return read as Handed;
  if (kind === 'fields' && readDisclosure(read['shown']) !== undefined) return read as Handed;
  throw new BundleRefusal('not-a-bundle');
}
