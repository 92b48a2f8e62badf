import { fromBase64 } from '../base64.ts';

/** A bundle or policy of another shape than docs/proof-format.md gives; `pointer` (RFC 6901) says where. */
export class ShapeError extends Error {
  readonly pointer: string;
  constructor(pointer: string, expected: string) {
    super(`${pointer === '' ? 'the whole' : pointer} is not ${expected}`);
    this.name = 'ShapeError';
    this.pointer = pointer;
  }
}

/** Reads untrusted JSON member by member; each reader throws ShapeError with the place. Members nobody asks for are ignored. */
export class JsonReader {
  readonly value: unknown;
  readonly pointer: string;

  constructor(value: unknown, pointer = '') {
    this.value = value;
    this.pointer = pointer;
  }

  refuse(expected: string): never {
    throw new ShapeError(this.pointer, expected);
  }

  get absent(): boolean {
    return this.value === undefined || this.value === null;
  }

  member(name: string): JsonReader {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.refuse('an object');
    const own = Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
    return new JsonReader(own, `${this.pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }

  /** Names of an object's members. */
  names(): string[] {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.refuse('an object');
    return Object.keys(value);
  }

  /** Undefined where the value is absent or null, which mean the same. */
  optional<Value>(read: (present: JsonReader) => Value): Value | undefined {
    return this.absent ? undefined : read(this);
  }

  list<Value>(most: number, read: (item: JsonReader) => Value): Value[] {
    const { value } = this;
    if (!Array.isArray(value) || value.length > most) return this.refuse(`a list of at most ${most}`);
    return value.map((item: unknown, index) => read(new JsonReader(item, `${this.pointer}/${index}`)));
  }

  text(most = 65_535): string {
    const { value } = this;
    if (typeof value !== 'string' || value.length > most) return this.refuse(`a text of at most ${most} characters`);
    return value;
  }

  matching(pattern: RegExp, expected: string): string {
    const { value } = this;
    return typeof value === 'string' && pattern.test(value) ? value : this.refuse(expected);
  }

  /** A non-negative safe integer. */
  natural(): number {
    const { value } = this;
    return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : this.refuse('a natural number');
  }

  bool(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.refuse('true or false');
  }

  /** 32 bytes in standard base64. */
  hash(): Uint8Array {
    const bytes = typeof this.value === 'string' ? fromBase64(this.value) : undefined;
    return bytes?.length === 32 ? bytes : this.refuse('base64 of 32 bytes');
  }
}
