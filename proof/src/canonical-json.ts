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

/** A part whose canonical form is known already, and stands as it is: what is large need not be written twice. */
export class CanonicalText {
  readonly text: string;
  constructor(value: unknown) {
    this.text = canonicalize(value);
  }
}

/** Names and indices from the root to a value; made a pointer only when something is wrong there. */
type Path = (string | number)[];

const refuse = (path: Path, message: string): never => {
  const pointer = path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  throw new CanonicalError(pointer, message);
};

/** Printable ASCII without quote and backslash: always NFC, never escaped. */
const plain = /^[ !#-[\]-~]*$/;
const loneSurrogate = /\p{Surrogate}/u;
/** Composing combining marks costs the square of how many follow one another; 30 is what UAX #15 §13 (stream-safe text) allows. */
const tooManyMarks = /\p{M}{31}/u;
const maxDepth = 100;

/** True for text in Unicode NFC with at most 30 combining marks in a row. Takes linear time, whatever the text. */
export const isNfc = (value: string): boolean => !tooManyMarks.test(value) && value.normalize('NFC') === value;

const text = (value: string, path: Path): string => {
  if (plain.test(value)) return `"${value}"`;
  if (loneSurrogate.test(value)) refuse(path, 'lone surrogate');
  if (!isNfc(value)) refuse(path, 'text is not in Unicode NFC, or has more than 30 combining marks in a row');
  return JSON.stringify(value);
};

const items = (list: readonly unknown[], path: Path): string => {
  let out = '';
  for (let index = 0; index < list.length; index += 1) {
    path.push(index);
    out += `${index === 0 ? '' : ','}${write(list[index], path)}`;
    path.pop();
  }
  return `[${out}]`;
};

const members = (record: Readonly<Record<string, unknown>>, path: Path): string => {
  let out = '';
  // RFC 8785 §3.2.3: names sort by UTF-16 code units, which is how sort() without a comparison orders strings.
  for (const name of Object.keys(record).sort()) {
    const member = record[name];
    if (member === undefined) continue;
    path.push(name);
    out += `${out === '' ? '' : ','}${text(name, path)}:${write(member, path)}`;
    path.pop();
  }
  return `{${out}}`;
};

const write = (value: unknown, path: Path): string => {
  if (typeof value === 'string') return text(value, path);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) refuse(path, 'number is not an integer within ±(2^53−1)');
    return String(value === 0 ? 0 : value);
  }
  if (path.length >= maxDepth) refuse([], `nested more than ${maxDepth} deep`);
  if (Array.isArray(value)) return items(value, path);
  if (value instanceof CanonicalText) return value.text;
  if (typeof value === 'object') {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) refuse(path, 'not a plain object');
    return members(value as Readonly<Record<string, unknown>>, path);
  }
  return refuse(path, `${typeof value} has no JSON form`);
};

/**
 * RFC 8785 (JCS) text of a value. Refuses what would make two readers disagree: text that is not NFC, lone surrogates,
 * numbers other than integers within ±(2^53−1), values that are not JSON; and what would stall or overflow a reader. Members that are `undefined` are left out.
 */
export const canonicalize = (value: unknown): string => write(value, []);
