import { readFileSync } from 'node:fs';

/** A private key in a token, as RFC 7512 names it. */
export interface KeyUri {
  /** Label of the token (CKA_LABEL of its slot). */
  readonly token: string;
  /** Label (CKA_LABEL) of the key pair. */
  readonly object: string;
  /** The token's library, such as `/usr/lib/softhsm/libsofthsm2.so`. */
  readonly modulePath: string;
  readonly pin: string;
}

/** A key's file may hold such a URI in the place of the key. */
export const isKeyUri = (text: string): boolean => text.trimStart().startsWith('pkcs11:');

/**
 * `pkcs11:token=…;object=…?module-path=…&pin-source=file:…` (RFC 7512). The PIN stands in a file of its own: a `pin-value` in the address is refused.
 * @throws RangeError that names the attribute
 */
export function parseKeyUri(text: string): KeyUri {
  const [path = '', query = ''] = text.trim().replace(/^pkcs11:/, '').split('?'); // prettier-ignore
  const attributes = new Map(
    [...path.split(';'), ...query.split('&')].filter(Boolean).map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))] as const;
    }),
  );
  const named = (name: string): string => {
    const value = attributes.get(name);
    if (!value) throw new RangeError(`a pkcs11: URI needs ${name}`);
    return value;
  };
  if (attributes.has('pin-value')) throw new RangeError('a pkcs11: URI with pin-value shows the PIN: use pin-source');
  const source = named('pin-source').replace(/^file:(\/\/)?/, '');
  let pin: string;
  try {
    pin = readFileSync(source, 'utf8').trim();
  } catch (cause) {
    throw new RangeError(`pin-source cannot be read: ${source}`, { cause });
  }
  if (pin === '') throw new RangeError(`pin-source is empty: ${source}`);
  return { token: named('token'), object: named('object'), modulePath: named('module-path'), pin };
}
