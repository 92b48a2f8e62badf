import { subjectOf } from '../attest/attested-file.ts';

/** One printed document, by its record and what stands on the paper. */
export interface PaperItem {
  readonly id: string;
  readonly paper: { readonly serialNumber: string; readonly registerNumber: string; readonly birthDate: string } | null;
}

export interface PaperLines {
  readonly items: readonly PaperItem[];
  /** Numbers of the lines that say nothing usable, from 1. */
  readonly wrong: readonly number[];
}

/** As people write a day: 31/01/2008, or ISO; undefined for what is none. */
const dayOf = (text: string): string | undefined => {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const iso = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = /^\d{4}-\d\d-\d\d$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : NaN;
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? undefined : iso;
};

/**
 * Lines as they are pasted out of a spreadsheet (tabs) or typed with semicolons: record, serial number, register number, date of birth. A
 * line with the record alone takes it out. Empty lines are nothing.
 */
export function paperLines(text: string): PaperLines {
  const items: PaperItem[] = [];
  const wrong: number[] = [];
  text
    .normalize('NFC')
    .split('\n')
    .forEach((line, index) => {
      if (line.trim() === '') return;
      const cells = line.split(/[\t;]/).map((cell) => cell.trim());
      while (cells.at(-1) === '') cells.pop();
      const [record = '', serialNumber = '', registerNumber = '', date = '', ...more] = cells;
      const [id, birthDate] = [subjectOf(record), dayOf(date)];
      const numbered = serialNumber !== '' && registerNumber !== '' && birthDate !== undefined && more.length === 0;
      if (id && cells.length === 1) items.push({ id, paper: null });
      else if (id && numbered) items.push({ id, paper: { serialNumber, registerNumber, birthDate } });
      else wrong.push(index + 1);
    });
  return { items, wrong };
}
