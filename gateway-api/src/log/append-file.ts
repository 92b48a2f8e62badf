import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, readSync, writeSync, constants } from 'node:fs';

/** A file that only grows. Writes go to the known end, so that a write that broke off is overwritten by the next one. */
export class AppendFile {
  readonly #fd: number;
  #length: number;

  constructor(path: string) {
    this.#fd = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o644);
    this.#length = fstatSync(this.#fd).size;
  }

  get length(): number {
    return this.#length;
  }

  append(bytes: Uint8Array): void {
    let done = 0;
    while (done < bytes.length) done += writeSync(this.#fd, bytes, done, bytes.length - done, this.#length + done);
    this.#length += bytes.length;
  }

  /** @throws RangeError when the file does not hold all of it. */
  read(offset: number, length: number): Buffer {
    if (offset < 0 || offset + length > this.#length) throw new RangeError(`beyond the end: ${offset} + ${length}`);
    const bytes = Buffer.alloc(length);
    let done = 0;
    while (done < length) {
      const count = readSync(this.#fd, bytes, done, length - done, offset + done);
      if (count === 0) throw new RangeError(`the file is shorter than it was: ${offset + done}`);
      done += count;
    }
    return bytes;
  }

  truncate(length: number): void {
    if (length > this.#length) throw new RangeError(`cannot grow to ${length}`);
    ftruncateSync(this.#fd, length);
    this.#length = length;
  }

  sync(): void {
    fdatasyncSync(this.#fd);
  }

  close(): void {
    closeSync(this.#fd);
  }
}
