/** What a scanner says of a file: the name of what it found, or nothing. */
export interface Verdict {
  /** Name of the malware, as its signature calls it. */
  readonly found?: string;
}

/** Whatever looks for malware in files that people send. */
export interface UploadScanner {
  /** False where none is configured: then `scan` finds nothing in anything. */
  readonly isOn: boolean;
  /** @throws ScannerDown when it does not answer, or does not say clearly that the file is clean */
  scan(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Verdict>;
}

/** No verdict: where a scanner is configured, the file is then not taken. */
export class ScannerDown extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`the scanner for uploads gave no verdict: ${reason}`, options);
    this.name = 'ScannerDown';
  }
}

export const noScanner: UploadScanner = { isOn: false, scan: () => Promise.resolve({}) };
