import { aliasId } from '@daunguon/records';
import { readId } from './typed-code.ts';

/** What a label names: one record, or (GS1 Digital Link) a lot of a product, whose alias record names the batch. */
export type Label =
  { kind: 'record'; id: string } | { kind: 'lot'; id: string; gtin: string; lot: string; serial?: string };

/** 1 to 20 characters of GS1's set of 82 (GS1 General Specifications, figure 7.11-1). */
const gs1Text = /^[!"%-?A-Z_a-z]{1,20}$/;

/** The path of a label: /R/<26 characters>, /r/…, or /01/<GTIN>/10/<lot>[/21/<serial>]; null for any other. */
export function readLabelPath(pathname: string): Label | null {
  const code = /^\/r\/([0-9a-z]{26})\/?$/i.exec(pathname)?.[1];
  if (code !== undefined) {
    const id = readId(code);
    return id === null ? null : { kind: 'record', id };
  }
  const [, digits, lotText = '', serialText] =
    /^\/01\/(\d{8}|\d{12,14})\/10\/([^/]+)(?:\/21\/([^/]+))?\/?$/.exec(pathname) ?? [];
  if (digits === undefined) return null;
  const gtin = digits.padStart(14, '0');
  const lot = decoded(lotText);
  const serial = serialText === undefined ? undefined : decoded(serialText);
  if (lot === null || serial === null) return null;
  return { kind: 'lot', id: aliasId(gtin, lot), gtin, lot, ...(serial === undefined ? {} : { serial }) };
}

function decoded(text: string): string | null {
  try {
    const value = decodeURIComponent(text);
    return gs1Text.test(value) ? value : null;
  } catch {
    return null; // a % without its two digits
  }
}

/** The label in a scanned text or an address: any host, because only the gateways and mirrors of the policy are ever asked. */
export function readScannedText(text: string): Label | null {
  const path = /^https?:\/\/[^/?#\s]+(\/[^?#\s]*)(?:[?#]\S*)?$/i.exec(text.trim())?.[1];
  return path === undefined ? null : readLabelPath(path);
}

/** The page's own path for a label. */
export function labelPath(label: Label): string {
  if (label.kind === 'record') return `/R/${label.id}`;
  return `/${label.id}${label.serial === undefined ? '' : `/21/${encodeURIComponent(label.serial)}`}`;
}
