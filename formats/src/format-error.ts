/**
 * A document of another body's format that is refused. `code` is stable: in kebab case, or the standard's own name; `pointer` (RFC 6901) names the member,
 * '' for the whole.
 */
export class FormatError extends Error {
  readonly code: string;
  readonly pointer: string;
  constructor(code: string, pointer: string, detail: string) {
    super(pointer === '' ? detail : `${pointer}: ${detail}`);
    this.name = 'FormatError';
    this.code = code;
    this.pointer = pointer;
  }
}
