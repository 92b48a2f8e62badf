import type { CredentialKind, ImportSource } from '@daunguon/records';
import { bulkColumns, fieldsOf } from '../../domains/credential/bulk-columns.ts';
import { batchColumns } from '../batch-columns.ts';
import type { ColumnTable } from '../read-csv.ts';

/** What a row of a shared database becomes here, in the words of the address. */
export const importTargets = [
  'growing-areas',
  'batches',
  'diplomas',
  'course-certificates',
  'health-accounts',
] as const;
/** Those whose rows come to something that is told: links, codes. */
export const toldTargets: readonly ImportTarget[] = ['diplomas', 'course-certificates', 'health-accounts'];
export type ImportTarget = (typeof importTargets)[number];

interface Field {
  readonly required: boolean;
}
type Fields = Readonly<Record<string, Field>>;

const fieldsIn = (names: readonly string[], required: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, { required: required.includes(name) }]));
const ofTable = ({ names, required }: ColumnTable<string>): Fields => fieldsIn(Object.keys(names), required);
const ofCredential = (kind: CredentialKind): Fields => {
  const required = bulkColumns(kind, 'register', {}).required;
  // A holder's account is of this system: no shared database knows it.
  return fieldsIn(
    fieldsOf(kind).filter((field) => field !== 'holder'),
    required,
  );
};

const areaRequired = ['puc', 'name', 'crop', 'commune', 'areaM2', 'maxYieldKgPerHa', 'unit'];
const targets: Readonly<Record<ImportTarget, { readonly source: ImportSource; readonly fields: Fields }>> = {
  'growing-areas': {
    source: 'growing-area-database',
    fields: fieldsIn([...areaRequired, 'variety', 'households', 'scheme'], areaRequired),
  },
  batches: { source: 'traceability-database', fields: ofTable(batchColumns) },
  diplomas: { source: 'diploma-database', fields: ofCredential('diploma') },
  'course-certificates': { source: 'diploma-database', fields: ofCredential('course-certificate') },
  // No name, no number of a card: a code is all that a patient is here.
  'health-accounts': { source: 'health-account-database', fields: fieldsIn(['account', 'guardianUntil'], ['account']) },
};

export const fieldsOfTarget = (target: ImportTarget): Fields => targets[target].fields;
export const sourceOfTarget = (target: ImportTarget): ImportSource => targets[target].source;
