import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { replaceFile } from '../durable-file.ts';

type Place = Pick<Config, 'dataDir' | 'mongoUri'>;

/** Which of the indexes that were built one beside another is the one in use. The first is 0. */
export interface Generation {
  readonly number: number;
  /** `markOf` what it was built for: a gateway of another version leaves it alone. */
  readonly mark: number;
}

const pointer = ({ dataDir }: Place): string => join(dataDir, 'index.json');

/** Undefined while there has only been one. @throws SyntaxError where the file is damaged */
export function generationOf(place: Place): Generation | undefined {
  try {
    const { number, mark } = JSON.parse(readFileSync(pointer(place), 'utf8')) as Generation;
    return { number, mark };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** On disk when it returns. */
export const useGeneration = (place: Place, generation: Generation): void =>
  replaceFile(pointer(place), JSON.stringify(generation));

const ending = (number: number): string => (number === 0 ? '' : `-${number}`);

export const sqliteFile = ({ dataDir }: Place, number: number): string => join(dataDir, `index${ending(number)}.db`);

/** The same deployment, a database of its own; `test` is what MongoDB calls one without a name. An address of several hosts is no URL. */
export const mongoDatabase = (uri: string, number: number): string =>
  uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/([^?]*))?/, (whole, hosts: string, name = '') =>
    number === 0 ? whole : `${hosts}/${String(name) || 'test'}${ending(number)}`,
  );

export function removeSqlite(place: Place, number: number): void {
  for (const kind of ['', '-wal', '-shm']) rmSync(`${sqliteFile(place, number)}${kind}`, { force: true });
}
