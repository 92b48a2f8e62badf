import { newId } from '@daunguon/proof';
import { encode } from 'cborg';
import { claimKeys, claimNames, type ClaimName, type Claims } from '../credential/credential-claims.ts';
import { FormatError } from '../format-error.ts';
import { decodeStrict } from './cose-sign1.ts';
import { idBytes } from './id-bytes.ts';

/** What a QR code says: the record where the rest is found, and some of its claims. */
export interface QrContent {
  readonly recordId: string;
  readonly claims: Claims;
}

/** Key of the record's id; claims have the keys of `claimKeys`. */
const recordKey = 0;
/** Dates are days since 1970-01-01 (as in RFC 8943): three bytes instead of eleven. */
const dates: ReadonlySet<string> = new Set<ClaimName>([
  ...(['birthDate', 'issuedOn', 'graduationDate', 'startedOn', 'completedOn', 'expiresOn'] as const),
]);
const dayMs = 86_400_000;
const byKey = new Map<unknown, ClaimName>(claimNames.map((name) => [claimKeys[name], name]));

const dateOf = (days: unknown): string | undefined => {
  const date = typeof days === 'number' ? new Date(days * dayMs) : undefined;
  return date !== undefined && date.getUTCFullYear() >= 1800 && date.getUTCFullYear() <= 9999
    ? date.toISOString().slice(0, 10)
    : undefined;
};
const daysOf = (name: string, date: unknown): number => {
  const days = typeof date === 'string' && /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) / dayMs : NaN;
  if (dateOf(days) !== date) throw new FormatError('claim-malformed', `/${name}`, 'YYYY-MM-DD is expected');
  return days;
};

/** Deterministic CBOR of a QR code's content: a map with small integer keys. @throws FormatError */
export const encodeClaims = ({ recordId, claims }: QrContent): Uint8Array => {
  const names = claimNames.filter((name) => claims[name] !== undefined);
  if (names.length < 4 || names.length > 11) throw new FormatError('claim-count', '', '4 to 11 claims are expected');
  return encode(
    new Map<number, unknown>([
      [recordKey, idBytes(recordId)],
      ...names.map((name): [number, unknown] => [
        claimKeys[name],
        dates.has(name) ? daysOf(name, claims[name]) : claims[name],
      ]),
    ]),
  );
};

/** @throws FormatError for anything that `encodeClaims` does not write, so that nothing stands in a code that nobody reads. */
export const decodeClaims = (bytes: Uint8Array): QrContent => {
  const map = decodeStrict(bytes, '/payload');
  const id: unknown = map instanceof Map ? map.get(recordKey) : undefined;
  if (!(map instanceof Map) || !(id instanceof Uint8Array) || id.length !== 16)
    throw new FormatError('malformed', '/payload/0', 'the id of a record is expected');
  const claims: Partial<Record<ClaimName, string | number>> = {};
  for (const [key, raw] of map as Map<unknown, unknown>) {
    if (key === recordKey) continue;
    const name = byKey.get(key);
    if (name === undefined) throw new FormatError('claim-unknown', `/payload/${String(key)}`, 'no such claim');
    const value = dates.has(name) ? dateOf(raw) : raw;
    if (typeof value !== 'string' && !(typeof value === 'number' && Number.isSafeInteger(value)))
      throw new FormatError('claim-malformed', `/payload/${String(key)}`, 'text, an integer or a date is expected');
    claims[name] = value;
  }
  return { recordId: newId(id), claims };
};
