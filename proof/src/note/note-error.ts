export type NoteErrorCode =
  | 'length'
  | 'encoding'
  | 'separator'
  | 'signature-line'
  | 'key-name'
  | 'base64'
  | 'vkey'
  | 'key-id'
  | 'algorithm'
  | 'public-key'
  | 'origin'
  | 'size'
  | 'root'
  | 'lines'
  | 'time'
  | 'signature'
  | 'header'
  | 'index'
  | 'proof';

/** Text that is no signed note, key, checkpoint or request of the C2SP formats; `code` says what is wrong. */
export class NoteError extends Error {
  readonly code: NoteErrorCode;
  constructor(code: NoteErrorCode, message: string) {
    super(message);
    this.name = 'NoteError';
    this.code = code;
  }
}
