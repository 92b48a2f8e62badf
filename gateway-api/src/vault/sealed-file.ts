import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { SubjectKeys } from './subject-keys.ts';

/**
 * A file as it lies sealed: a mark, the length of the wrapped key (16 bits), the wrapped key, then segments of 64 KiB, each AES-256-GCM with its tag.
 * The key is the file's own and random, wrapped under its subject's key, so that a segment's number is nonce enough; the last one says that it is the
 * last: none can be changed, moved, left out or cut off, and any part opens without the rest.
 */
const mark = Buffer.from('\u0000DNF1');
const [segmentBytes, tagBytes] = [65_536, 16];
const lengthAt = mark.length;
const keyAt = lengthAt + 2;

const nonceOf = (segment: number, isLast: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(segment);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
};
const sealSegment = (key: Buffer, plain: Uint8Array, segment: number, isLast: boolean): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(segment, isLast));
  const sealed = [cipher.update(plain), cipher.final()];
  return Buffer.concat([...sealed, cipher.getAuthTag()]);
};
const openSegment = (key: Buffer, sealed: Buffer, segment: number, isLast: boolean): Buffer => {
  const end = sealed.length - tagBytes;
  if (end < 0) throw new Error('a sealed file was cut off');
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(segment, isLast), { authTagLength: tagBytes });
  decipher.setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
};

/** Whose a file is, and what it is bound to. */
export interface FileSubject {
  readonly subject: string;
  readonly about: string;
}

async function* sealedParts(
  plain: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  keys: Pick<SubjectKeys, 'seal'>,
  { subject, about }: FileSubject,
): AsyncGenerator<Buffer> {
  const key = randomBytes(32);
  const wrapped = Buffer.from(keys.seal(subject, key.toString('base64'), about));
  const head = Buffer.alloc(keyAt);
  mark.copy(head);
  head.writeUInt16BE(wrapped.length, lengthAt);
  yield Buffer.concat([head, wrapped]);
  let [rest, segment]: [Buffer, number] = [Buffer.alloc(0), 0];
  for await (const chunk of plain) {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    // A full segment waits for more: the last one alone is marked as such.
    for (; rest.length > segmentBytes; rest = rest.subarray(segmentBytes))
      yield sealSegment(key, rest.subarray(0, segmentBytes), segment++, false);
  }
  yield sealSegment(key, rest, segment, true);
}

/** Writes `plain` sealed to a new file `target`, on disk when it resolves. @throws when there is such a file */
export async function writeSealed(
  target: string,
  plain: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  keys: Pick<SubjectKeys, 'seal'>,
  whose: FileSubject,
): Promise<void> {
  // Made first: a stream would make it later than `plain` may break off, and whoever removes it then removes nothing.
  const file = await open(target, 'wx', 0o600);
  await pipeline(sealedParts(plain, keys, whose), file.createWriteStream({ flush: true }));
}

/** What lies in a file, in clear. */
export interface OpenedFile {
  /** Length in clear. */
  readonly bytes: number;
  /** Bytes `from` to before `to`, piece by piece. @throws when the file was changed */
  parts(from?: number, to?: number): AsyncGenerator<Buffer>;
  /** At most `length` bytes from `from` on. @throws when the file was changed */
  read(from: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

const opened = (handle: FileHandle, bytes: number, parts: OpenedFile['parts']): OpenedFile => ({
  bytes,
  parts,
  read: async (from, length) => {
    const found: Buffer[] = [];
    for await (const part of parts(from, from + length)) found.push(part);
    return Buffer.concat(found);
  },
  close: () => handle.close(),
});

async function readAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

const isMarked = (head: Buffer): boolean => head.subarray(0, mark.length).equals(mark);

/** Whether `file` is sealed. @throws when there is none */
export async function isSealedFile(file: string): Promise<boolean> {
  for await (const head of createReadStream(file, { end: mark.length - 1 })) return isMarked(head as Buffer);
  return false;
}

/**
 * Opens a file; one that an earlier version left in clear comes as it is. Undefined where its subject's key was destroyed.
 * @throws when there is none, or the key is another one
 */
export async function openSealed(
  file: string,
  keys: Pick<SubjectKeys, 'open'>,
  { subject, about }: FileSubject,
): Promise<OpenedFile | undefined> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const head = await readAt(handle, 0, keyAt);
    if (!isMarked(head))
      return opened(handle, size, async function* (from = 0, to = size) {
        for (let at = from; at < Math.min(to, size); at += segmentBytes)
          yield await readAt(handle, at, Math.min(segmentBytes, Math.min(to, size) - at));
      });
    const start = keyAt + head.readUInt16BE(lengthAt);
    const wrapped = (await readAt(handle, keyAt, start - keyAt)).toString();
    const text = keys.open(subject, wrapped, about);
    if (text === undefined) {
      await handle.close();
      return undefined;
    }
    const key = Buffer.from(text, 'base64');
    const sealedBytes = segmentBytes + tagBytes;
    const segments = Math.ceil((size - start) / sealedBytes);
    const bytes = size - start - segments * tagBytes;
    return opened(handle, bytes, async function* (from = 0, to = bytes) {
      const end = Math.min(to, bytes);
      for (let segment = Math.floor(from / segmentBytes); segment * segmentBytes < end; segment += 1) {
        const sealed = await readAt(handle, start + segment * sealedBytes, sealedBytes);
        const plain = openSegment(key, sealed, segment, segment === segments - 1);
        const first = segment * segmentBytes;
        yield plain.subarray(Math.max(0, from - first), end - first);
      }
    });
  } catch (error) {
    await handle.close();
    throw error;
  }
}
