import { labelledHash } from '../digest.ts';

/**
 * What the tree of issued labels holds of one serial: SHA-256("daunguon/serial/v1" 0 || serial). A proof shows the neighbours of what was
 * asked for, and from these hashes of random serials nobody learns a serial to print.
 */
export const serialKey = (serial: string): Uint8Array => labelledHash('daunguon/serial/v1', serial);

/** Order of the tree: byte by byte. */
export const compareKeys = (a: Uint8Array, b: Uint8Array): number => {
  for (let at = 0; at < a.length; at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};
