import { checkCharacter, isId } from '@daunguon/proof';

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

/** The id as people type it: groups of four and, last, the check character (Crockford base32). */
export const typedCode = (id: string): string => `${id.match(/.{1,4}/g)?.join(' ') ?? ''}-${checkCharacter(id)}`;
