import { DomainError, dateSchema, vietnamDate, type Imported } from '@daunguon/records';
import { HttpProblem } from '../../http/http-problem.ts';
import type { ImportDeps, ImportPlan } from '../import-routes.ts';
import type { ImportActor } from '../import-record.ts';
import type { CsvFile } from '../read-csv.ts';
import { readTableApart } from '../table/read-table-apart.ts';
import { applyMapping } from './apply-mapping.ts';
import type { ImportTarget } from './import-targets.ts';
import { readMapping, type Mapping } from './mapping-file.ts';
import { keptMapping } from './mappings.ts';

/** What the rows of a mapped file become: plans, and (by its `ImportLedger`) records. */
export interface MappedTarget<Row> {
  readonly target: ImportTarget;
  /** Whose import it is: the same file of the same owner is the same import. */
  ownerOf(actor: ImportActor): string;
  plan(actor: ImportActor, id: string, file: CsvFile<string>, imported: Imported): Promise<ImportPlan<Row>>;
}

/** Large enough for 200,000 rows of a province's database. */
const mappedLimits = { maxBytes: 64 * 1024 * 1024, maxRows: 250_000 } as const;

const invalid = (pointer: string, detail: string): DomainError =>
  new DomainError('registry/invalid-command', '', [{ pointer, detail }]);

/** The mapping that is sent beside the file, or one of those kept here by its name. @throws DomainError, HttpProblem */
function mappingOf({ mapping, kept }: Readonly<Record<string, string>>, target: ImportTarget): Mapping {
  const text = mapping ?? (kept === undefined ? undefined : keptMapping(kept));
  if (text === undefined)
    throw invalid(kept === undefined ? '/mapping' : '/kept', kept === undefined ? 'missing' : 'not-allowed');
  const read = readMapping(text);
  if (read.target !== target) throw invalid('/target', 'not-allowed');
  return read;
}

function asOfIn({ asOf }: Readonly<Record<string, string>>, now: Date): string {
  const date = dateSchema.safeParse(asOf);
  if (!date.success) throw invalid('/asOf', asOf === undefined ? 'missing' : 'date');
  if (date.data > vietnamDate(now.toISOString())) throw invalid('/asOf', 'not-allowed');
  return date.data;
}

/** Import of a file of a shared database by a mapping. @throws ImportFileError too */
export const mappedImport = <Row>(
  { target, ownerOf, plan }: MappedTarget<Row>,
  now: () => Date,
): Pick<ImportDeps<Row>, 'maxBytes' | 'ownerOf' | 'plan'> => ({
  maxBytes: mappedLimits.maxBytes,
  ownerOf: (actor) => `${target} ${ownerOf(actor)}`,
  plan: async (actor, id, { bytes, settings }) => {
    for (const name of Object.keys(settings))
      if (!['mapping', 'kept', 'asOf'].includes(name)) throw new HttpProblem('http/invalid-body', name);
    const mapping = mappingOf(settings, target);
    const imported: Imported = { source: mapping.source, asOf: asOfIn(settings, now()) };
    const { file, unused } = applyMapping(await readTableApart(bytes, mapping.table, mappedLimits), mapping);
    const planned = await plan(actor, id, file, imported);
    const { name, version } = mapping;
    return { ...planned, rows: file.rows.length, about: { ...imported, mapping: name, version, unused } };
  },
});
