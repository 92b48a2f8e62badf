import { gs1CheckDigit } from '../gs1/check-digit.ts';

/**
 * Identifiers in the one form that the event hash and the index compare: the constrained canonical GS1 Digital Link of CBV 2.0, section 8.9
 * (host id.gs1.org, finest level only, no query).
 */
const encode = (value: string): string =>
  value.replaceAll(/[!()*+,:]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

const withCheckDigit = (digits: string): string => digits + String(gs1CheckDigit(digits));
/** Company prefix and item reference, whose first digit is the indicator. */
const gtin = (company = '', item = ''): string => withCheckDigit(item.slice(0, 1) + company + item.slice(1));

/** Per EPC scheme: the digits of company and reference together (0: any), and the path of its parts. */
type Scheme = readonly [digits: number, path: (company: string, reference: string, rest: readonly string[]) => string];
const schemes: Readonly<Record<string, Scheme>> = {
  sgtin: [13, (c, r, [serial = '']) => `01/${gtin(c, r)}/21/${encode(serial)}`],
  upui: [13, (c, r, [serial = '']) => `01/${gtin(c, r)}/235/${encode(serial)}`],
  itip: [13, (c, r, [piece, total, serial = '']) => `8006/${gtin(c, r)}${piece}${total}/21/${encode(serial)}`],
  sscc: [17, (c, r) => `00/${gtin(c, r)}`],
  sgln: [12, (c, r, [ext = '0']) => `414/${withCheckDigit(c + r)}${ext === '0' ? '' : `/254/${encode(ext)}`}`],
  pgln: [12, (c, r) => `417/${withCheckDigit(c + r)}`],
  grai: [12, (c, r, [serial = '']) => `8003/${withCheckDigit(`0${c}${r}`)}${encode(serial)}`],
  gdti: [12, (c, r, [serial = '']) => `253/${withCheckDigit(c + r)}${encode(serial)}`],
  sgcn: [12, (c, r, [serial = '']) => `255/${withCheckDigit(c + r)}${serial}`],
  gsrn: [17, (c, r) => `8018/${withCheckDigit(c + r)}`],
  gsrnp: [17, (c, r) => `8017/${withCheckDigit(c + r)}`],
  gsin: [16, (c, r) => `402/${withCheckDigit(c + r)}`],
  giai: [0, (c, r) => `8004/${c}${encode(r)}`],
  ginc: [0, (c, r) => `401/${c}${encode(r)}`],
  cpi: [0, (c, r, [serial = '']) => `8010/${c}${encode(r)}/8011/${serial}`],
};
const classes: Readonly<Record<string, Scheme>> = {
  lgtin: [13, (c, r, [lot = '']) => `01/${gtin(c, r)}/10/${encode(lot)}`],
};
const patterns: Readonly<Record<string, Scheme>> = {
  sgtin: [13, (c, r) => `01/${gtin(c, r)}`],
  upui: [13, (c, r) => `01/${gtin(c, r)}`],
  itip: [13, (c, r, [piece, total]) => `8006/${gtin(c, r)}${piece}${total}`],
  grai: [12, (c, r) => `8003/${withCheckDigit(`0${c}${r}`)}`],
  gdti: [12, (c, r) => `253/${withCheckDigit(c + r)}`],
  sgcn: [12, (c, r) => `255/${withCheckDigit(c + r)}`],
  cpi: [0, (c, r) => `8010/${c}${encode(r)}`],
};
const kinds: Readonly<Record<string, Readonly<Record<string, Scheme>>>> = {
  id: schemes,
  class: classes,
  idpat: patterns,
};

const fromUrn = (uri: string): string | undefined => {
  const [, kind = '', name = '', tail = ''] = /^urn:epc:(id|class|idpat):([a-z]+):(.+)$/.exec(uri) ?? [];
  const scheme = Object.hasOwn(kinds, kind) && Object.hasOwn(kinds[kind] ?? {}, name) ? kinds[kind]?.[name] : undefined;
  const [company = '', reference = '', ...rest] = tail.split('.');
  if (scheme === undefined || !/^\d{6,12}$/.test(company)) return undefined;
  const [digits, path] = scheme;
  if (digits > 0 && (company.length + reference.length !== digits || !/^\d*$/.test(reference))) return undefined;
  return path(company, reference, rest);
};

const words: Readonly<Record<string, string>> = {
  ...{ gtin: '01', itip: '8006', cpid: '8010', gln: '414', party: '417', gsrnp: '8017', gsrn: '8018', gcn: '255' },
  ...{ sscc: '00', gdti: '253', ginc: '401', gsin: '402', grai: '8003', giai: '8004', cpv: '22', lot: '10', ser: '21' },
};
/** Key -> form of its value, and the qualifiers that are kept, the finest first. */
const keys: Readonly<Record<string, readonly [value: RegExp, finest: readonly string[]]>> = {
  '00': [/^\d{18}$/, []],
  '01': [/^\d{14}$/, ['21', '235', '10']],
  '253': [/^\d{13}.{0,17}$/, []],
  '255': [/^\d{13,25}$/, []],
  '401': [/^.{1,90}$/, []],
  '402': [/^\d{17}$/, []],
  '414': [/^\d{13}$/, ['254']],
  '417': [/^\d{13}$/, []],
  '8003': [/^\d{14}.{0,48}$/, []],
  '8004': [/^.{1,90}$/, []],
  '8006': [/^\d{18}$/, ['21', '10']],
  '8010': [/^.{1,90}$/, ['8011']],
  '8017': [/^\d{18}$/, []],
  '8018': [/^\d{18}$/, []],
};

const fromDigitalLink = (uri: string): string | undefined => {
  const path = /^https?:\/\/[^/?#]+\/([^?#]*)/.exec(uri)?.[1]?.replace(/\/$/, '').split('/') ?? [];
  const parts = path.map((part) => (Object.hasOwn(words, part) ? (words[part] ?? part) : part));
  const at = parts.findIndex((part, index) => Object.hasOwn(keys, part) && (parts[index + 1]?.length ?? 0) > 4);
  const key = parts[at] ?? '';
  const given = parts[at + 1] ?? '';
  const value = key === '01' && /^(\d{8}|\d{12,13})$/.test(given) ? given.padStart(14, '0') : given;
  const [form, finest] = keys[key] ?? [/^$/, []];
  if (at < 0 || !form.test(value) || (parts.length - at) % 2 !== 0) return undefined;
  const qualifiers = new Map<string, string>();
  for (let index = at + 2; index < parts.length; index += 2) qualifiers.set(parts[index] ?? '', parts[index + 1] ?? '');
  const kept = finest.find((name) => qualifiers.has(name));
  return `${key}/${value}${kept === undefined ? '' : `/${kept}/${qualifiers.get(kept)}`}`;
};

/** `https://id.gs1.org/…` of an EPC URN or a Digital Link of any host; other values as they are. */
export const canonicalUri = (uri: string): string => {
  const path = uri.startsWith('urn:epc:') ? fromUrn(uri) : fromDigitalLink(uri);
  return path === undefined ? uri : `https://id.gs1.org/${path}`;
};

/** GTIN (14 digits) and lot, decoded, of an identifier of a lot; undefined for any other. */
export const lotOfUri = (uri: string): { readonly gtin: string; readonly lot: string } | undefined => {
  const [, gtin14 = '', lot = ''] = /^https:\/\/id\.gs1\.org\/01\/(\d{14})\/10\/([^/]+)$/.exec(canonicalUri(uri)) ?? [];
  if (lot === '') return undefined;
  try {
    return { gtin: gtin14, lot: decodeURIComponent(lot) };
  } catch {
    return undefined;
  }
};
