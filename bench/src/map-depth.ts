/**
 * Steps of the map proof that `share` of all records stay within, in a crit-bit trie of so many random keys. Bit b stands on a key's path
 * where another key agrees with it in the b bits before and differs there: of N others that is so for none with probability
 * e^(−N / 2^(b+1)), for each bit by itself. The depth is the sum over the 256 bits.
 */
export function mapDepth(keys: number, share: number): number {
  let distribution = [1];
  for (let bit = 0; bit < 256; bit += 1) {
    const on = -Math.expm1(-(keys - 1) / 2 ** (bit + 1));
    distribution = [...distribution, 0].map(
      (same, depth) => same * (1 - on) + (depth === 0 ? 0 : (distribution[depth - 1] ?? 0) * on),
    );
  }
  let within = 0;
  return distribution.findIndex((probability) => (within += probability) >= share);
}
