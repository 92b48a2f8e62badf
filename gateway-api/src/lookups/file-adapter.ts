import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dateSchema } from '@daunguon/records';
import { z } from 'zod';
import {
  isLookupKind,
  lookupKinds,
  lookupNames,
  type LookupKind,
  type LookupPort,
  type LookupPorts,
} from './lookup-kinds.ts';

const fileOf = (found: z.ZodType) =>
  z.strictObject({
    ...{ source: z.string().min(1).max(200), asOf: dateSchema, sample: z.boolean().default(false) },
    items: z.record(z.string(), found),
  });

/** A register as a file: `{"source", "asOf", "items": {key: answer}}`. @throws Error that names the file and what is wrong in it */
export function lookupFile(kind: LookupKind, file: string): LookupPort {
  const { key, found } = lookupKinds[kind];
  const read = fileOf(found).safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`);
  const { items, ...about } = read.data;
  const wrong = Object.keys(items).find((name) => !key.safeParse(name).success);
  if (wrong !== undefined) throw new Error(`${file}: ${wrong} is no key of ${kind}`);
  const byKey = new Map(Object.entries(items as Record<string, object>));
  return { about, find: (asked) => Promise.resolve(byKey.get(asked)) };
}

/** The registers of a folder: `enterprise.json`, `household.json`, `land-parcel.json`; what is not there is not connected. */
export const lookupFolder = (folder: string | undefined): LookupPorts =>
  folder === undefined
    ? {}
    : Object.fromEntries(
        lookupNames
          .filter((kind) => isLookupKind(kind) && existsSync(join(folder, `${kind}.json`)))
          .map((kind) => [kind, lookupFile(kind, join(folder, `${kind}.json`))]),
      );
