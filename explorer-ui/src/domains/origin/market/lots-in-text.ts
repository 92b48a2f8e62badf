import { gtinSchema, lotSchema } from '@daunguon/records';

export interface AskedLot {
  readonly gtin: string;
  readonly lot: string;
}
/** Lots that a text names, one a line, and the numbers of the lines that name none. */
export interface LotsInText {
  readonly lots: readonly AskedLot[];
  readonly wrong: readonly number[];
}

const link = /\/01\/(\d{14})\/10\/([^/?#\s]+)/;
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A GS1 Digital Link as a scanner types it, or GTIN and lot parted by a blank, comma, semicolon or tab; GTIN-8, -12, -13 get their zeros. */
export function lotsIn(text: string): LotsInText {
  const lots: AskedLot[] = [];
  const wrong: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.trim();
    if (trimmed === '') continue;
    const scanned = link.exec(trimmed);
    const [first = '', ...rest] = trimmed.split(/[\s,;]+/);
    const gtin = scanned?.[1] ?? (/^\d{8,14}$/.test(first) ? first.padStart(14, '0') : '');
    const lot = scanned?.[2] === undefined ? rest.join(' ') : decoded(scanned[2]);
    if (gtinSchema.safeParse(gtin).success && lotSchema.safeParse(lot).success) lots.push({ gtin, lot });
    else wrong.push(index + 1);
  }
  return { lots, wrong };
}
