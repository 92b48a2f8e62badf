import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The id that a record of the demonstration got in this system, by its name in the seed. */
export const seedId = (system: { readonly dataDir: string }, name: string): string => {
  const ids = JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  const id = ids[name];
  if (id === undefined) throw new Error(`the demonstration has no ${name}`);
  return id;
};
