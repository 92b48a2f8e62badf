import { fromBase64, toBase64 } from '@daunguon/proof';

/** Base64url without padding (RFC 4648 §5), as JOSE, multibase `u` and URL fragments use it. */
export const toBase64url = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/** The bytes of base64url without padding; undefined for any other spelling of them. */
export const fromBase64url = (text: string): Uint8Array | undefined =>
  /^[\w-]*$/.test(text) && text.length % 4 !== 1
    ? fromBase64(
        text
          .replaceAll('-', '+')
          .replaceAll('_', '/')
          .padEnd(Math.ceil(text.length / 4) * 4, '='),
      )
    : undefined;
