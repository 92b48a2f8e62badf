/** Characters of set 82 in the order of their values, and of the check pair. */
const set82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const set32 = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

const primes = (count: number): number[] => {
  const found: number[] = [];
  for (let at = 2; found.length < count; at += 1) if (found.every((prime) => at % prime !== 0)) found.push(at);
  return found;
};
/** No AI is longer than 99 characters. */
const weights = primes(97);

/** The check character pair of a Global Model Number (GS1 General Specifications, 7.9.5); undefined outside set 82 or beyond 97. */
export const gs1CheckPair = (text: string): string | undefined => {
  if (text.length > weights.length) return undefined;
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) {
    const value = set82.indexOf(text.charAt(at));
    if (value < 0) return undefined;
    sum += value * (weights[text.length - 1 - at] ?? 0);
  }
  return set32.charAt((sum % 1021) >> 5) + set32.charAt((sum % 1021) & 31);
};

/** True for a text whose last two characters are the check pair of the others. */
export const hasCheckPair = (text: string): boolean =>
  text.length >= 2 && gs1CheckPair(text.slice(0, -2)) === text.slice(-2);
