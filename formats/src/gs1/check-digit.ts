/**
 * The check digit of a GS1 key (GTIN, GLN, SSCC, GSRN …): from the right, weights 3, 1, 3, 1 over all digits but the last
 * (GS1 General Specifications, 7.9).
 */
export const gs1CheckDigit = (digits: string): number => {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) sum += Number(digits.at(-1 - at)) * (at % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10;
};

/** True for a string of digits whose last one is the check digit of the others. */
export const hasGs1CheckDigit = (key: string): boolean =>
  /^\d{2,}$/.test(key) && gs1CheckDigit(key.slice(0, -1)) === Number(key.at(-1));
