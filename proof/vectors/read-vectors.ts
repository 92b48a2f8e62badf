import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runners } from './run-vectors.ts';

/** The published vectors by file, for Node to run or to hand to a browser. */
export const readVectors = (): Record<string, unknown> =>
  Object.fromEntries(
    Object.keys(runners).map((file) => [file, JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'))]),
  );
