import { commitRecord } from '@daunguon/proof';
import type { Scores, SheetBody } from '@daunguon/records';

/** What opens a member's sealed sheet. Whoever has it can read the points; without it the sheet stays closed for ever. */
export interface SheetOpening {
  readonly council: string;
  readonly member: string;
  /** Record id of the sheet, and the request id of its sealing: sending it again is the same request. */
  readonly sheet: string;
  readonly requestId: string;
  readonly scores: Scores;
  /** 32 hexadecimal digits. */
  readonly salt: string;
}

/** The commitment that goes to the ledger (records' `openScores` checks it). */
export const commitmentOf = ({ council, member, scores, salt }: SheetOpening): string =>
  commitRecord({ council, member, scores }, salt);

/** Whether it opens this sheet. */
export const opens = (opening: SheetOpening, sheet: SheetBody): boolean =>
  opening.council === sheet.council && opening.member === sheet.member && commitmentOf(opening) === sheet.commitment;

const key = ({ council, member }: { council: string; member: string }): string => `dn-ocop-sheet:${council}:${member}`;

/**
 * Kept in this browser beyond the tab and the session, until the sheet is open. `keep` has to come before a sealing is sent; every attempt is kept, as
 * the one whose answer was lost may be the one on the ledger.
 */
export const sheetOpenings = {
  /** False where the browser keeps nothing: storage that is full or forbidden. */
  keep: (opening: SheetOpening): boolean => {
    try {
      const others = kept(opening).filter(({ sheet }) => sheet !== opening.sheet);
      localStorage.setItem(key(opening), JSON.stringify([...others, opening]));
      return true;
    } catch {
      return false;
    }
  },
  find: (sheet: SheetBody): SheetOpening | undefined => kept(sheet).find((opening) => opens(opening, sheet)),
  forget: (sheet: { council: string; member: string }): void => {
    try {
      localStorage.removeItem(key(sheet));
    } catch {
      // Nothing was kept where nothing can be.
    }
  },
};

const isOpening = (value: unknown): value is SheetOpening => {
  const read = (typeof value === 'object' && value !== null ? value : {}) as Partial<SheetOpening>;
  const texts = [read.council, read.member, read.sheet, read.requestId, read.salt];
  return [...texts, read.scores?.a, read.scores?.b, read.scores?.c].every((one) => typeof one === 'string');
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const stored = (name: string): string | null => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
};

const kept = (sheet: { council: string; member: string }): readonly SheetOpening[] => {
  const read = parsed(stored(key(sheet)) ?? '[]');
  return Array.isArray(read) ? read.filter(isOpening) : [];
};

/** The contents of an opening file; undefined when it is none. */
export function readOpening(text: string): SheetOpening | undefined {
  const read = parsed(text);
  return isOpening(read) ? read : undefined;
}
