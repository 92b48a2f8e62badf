/**
 * Text without case, diacritics and đ, for searching and comparing: "Hòa" and "Hoà" fold alike, "Đồng Nai" is found by "dong nai". The same
 * folding as the index's own.
 */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase();

/** Vietnamese alphabetical order, numbers by their value. */
const collator = new Intl.Collator('vi', { numeric: true });
export const byName = (a: string, b: string): number => collator.compare(a, b);
