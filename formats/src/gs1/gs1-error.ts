import { FormatError } from '../format-error.ts';

export type Gs1ErrorCode =
  | 'not-a-uri'
  | 'no-key'
  | 'unknown-ai'
  | 'word-key'
  | 'ai-in-path'
  | 'ai-order'
  | 'ai-not-attribute'
  | 'ai-repeated'
  | 'encoding'
  | 'empty-value'
  | 'characters'
  | 'length'
  | 'check-digit'
  | 'value';

/** A GS1 key, element or Digital Link that is refused; `ai` is the application identifier it is about, '' for the whole. */
export class Gs1Error extends FormatError {
  declare readonly code: Gs1ErrorCode;
  readonly ai: string;
  constructor(code: Gs1ErrorCode, ai: string, detail: string) {
    super(code, ai === '' ? '' : `(${ai})`, detail);
    this.name = 'Gs1Error';
    this.ai = ai;
  }
}
