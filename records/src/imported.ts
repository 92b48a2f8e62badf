import { z } from 'zod';
import { importSources } from './imported-words.ts';
import { dateSchema } from './schema-parts.ts';

/**
 * Where the contents of a record were taken from instead of being declared when they came about: the source is one of a list, because a free
 * text on the ledger could carry a name. `asOf`: the day on which the source gave the data out.
 */
export const importedSchema = z.strictObject({ source: z.enum(importSources), asOf: dateSchema });
export type Imported = z.infer<typeof importedSchema>;
