import { CanonicalError } from '../canonical-json.ts';

/** A number as its text in the source: FHIR R4 §2.24.0.1 says that the precision of a decimal is significant, so 1.50 is not 1.5. */
export class NumberText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Parsed JSON in which nothing is lost: numbers keep their text, objects are maps and have every name once. */
export type JsonText =
  null | boolean | string | NumberText | readonly JsonText[] | { readonly members: ReadonlyMap<string, JsonText> };

const maxDepth = 100;
const space = /[ \t\n\r]*/y;
/** RFC 8259 §6. */
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
/**
 * RFC 8259 §7: everything but quotes, backslashes and control characters stands for itself. Apart from the escapes: as alternatives of one
 * expression they take a place on the stack for every character, of which an attachment has millions.
 */
// eslint-disable-next-line no-control-regex
const plain = /[^"\\\u0000-\u001f]*/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

const pointerOf = (path: readonly (string | number)[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

class Parser {
  private at = 0;
  private readonly source: string;
  private readonly path: (string | number)[] = [];

  constructor(source: string) {
    this.source = source;
  }

  parse(): JsonText {
    const value = this.value();
    this.skip();
    return this.at === this.source.length ? value : this.refuse('text after the end of the JSON');
  }

  private refuse(message: string): never {
    throw new CanonicalError(pointerOf(this.path), message);
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private skip(): void {
    this.take(space);
  }

  /** The next character that is no blank, taken if it is this one. */
  private next(character: string): boolean {
    this.skip();
    if (this.source[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private expect(character: string): void {
    if (!this.next(character)) this.refuse(`not JSON: ${character} is missing`);
  }

  private text(): string {
    this.skip();
    const start = this.at;
    const opens = this.next('"');
    if (opens)
      do this.take(plain);
      while (this.take(escape) !== undefined);
    if (!opens || this.source[this.at] !== '"') this.refuse('not JSON: a text is not well formed');
    this.at += 1;
    return JSON.parse(this.source.slice(start, this.at)) as string;
  }

  private value(): JsonText {
    if (this.path.length > maxDepth) {
      this.path.length = 0;
      this.refuse(`nested more than ${maxDepth} deep`);
    }
    if (this.next('{')) return this.object();
    if (this.next('[')) return this.array();
    if (this.source[this.at] === '"') return this.text();
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (!this.source.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    return new NumberText(this.take(number) ?? this.refuse('not JSON'));
  }

  private array(): JsonText {
    const list: JsonText[] = [];
    if (this.next(']')) return list;
    do {
      this.path.push(list.length);
      list.push(this.value());
      this.path.pop();
    } while (this.next(','));
    this.expect(']');
    return list;
  }

  private object(): JsonText {
    const members = new Map<string, JsonText>();
    if (this.next('}')) return { members };
    do {
      const name = this.text();
      this.path.push(name);
      if (members.has(name)) this.refuse('the name stands twice in one object');
      this.expect(':');
      members.set(name, this.value());
      this.path.pop();
    } while (this.next(','));
    this.expect('}');
    return { members };
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * JSON bytes (RFC 8259, UTF-8 without byte order mark) with numbers as they are written.
 * @throws CanonicalError with the pointer of what is wrong: no JSON, a name twice, nested more than 100 deep.
 */
export const parseJsonText = (bytes: Uint8Array): JsonText => {
  let source: string;
  try {
    source = decoder.decode(bytes);
  } catch {
    throw new CanonicalError('', 'not UTF-8');
  }
  return new Parser(source).parse();
};
