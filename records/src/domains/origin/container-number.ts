import { z } from 'zod';

/** ISO 6346, annex A: digits stand for themselves, letters for 10 to 38 without the multiples of 11. */
const valueOf = (character: string): number => {
  const digit = '0123456789'.indexOf(character);
  if (digit >= 0) return digit;
  const letter = character.charCodeAt(0) - 65;
  return 10 + letter + Math.floor((letter + 9) / 10);
};

/** Check digit of the first ten characters of a container number: each value times two to the power of its place. */
export const containerCheckDigit = (number: string): number =>
  ([...number.slice(0, 10)].reduce((sum, character, place) => sum + valueOf(character) * 2 ** place, 0) % 11) % 10;

/** Owner, category U, J or Z, six digits and the check digit: CSQU3054383. */
export const containerNumberSchema = z
  .string()
  .regex(/^[A-Z]{3}[UJZ]\d{7}$/, 'container-number')
  .refine((number) => containerCheckDigit(number) === Number(number.at(-1)), 'container-check-digit');
