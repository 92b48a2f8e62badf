import { verifyEd25519 } from '@daunguon/proof';

/** RFC 8032 §7.1, test 2. */
const publicKey = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c';
const message = '72';
const signature =
  '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';

/**
 * Checks two signatures of the standard: a phone spends most of a first verification on compiling, which this does while the page
 * waits for the network. True: the arithmetic of this browser agrees with the standard.
 */
export function warmUp(): boolean {
  const check = (): boolean => verifyEd25519(bytes(signature), bytes(message), bytes(publicKey));
  return check() && check();
}

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
