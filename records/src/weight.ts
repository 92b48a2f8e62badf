/** Grams of a weight in kilograms ("12.5" -> 12500): exact integer arithmetic, no floating point. */
export const gramsOf = (weightKg: string): number => {
  const [whole = '0', fraction = ''] = weightKg.split('.');
  return Number(whole) * 1000 + Number(fraction.padEnd(3, '0'));
};

/** The canonical kilogram string of a number of grams (12500 -> "12.5"). */
export const weightKgOf = (grams: number): string => {
  const fraction = String(grams % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${Math.floor(grams / 1000)}${fraction === '' ? '' : `.${fraction}`}`;
};
