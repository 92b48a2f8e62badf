/** Letters of ISO 6346 count from 10, leaving out the multiples of 11. */
const valueOf = (character: string): number => {
  if (/\d/.test(character)) return Number(character);
  const letter = character.charCodeAt(0) - 65;
  return 10 + letter + Math.floor((letter + 9) / 10);
};

/** Check digit of a freight container: four letters and six digits, each times 2 to the power of its place, modulo 11 (ISO 6346). */
export const containerCheckDigit = (number: string): number =>
  ([...number].reduce((sum, character, at) => sum + valueOf(character) * 2 ** at, 0) % 11) % 10;

/** True for owner (three letters), category (U, J, Z), six digits and their check digit, without blanks. */
export const isContainerNumber = (text: string): boolean =>
  /^[A-Z]{3}[UJZ]\d{7}$/.test(text) && containerCheckDigit(text.slice(0, 10)) === Number(text.at(-1));
