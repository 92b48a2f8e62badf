import { hasGs1CheckDigit } from './check-digit.ts';
import { hasCheckPair } from './check-pair.ts';
import { countryLetters, countryNumbers } from './data/countries.ts';

const between = (text: string, length: number, most: number): boolean =>
  text.length === length && /^\d+$/.test(text) && Number(text) <= most;

const isDate = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();

/** YYMMDD; two digits name a year within a hundred, and every fourth of those is a leap year. */
const isShortDate = (text: string, dayless: boolean): boolean => {
  const [, year = '', month = '', day = ''] = /^(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  if (day === '') return false;
  return isDate(2000 + Number(year), Number(month), dayless && day === '00' ? 1 : Number(day));
};

const isPieceOfTotal = (text: string): boolean => {
  const half = text.length / 2;
  if (!/^(\d\d)+$/.test(text)) return false;
  const [piece, total] = [text.slice(0, half), text.slice(half)];
  return /[1-9]/.test(piece) && /[1-9]/.test(total) && piece <= total;
};

const set82 = /^[!"%-?A-Z_a-z]*$/;
/** A GS1 company prefix has at least four digits. */
const startsWithPrefix = (text: string): boolean => /^\d{4}/.test(text);

/**
 * Checks of one component of an AI's value by the names of the GS1 Barcode Syntax Dictionary. Those that it has beyond these (currencies,
 * IBAN, coupons, and rare ones) are not made: such values pass by their length and characters.
 */
export const linters: Readonly<Record<string, (text: string) => boolean>> = {
  csum: hasGs1CheckDigit,
  csumalpha: hasCheckPair,
  gcppos1: startsWithPrefix,
  gcppos2: (text) => startsWithPrefix(text.slice(1)),
  hasnondigit: (text) => /\D/.test(text),
  hh: (text) => between(text, 2, 23),
  mi: (text) => between(text, 2, 59),
  ss: (text) => between(text, 2, 59),
  hhmi: (text) => between(text.slice(0, 2), 2, 23) && between(text.slice(2), 2, 59),
  hyphen: (text) => /^-+$/.test(text),
  iso3166: (text) => countryNumbers.has(text),
  iso3166999: (text) => text === '999' || countryNumbers.has(text),
  iso3166alpha2: (text) => countryLetters.has(text),
  iso5218: (text) => /^[0129]$/.test(text),
  latitude: (text) => between(text, 10, 1_800_000_000),
  longitude: (text) => between(text, 10, 3_600_000_000),
  nonzero: (text) => /^0*[1-9]\d*$/.test(text),
  nozeroprefix: (text) => /^([1-9]\d*)?$/.test(text),
  pcenc: (text) => !/%(?![0-9A-Fa-f]{2})/.test(text),
  pieceoftotal: isPieceOfTotal,
  winding: (text) => /^[019]$/.test(text),
  yesno: (text) => /^[01]$/.test(text),
  yymmd0: (text) => isShortDate(text, true),
  yymmdd: (text) => isShortDate(text, false),
  yyyymmdd: (text) =>
    /^\d{8}$/.test(text) && isDate(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6))),
  zero: (text) => /^0+$/.test(text),
  cset82: (text) => set82.test(text),
  cset39: (text) => /^[#\-/0-9A-Z]*$/.test(text),
  // The dictionary's rule: padding, where there is any, fills up to a multiple of three characters.
  cset64: (text) => /^[-0-9A-Z_a-z]*$|^([-0-9A-Z_a-z]{3})*([-0-9A-Z_a-z]{2}=|[-0-9A-Z_a-z]==)$/.test(text),
  csetnumeric: (text) => /^\d*$/.test(text),
};
