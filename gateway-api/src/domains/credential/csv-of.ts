/** A spreadsheet computes what begins so (OWASP, CSV injection); a quote before it makes it text. */
const computed = /^[=+@\t\r-]/;
const cellOf = (text: string): string => {
  const safe = computed.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** RFC 4180 with the mark by which spreadsheets know UTF-8. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
