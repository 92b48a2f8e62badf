/** A text as people type it, as the ledger takes it: Unicode NFC, no blank ends. */
export const textInput = (typed: string): string => typed.normalize('NFC').trim();

/**
 * A whole number as people type it: "120000", "120.000", "120,000" and "120 000" are the same. Returns the text unchanged where it is none: the
 * gateway's schema then names the field.
 */
export const wholeInput = (typed: string): number | string => {
  const text = typed.trim();
  return /^\d+$|^\d{1,3}([., ]\d{3})+$/.test(text) ? Number(text.replace(/[., ]/g, '')) : text;
};

/** A decimal number as people type it, with comma or point: "27,5" is "27.5". */
export const decimalInput = (typed: string): string => typed.trim().replace(',', '.');

/** A GTIN as a barcode shows it, in the 14 digits of records: GTIN-8, -12 and -13 get zeros before (GS1 General Specifications §7.9). */
export const gtinInput = (typed: string): string => {
  const digits = typed.replace(/\s/g, '');
  return /^(\d{8}|\d{12,14})$/.test(digits) ? digits.padStart(14, '0') : digits;
};

/** A tax code as people type it: "3600-000 019" is "3600000019", a branch's 13 digits get their hyphen. Text that is none stays, for the schema to name. */
export const taxCodeInput = (typed: string): string => {
  const digits = typed.replace(/[\s.-]/g, '');
  if (/^\d{10}$/.test(digits)) return digits;
  return /^\d{13}$/.test(digits) ? `${digits.slice(0, 10)}-${digits.slice(10)}` : typed.trim();
};

/** What was left blank is left out of the command. */
export const given = (fields: Readonly<Record<string, string | number>>): Record<string, string | number> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));

/** Local date and time of a form's field, in Việt Nam, as the instant that the ledger takes. */
export const instantInput = (typed: string): string => {
  const time = Date.parse(`${typed}:00+07:00`);
  return Number.isNaN(time) ? typed : new Date(time).toISOString();
};
