import { statSync } from 'node:fs';
import { join } from 'node:path';
import { algorithms, type NoteSigner } from '@daunguon/proof';
import { loadOrCreateKey } from './note-key.ts';

/** Where the key lies that is to take the log's key's place. */
export const successorDir = (dir: string): string => join(dir, 'next');
export const keyFile = (dir: string): string => join(dir, 'key');

/** The log's key in `dir`, made at first use, then its successor while there is one. A changed file counts at once. */
export function logSigners(dir: string, origin: string): () => readonly [NoteSigner, ...NoteSigner[]] {
  const next = successorDir(dir);
  const stampOf = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  const load = (folder: string): NoteSigner => loadOrCreateKey(folder, origin, algorithms.note);
  let [stamp, signers]: [string, readonly [NoteSigner, ...NoteSigner[]]] = ['', [load(dir)]];
  return () => {
    const [own, successor] = [stampOf(keyFile(dir)), stampOf(keyFile(next))];
    const now = `${own} ${successor}`;
    if (now !== stamp) signers = [load(dir), ...(successor === undefined ? [] : [load(next)])];
    stamp = now;
    return signers;
  };
}
