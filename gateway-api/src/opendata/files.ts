import type { OpenCell, OpenDataset, OpenRow } from '@daunguon/records';
import { csvText } from '@daunguon/formats/csv';

export const formats = ['csv', 'json'] as const;
export type Format = (typeof formats)[number];
export const mediaTypes: Readonly<Record<Format, string>> = { csv: 'text/csv', json: 'application/json' };
export const licenceUrl = 'https://creativecommons.org/licenses/by/4.0/';

const text = (cell: OpenCell): string => (cell === null ? '' : String(cell));

/** RFC 4180 in UTF-8 without a mark; a cell that a spreadsheet would run as a formula begins with an apostrophe. */
const csvOf = ({ columns }: OpenDataset, rows: readonly OpenRow[]): string =>
  csvText(
    columns.map(({ name }) => name),
    rows.map((row) => row.map(text)),
  ).slice(1);

const said = ([vi, en]: readonly [string, string]) => ({ vi, en });

const jsonOf = ({ id, title, columns }: OpenDataset, rows: readonly OpenRow[]): string =>
  `${JSON.stringify({
    ...{ dataset: id, title: said(title), licence: licenceUrl },
    columns: columns.map(({ name, title: words, kind, unit }) => ({
      ...{ name, title: said(words), kind },
      ...(unit === undefined ? {} : { unit: said(unit) }),
    })),
    rows: rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null]))),
  })}\n`;

/** The files of a table. They hold no date and no height: the same rows are the same bytes, and what did not change needs no new version. */
export const filesOf = (dataset: OpenDataset, rows: readonly OpenRow[]): Readonly<Record<Format, string>> => ({
  csv: csvOf(dataset, rows),
  json: jsonOf(dataset, rows),
});
