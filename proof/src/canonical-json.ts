/** Values that have exactly one canonical form: integers only, other numbers travel as decimal strings. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A value without a canonical form: `pointer` (RFC 6901) says where. */
export class CanonicalError extends Error {
  readonly pointer: string;
  constructor(pointer: string, message: string) {
    super(`${message} at ${pointer === '' ? 'the root' : pointer}`);
    this.name = 'CanonicalError';
    this.pointer = pointer;
  }
}

const text = (value: string, pointer: string): string => {
  if (!value.isWellFormed()) throw new CanonicalError(pointer, 'lone surrogate');
  if (value.normalize('NFC') !== value) throw new CanonicalError(pointer, 'text is not in Unicode NFC');
  return JSON.stringify(value);
};

const child = (pointer: string, key: string): string => `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

const write = (value: unknown, pointer: string): string => {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return text(value, pointer);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new CanonicalError(pointer, 'number is not an integer within ±(2^53−1)');
    return String(value === 0 ? 0 : value);
  }
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item: unknown, index) => write(item, `${pointer}/${index}`)).join(',')}]`;
  }
  if (typeof value === 'object') {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
      throw new CanonicalError(pointer, 'not a plain object');
    }
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    // RFC 8785 §3.2.3: names sort by UTF-16 code units, which is what `<` on strings compares.
    members.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${members.map(([key, member]) => `${text(key, child(pointer, key))}:${write(member, child(pointer, key))}`).join(',')}}`;
  }
  throw new CanonicalError(pointer, `${typeof value} has no JSON form`);
};

/**
 * RFC 8785 (JCS) text of a value. Refuses what would make two readers disagree: text that is not NFC, lone surrogates,
 * numbers other than integers within ±(2^53−1), values that are not JSON. Members that are `undefined` are left out.
 */
export const canonicalize = (value: unknown): string => write(value, '');
