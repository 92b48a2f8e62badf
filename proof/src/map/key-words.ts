/** A map key of 32 bytes as eight words; bit 0 is the highest of the first. */
export type KeyWords = Int32Array;

export const wordAt = (key: Uint8Array, at: number): number =>
  (key[at]! << 24) | (key[at + 1]! << 16) | (key[at + 2]! << 8) | key[at + 3]!;

export const keyWords = (key: Uint8Array): KeyWords =>
  Int32Array.from({ length: 8 }, (_, word) => wordAt(key, word * 4));

export const bitOf = (words: KeyWords, bit: number): number => (words[bit >>> 5]! >>> (31 - (bit & 31))) & 1;
