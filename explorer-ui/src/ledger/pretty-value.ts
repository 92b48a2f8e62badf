import type { ShownValue } from './ledger-answers.ts';

/** A value as it can be read: JSON indented, other text as it is, bytes in hexadecimal. */
export function prettyValue({ text, hex, isCut }: ShownValue): string {
  if (text === undefined) return hex ?? '';
  if (isCut === true) return `${text}…`;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : text;
  } catch {
    return text;
  }
}
