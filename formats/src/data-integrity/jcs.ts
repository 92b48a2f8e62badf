import { FormatError } from '../format-error.ts';

const maxDepth = 100;

/**
 * RFC 8785 text of any JSON. `canonicalize` of the proof package is narrower on purpose (integers, NFC): our records must have one form,
 * but a credential of another issuer may hold fractions and text in any form, and its proof is right all the same.
 * @throws FormatError for lone surrogates, for what is not JSON, and beyond 100 levels.
 */
export const jcs = (value: unknown, depth = 0): string => {
  if (depth > maxDepth) throw new FormatError('too-deep', '', `nested more than ${maxDepth} deep`);
  if (typeof value === 'string' && !/\p{Surrogate}/u.test(value)) return JSON.stringify(value);
  if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => jcs(item, depth + 1)).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    members.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, member]) => `${jcs(name, depth)}:${jcs(member, depth + 1)}`).join(',')}}`;
  }
  throw new FormatError('not-json', '', `${typeof value} has no canonical JSON form`);
};
