/** A cell by RFC 4180. One that a spreadsheet would take for a formula is told to be text. */
const cell = (value: string): string => {
  const text = /^\s*[=+\-@]|^[\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** UTF-8 with its mark, by which spreadsheets know it; a head line and one line a row. */
export const csvText = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
