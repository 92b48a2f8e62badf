import { randomBytes } from 'node:crypto';

/** Crockford base32: letters and digits that nobody confuses, within GS1's set of 82 and QR's alphanumeric mode. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 17 characters hold 85 random bits: nobody guesses one, and neighbours in a proof betray none. */
export const serialLength = 17;

/** So many different random serials. */
export function drawSerials(count: number, random: (size: number) => Uint8Array = randomBytes): string[] {
  const drawn = new Set<string>();
  while (drawn.size < count) {
    drawn.add(Array.from(random(serialLength), (byte) => alphabet.charAt(byte & 31)).join(''));
  }
  return [...drawn];
}
