const pattern = /^(?:0|[1-9][0-9]{0,18})$/;
const most = (1n << 63n) - 1n;

/** A size, index or time in ASCII decimal without leading zeroes, at most 2^63−1; undefined for anything else. */
export const parseDecimal = (text: string): bigint | undefined => {
  if (!pattern.test(text)) return undefined;
  const value = BigInt(text);
  return value <= most ? value : undefined;
};
