import { importSources, parseCommand, textSchema, type ImportSource } from '@daunguon/records';
import { z } from 'zod';
import { parseJson } from '../../http/parse-json.ts';
import { foldText } from '../../index-store/fold.ts';
import { fieldsOfTarget, importTargets, sourceOfTarget, type ImportTarget } from './import-targets.ts';

/** Written into every mapping file: another number is another way of reading it. */
const mappingFormat = 'daunguon-import-mapping/1';

/** How a source counts, by the zeros between it and the unit of the field: hectares to m², tonnes and quintals (tạ) to kg. */
export const zerosOfUnit = { m2: 0, ha: 4, kg: 0, ta: 2, t: 3, 'kg/ha': 0, 't/ha': 3 } as const;
const units = Object.keys(zerosOfUnit) as [keyof typeof zerosOfUnit, ...(keyof typeof zerosOfUnit)[]];

const fromColumn = z.strictObject({
  /** Title of a column in the file; compared without marks and case. */
  column: textSchema(120),
  /** What the source writes -> what the field takes; what is not here stays as it is. */
  values: z.record(textSchema(120), textSchema(120)).optional(),
  /** In which the source counts. */
  unit: z.enum(units).optional(),
  /** How the source writes decimals in text; numbers of XLSX and JSON need no word. */
  decimal: z.enum(['.', ',']).optional(),
});
export type FromColumn = z.infer<typeof fromColumn>;
const always = z.strictObject({ value: textSchema(500) });

/** A mapping file as it is answered. */
export const mappingShape = z.strictObject({
  format: z.literal(mappingFormat),
  /** For people. */
  name: textSchema(200),
  /** Day of this version of the mapping. */
  version: z.iso.date(),
  source: z.enum(importSources),
  target: z.enum(importTargets),
  /** Where in the file the rows are. */
  table: z
    .strictObject({
      sheet: textSchema(60).optional(),
      headerLine: z.int().min(1).max(100).default(1),
      rows: z
        .string()
        .max(200)
        .regex(/^(\/[^/]+)*$/)
        .default(''),
    })
    .prefault({}),
  /** Field -> where its value comes from. */
  columns: z.record(z.string(), z.union([fromColumn, always])),
});

/** A mapping file, whole: every field that its target needs, from one column each. */
const mappingSchema = mappingShape.superRefine(({ source, target, columns }, context) => {
  const wrong = (path: string[], message: string, input?: unknown): void =>
    context.addIssue({ code: 'custom', path, message, input });
  if (sourceOfTarget(target) !== (source as ImportSource)) wrong(['source'], 'not-allowed');
  const fields = fieldsOfTarget(target);
  for (const [field, { required }] of Object.entries(fields))
    if (required && columns[field] === undefined) wrong(['columns', field], 'missing');
  const taken = new Map<string, string>();
  for (const [field, from] of Object.entries(columns)) {
    if (!Object.hasOwn(fields, field)) wrong(['columns', field], 'unknown-field');
    if (!('column' in from)) continue;
    const title = foldText(from.column);
    if (taken.has(title)) wrong(['columns', field, 'column'], 'column-twice');
    taken.set(title, field);
  }
});
export type Mapping = z.infer<typeof mappingShape>;

/** @throws DomainError that names every wrong field by its pointer into the file, HttpProblem where it is no JSON or has a key twice */
export const readMapping = (text: string): Mapping => parseCommand(mappingSchema, parseJson(Buffer.from(text)));

/** For editors, and for whoever writes a mapping: JSON Schema 2020-12. */
export const mappingJsonSchema = (): object => ({
  ...z.toJSONSchema(mappingShape, { io: 'input' }),
  title: 'Tệp ánh xạ / Import mapping',
  description: importTargets
    .map((target: ImportTarget) => `${target}: ${Object.keys(fieldsOfTarget(target)).join(', ')}`)
    .join('; '),
});
