import { z } from 'zod';
import { communeByCode } from './data/communes.ts';

/** 26 Crockford base32 characters holding 128 random bits (GLOSSARY: mã hồ sơ). */
export const idSchema = z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'id');

/** Text as people write it: NFC, no control characters, no blank ends. Records keep the bytes that were committed. */
export const textSchema = (max: number) =>
  z
    .string()
    .min(1, 'text-empty')
    // What follows would take minutes for a text of a million combining marks.
    .max(max, { error: 'text-too-long', abort: true })
    .refine((value) => value.isWellFormed() && value.normalize('NFC') === value, 'text-not-nfc')
    .refine((value) => !/[\p{Cc}\p{Cf}\p{Co}]/u.test(value), 'text-control-character')
    .refine((value) => value.trim() === value, 'text-blank-ends');

const isCalendarDate = (value: string): boolean => {
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
};

/** A calendar date in Việt Nam, YYYY-MM-DD. */
export const dateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'date')
  .refine(isCalendarDate, 'date');

/** An instant, ISO 8601 in UTC. */
export const instantSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/, 'instant')
  .refine((value) => !Number.isNaN(Date.parse(value)), 'instant');

/** Kilograms as a decimal string with at most three decimals, above 0, at most 1,000 tonnes. */
export const weightKgSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,6})(\.\d{1,3})?$/, 'weight')
  .refine((value) => !/^0(\.0*)?$/.test(value), 'weight-zero')
  .refine((value) => Number(value) <= 1_000_000, 'weight-too-large');

/** GS1 General Specifications, AI (10): 1–20 characters of character set 82. */
export const lotSchema = z
  .string()
  .min(1, 'lot-empty')
  .max(20, 'lot-too-long')
  .regex(/^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]*$/, 'lot-characters');

const gs1CheckDigit = (digits: string): boolean =>
  [...digits].reduceRight((sum, digit, index) => {
    const weight = (digits.length - index) % 2 === 0 ? 3 : 1;
    return sum + Number(digit) * weight;
  }, 0) %
    10 ===
  0;

/** GTIN as 14 digits with its GS1 check digit (GS1 General Specifications §7.9). */
export const gtinSchema = z
  .string()
  .regex(/^\d{14}$/, 'gtin')
  .refine((digits) => !/^0+$/.test(digits), 'gtin')
  .refine(gs1CheckDigit, 'gtin-check-digit');

/** Serial shipping container code of a pallet: 18 digits with the GS1 check digit. */
export const ssccSchema = z
  .string()
  .regex(/^\d{18}$/, 'sscc')
  .refine(gs1CheckDigit, 'sscc-check-digit');

/** Code of a crop for statistics: durian, pepper, coffee, cashew … */
export const cropSchema = z.string().regex(/^[a-z][a-z-]{1,39}$/, 'product-code');

/** Official five-digit code of a commune or ward of Đồng Nai. */
export const communeCodeSchema = z
  .string()
  .regex(/^\d{5}$/, 'commune-unknown')
  .refine((code) => communeByCode(code) !== undefined, 'commune-unknown');

export const mspIdSchema = z.string().regex(/^[A-Z][A-Za-z]{1,30}MSP$/, 'msp-id');

/** Vietnamese tax code: 10 digits, or 13 with a branch suffix. */
export const taxCodeSchema = z.string().regex(/^\d{10}(-\d{3})?$/, 'tax-code');

export const uriSchema = z
  .string()
  .max(500)
  .regex(/^https:\/\/[!-~]+$/, 'uri');
