import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const syncFolder = (file: string): void => {
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};

/** Writes chunks to a new file beside `file` and syncs it; returns its name. */
function writeBeside(file: string, chunks: Iterable<string | Uint8Array>, mode: number): string {
  const draft = `${file}.${process.pid}.new`;
  const fd = openSync(draft, 'w', mode);
  try {
    for (const chunk of chunks) {
      const bytes = Buffer.from(chunk);
      for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done);
    }
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  return draft;
}

/** Replaces a file so that after a crash there is the old or the new one, whole; on disk when it returns. */
export function replaceFile(file: string, content: string | Iterable<Uint8Array>, mode = 0o644): void {
  moveFile(writeBeside(file, typeof content === 'string' ? [content] : content, mode), file);
}

/** Gives a draft that is on disk its name, in the place of what had it; on disk when it returns. */
export function moveFile(draft: string, file: string): void {
  renameSync(draft, file);
  syncFolder(file);
}

/** Makes a file that must not exist yet, whole or not at all. False when somebody made it before: a compare-and-swap among processes. */
export function createFile(file: string, content: string | Uint8Array, mode = 0o644): boolean {
  const draft = writeBeside(file, [content], mode);
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolder(file);
  return true;
}
