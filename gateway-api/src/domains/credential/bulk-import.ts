import {
  capabilityOf,
  credentialKinds,
  DomainError,
  monthCovered,
  vietnamDate,
  type CredentialKind,
  type Imported,
} from '@daunguon/records';
import { HttpProblem } from '../../http/http-problem.ts';
import { importIdentity, indexedTransaction } from '../../import/import-deps.ts';
import type { ImportDeps, ImportPlan } from '../../import/import-routes.ts';
import type { ImportLedger } from '../../import/import-runner.ts';
import type { ImportActor } from '../../import/import-record.ts';
import type { ImportStore } from '../../import/import-store.ts';
import { readCsv, type CsvFile } from '../../import/read-csv.ts';
import type { Vault } from '../../vault/vault.ts';
import { providerKinds } from './api-key-schemas.ts';
import { bulkColumns, fieldsOf, layouts, type BulkLayout } from './bulk-columns.ts';
import { bulkRows, withNumberErrors } from './bulk-rows.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { holderTag } from '../../vault/holder-tag.ts';
import { credentialIdOf, issueCredentials, type IssueRow } from './issue-credentials.ts';
import { numberTags, tagsInUse } from './number-tags.ts';
import { unitGrants } from '../registry/unit-grants.ts';

/** What a school is told of a row that was issued; kept sealed until it says that it has it, at most 30 days. */
export interface BulkResult {
  readonly line: number;
  readonly id: string;
  /** Opens the contents; with the address of the verifier it is the holder's link. */
  readonly secret: string;
  readonly fullName: string;
  readonly serialNumber?: string;
  readonly registerNumber?: string;
  readonly txId: string;
}
export type BulkStore = ImportStore<IssueRow, BulkResult>;

const dayMs = 86_400_000;
const keepPreviewMs = dayMs;
const keepResultsMs = 30 * dayMs;
/** Rows of one command are one family of ids, which the chaincode reads by one query. */
const familyRows = 500;

interface BulkSettings {
  readonly kind: CredentialKind;
  readonly layout: BulkLayout;
  readonly values: Readonly<Record<string, string>>;
}

/** @throws HttpProblem that names the part of the form which is wrong */
function bulkSettings(sent: Readonly<Record<string, string>>): BulkSettings {
  const { kind = 'diploma', layout = 'register', ...values } = sent;
  const known = (list: readonly string[], value: string, name: string): void => {
    if (!list.includes(value)) throw new HttpProblem('http/invalid-body', name);
  };
  known(credentialKinds, kind, 'kind');
  known(layouts, layout, 'layout');
  if (layout === 'moodle') known(providerKinds, kind, 'kind');
  for (const name of Object.keys(values)) known(fieldsOf(kind as CredentialKind), name, name);
  return { kind: kind as CredentialKind, layout: layout as BulkLayout, values };
}

/** Previews that nobody confirmed within a day, and links that nobody deleted within thirty. */
export const forgetImports = (store: Pick<BulkStore, 'forget'>, at: number): void =>
  store.forget({ preview: at - keepPreviewMs, results: at - keepResultsMs });

/** A file's rows as credentials of one kind. */
interface CredentialFile extends BulkSettings {
  /** Who may not issue is told so before the file is looked at. @throws ImportFileError */
  readonly read: () => CsvFile<string>;
  /** Where they were taken from, when it is no register of the unit's own. */
  readonly imported?: Imported;
}

/** Rows to credentials, or what is wrong with them; numbers that were issued before are among it. @throws DomainError, HttpProblem */
export async function planCredentials(
  deps: CredentialDeps,
  at: Date,
  { key, unit }: ImportActor,
  id: string,
  { kind, layout, values, read, imported }: CredentialFile,
): Promise<ImportPlan<IssueRow>> {
  const { store, unitKeys } = deps;
  const grants = await unitGrants(store, unit);
  const iso = at.toISOString();
  const capability = capabilityOf(kind);
  if (!grants.some(({ may, from, until }) => may.includes(capability) && from <= iso && iso < until))
    throw new DomainError('registry/not-accredited', capability);
  const usable = unitKeys.newest(unit, 'sign') !== undefined && unitKeys.newest(unit, 'seal') !== undefined;
  if (!usable) throw new HttpProblem('credential/no-custodial-key');
  const lookUpKey = unitKeys.lookUpKey(unit);
  const [issuer = ''] = JSON.parse(key) as string[];
  const file = read();
  const rows = bulkRows(file, {
    ...{ kind, layout, settings: values, today: vietnamDate(iso) },
    covers: (month) => monthCovered({ grants }, { kind, month }),
    idOf: (line) => credentialIdOf(unit, `${id} ${Math.floor((line - 2) / familyRows)}`, line),
    holderTag: (subject) => holderTag(deps.vaultKey, { issuer, subject }),
    tagsOf: (row) => numberTags(lookUpKey, row),
  });
  const inUse = await tagsInUse(
    deps,
    rows.flatMap(({ tags }) => tags.map(({ tag }) => tag)),
    at.getTime(),
  );
  const checked = rows.map((row) =>
    withNumberErrors(
      file,
      row,
      row.tags.filter(({ tag }) => inUse.has(tag)),
      'number-in-use',
    ),
  );
  const mark = imported === undefined ? {} : { imported };
  return {
    rows: checked.length,
    valid: checked.flatMap(({ line, row }) => (row === undefined ? [] : [{ line, row: { ...row, ...mark } }])),
    errors: checked.flatMap(({ errors }) => errors),
  };
}

/** Import of credentials: a file is its unit's, whoever of the unit sends it. Contents are on disk under the vault's key only. */
export const bulkImport = (
  deps: CredentialDeps,
  now: () => Date,
): Pick<ImportDeps<IssueRow, BulkResult>, 'ownerOf' | 'plan'> => ({
  ownerOf: ({ unit, apiKey }) => (apiKey === undefined ? `unit ${unit}` : `api-key ${apiKey}`),
  plan: async (actor, id, { bytes, settings }) => {
    const said = bulkSettings(settings);
    const { kind, layout, values } = said;
    if (actor.apiKey !== undefined && !providerKinds.some((own) => own === kind))
      throw new HttpProblem('auth/key-scope', kind);
    const read = () => readCsv(bytes, bulkColumns(kind, layout, values));
    return planCredentials(deps, now(), actor, id, { ...said, read });
  },
});

/** Issues the rows of one command under the identity of whoever sent the file, and keeps what is to be told of them. */
export function bulkLedger(deps: CredentialDeps, vault: Pick<Vault, 'get'>): ImportLedger<IssueRow, BulkResult> {
  return {
    submit: async ({ actor, requestId, rows }) => {
      const identity = importIdentity(vault, actor);
      // Who works in another unit now, or issues no more, issues nothing in the name of the one before.
      if (identity.role !== 'issuer' || identity.unit !== actor.unit)
        throw new DomainError('credential/of-other-unit', actor.unit);
      const issued = await issueCredentials(
        deps,
        identity,
        requestId,
        rows.map(({ row }) => row),
      );
      const { txId } = issued.committed;
      const results = rows.map(({ line, row: { contents } }, index): BulkResult => {
        const { fullName, serialNumber, registerNumber } = contents;
        const { id, secret } = issued.links[index]!;
        return {
          ...{ line, id, secret, fullName, txId },
          ...(serialNumber === undefined ? {} : { serialNumber }),
          ...(registerNumber === undefined ? {} : { registerNumber }),
        };
      });
      return { ...(await indexedTransaction(deps, issued.committed)), results };
    },
  };
}
