import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMapping, type Mapping } from './mapping-file.ts';

const folder = join(import.meta.dirname, 'mappings');

/** Mapping files that come with the product, by name: for the columns that the shared databases give out, and to copy from. */
export const keptMappings: readonly { readonly kept: string; readonly text: string; readonly mapping: Mapping }[] =
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return { kept: file.slice(0, -'.json'.length), text, mapping: readMapping(text) };
    });

export const keptMapping = (name: string): string | undefined => keptMappings.find(({ kept }) => kept === name)?.text;
