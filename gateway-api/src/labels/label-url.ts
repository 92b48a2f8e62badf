import { checkCharacter, isId } from '@daunguon/proof';
import { aliasId } from '@daunguon/records';

/**
 * What a label's QR code says: `HTTPS://<VERIFIER HOST>/R/<id>` in upper case, so that it stays within QR's alphanumeric mode
 * (ISO/IEC 18004 §7.4.4). Scheme and host do not mind their case (RFC 3986 §6.2.2.1), the verifier takes `/R/` as `/r/`.
 */
export function labelUrl(verifierUrl: string, id: string): string {
  if (!isId(id)) throw new Error('not a record id');
  const text = `${new URL(verifierUrl).origin.toUpperCase()}/R/${id}`;
  if (!/^[0-9A-Z $%*+\-./:]+$/.test(text))
    throw new Error(`the verifier's address does not fit a label: ${verifierUrl}`);
  return text;
}

/**
 * What the QR code of a single item says: a GS1 Digital Link with GTIN, lot and serial on the verifier's host. All but a lot in lower case
 * stays within QR's alphanumeric mode.
 */
export function serialUrl(
  verifierUrl: string,
  { gtin, lot, serial }: { gtin: string; lot: string; serial: string },
): string {
  return `${new URL(verifierUrl).origin.toUpperCase()}/${aliasId(gtin, lot)}/21/${serial}`;
}

/** The id as people type it: groups of four and, last, the check character (Crockford base32). */
export const typedCode = (id: string): string => `${id.match(/.{1,4}/g)?.join(' ') ?? ''}-${checkCharacter(id)}`;
