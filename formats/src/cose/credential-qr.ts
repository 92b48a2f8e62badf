import { newId } from '@daunguon/proof';
import { fromBase64url, toBase64url } from '../base64url.ts';
import { type Claims, type ClaimName } from '../credential/credential-claims.ts';
import { checkClaims } from '../credential/credential-content.ts';
import { type Es256Key, verifyEs256 } from '../es256/es256.ts';
import type { P256Jwk } from '../es256/p256-point.ts';
import { FormatError } from '../format-error.ts';
import { decodeClaims, encodeClaims, type QrContent } from './claims-cbor.ts';
import { readCose, signCose } from './cose-sign1.ts';
import { idBytes } from './id-bytes.ts';

const context = 'daunguon/credential-qr/v1';
/** QR version 15 at level M holds 412 bytes; a longer link makes a code that paper and cheap cameras do not manage. */
export const maxLinkLength = 412;

/** Claims that go on paper, the most telling first; never the personal identification number. */
const printed: readonly ClaimName[] = [
  ...(['fullName', 'birthDate', 'title', 'programme', 'course', 'achievement', 'classification', 'result'] as const),
  ...(['issuedOn', 'serialNumber', 'registerNumber', 'graduationYear', 'modeOfStudy'] as const),
];

/**
 * The link in a credential's QR code, `https://<host>/v#<base64url of a COSE_Sign1>`: any camera opens it, and what follows # is sent to
 * no server. Carries at most 11 claims, and drops the least telling ones until the code fits. `keyId` is the id of the issuer key's record.
 * @throws FormatError
 */
export const credentialQrLink = async (
  verifierUrl: string,
  { recordId, claims }: QrContent,
  key: Pick<Es256Key, 'privateKey'> & { readonly keyId: string },
): Promise<string> => {
  checkClaims(claims);
  const chosen = printed.filter((name) => claims[name] !== undefined).slice(0, 11);
  for (let count = chosen.length; count >= 4; count -= 1) {
    const some: Claims = Object.fromEntries(chosen.slice(0, count).map((name) => [name, claims[name]!]));
    const cose = await signCose(encodeClaims({ recordId, claims: some }), idBytes(key.keyId), key, context);
    const link = `${new URL(verifierUrl).origin}/v#${toBase64url(cose)}`;
    if (link.length <= maxLinkLength) return link;
  }
  throw new FormatError('qr-too-long', '', `four claims do not fit in ${maxLinkLength} bytes`);
};

/** The result of an offline check. What it never says: whether the credential still holds today. */
export type QrCheck<Entry> =
  | { readonly result: 'signed'; readonly content: QrContent; readonly keyId: string; readonly issuer: Entry }
  /** Well formed, but the directory at hand does not know the key: it cannot be told. */
  | { readonly result: 'key-unknown'; readonly content: QrContent; readonly keyId: string }
  /** These very bytes contradict the signature of the key they name. */
  | { readonly result: 'signature-wrong'; readonly content: QrContent; readonly keyId: string; readonly issuer: Entry }
  | { readonly result: 'malformed'; readonly detail: string };

/**
 * Checks what follows # in a credential's link, without any network. `issuerOf` finds an issuer key by the id of its record in the
 * caller’s proven directory; what it throws is thrown on, nothing else.
 */
export const checkCredentialQr = async <Entry extends { readonly jwk: P256Jwk }>(
  fragment: string,
  issuerOf: (keyId: string) => Entry | undefined | Promise<Entry | undefined>,
): Promise<QrCheck<Entry>> => {
  try {
    const bytes = fragment.length <= 2 * maxLinkLength ? fromBase64url(fragment) : undefined;
    if (bytes === undefined) return { result: 'malformed', detail: 'not base64url' };
    const cose = readCose(bytes, context);
    if (cose.kid.length !== 16) return { result: 'malformed', detail: 'not the id of a key' };
    const [content, keyId] = [decodeClaims(cose.payload), newId(cose.kid)];
    const issuer = await issuerOf(keyId);
    if (issuer === undefined) return { result: 'key-unknown', content, keyId };
    const right = await verifyEs256(issuer.jwk, cose.signature, cose.signed);
    return { result: right ? 'signed' : 'signature-wrong', content, keyId, issuer };
  } catch (error) {
    if (error instanceof FormatError) return { result: 'malformed', detail: error.message };
    throw error;
  }
};
