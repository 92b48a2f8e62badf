import { createHmac } from 'node:crypto';

/** What an employer reads off a printed diploma or certificate. */
export interface PaperNumbers {
  /** Số hiệu. */
  readonly serialNumber: string;
  /** Số vào sổ gốc. */
  readonly registerNumber: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
}

/** As people copy a number off paper: capitals, blanks and kinds of dashes make no difference. */
export const asTyped = (number: string): string =>
  number.normalize('NFC').toUpperCase().replaceAll(/\s/g, '').replaceAll(/[‐-―]/g, '-');

/** The numbers of a document; undefined where it lacks one of them, so that it cannot be looked up. */
export function paperNumbers(contents: object): PaperNumbers | undefined {
  const { serialNumber, registerNumber, birthDate } = contents as Partial<PaperNumbers>;
  if (serialNumber === undefined || registerNumber === undefined || birthDate === undefined) return undefined;
  return { serialNumber, registerNumber, birthDate };
}

/**
 * The numbers under the issuer's look-up key: 64 hexadecimal digits. It stands in the vault only, beside the sealed contents, and goes
 * with them; without the key nobody can try numbers and birth dates against it.
 */
export const paperTag = (lookUpKey: Buffer, { serialNumber, registerNumber, birthDate }: PaperNumbers): string =>
  createHmac('sha256', lookUpKey)
    .update(JSON.stringify(['daunguon/paper-tag/v1', asTyped(serialNumber), asTyped(registerNumber), birthDate]))
    .digest('hex');

/** Names a document for counting tries at it, whatever birth date was tried. */
export const paperName = (lookUpKey: Buffer, { serialNumber, registerNumber }: Omit<PaperNumbers, 'birthDate'>) =>
  createHmac('sha256', lookUpKey)
    .update(JSON.stringify(['daunguon/paper-name/v1', asTyped(serialNumber), asTyped(registerNumber)]))
    .digest('hex');
