import { createHash, createHmac } from 'node:crypto';
import { dateSchema, DomainError, type Imported } from '@daunguon/records';
import { newId } from '@daunguon/proof';
import { endOfDay } from '../../../domains/health/end-of-day.ts';
import type { Patient } from '../../../domains/health/who.ts';
import type { HealthDocs } from '../../../vault/health-docs.ts';
import { importIdentity } from '../../import-deps.ts';
import { rowError, type RowError } from '../../import-problems.ts';
import type { ImportLedger } from '../../import-runner.ts';
import type { LineRow } from '../../import-store.ts';
import { isoDate } from '../../row-to-batch.ts';
import type { Vault } from '../../../vault/vault.ts';
import type { MappedTarget } from '../mapped-import.ts';
import { partDuplicates, slicesOf } from '../plan-rows.ts';

/** A patient's code to be made. The number is kept no longer than the facility needs it to hand the codes out. */
export interface AccountRow {
  readonly id: string;
  readonly account: string;
  readonly guardianUntil?: string;
  readonly imported: Imported;
}
/** What the facility is told of a row: with the secret the patient claims the code. */
export interface AccountResult {
  readonly line: number;
  readonly account: string;
  readonly id: string;
  readonly secret: string;
}
interface AccountDeps {
  readonly docs: Pick<HealthDocs, 'get' | 'put' | 'atomically'>;
  readonly vaultKey: Buffer;
}

/** Health insurance numbers have 10 or 15 signs, national identification numbers 12; separators do not count. */
const accountOf = (text: string): string => text.toUpperCase().replace(/[\s.-]/g, '');

const keyed = (vaultKey: Buffer, ...parts: readonly string[]): Buffer =>
  createHmac('sha256', vaultKey)
    .update(JSON.stringify(['daunguon/health-account/v1', ...parts]))
    .digest();
/** The same account comes to the same code in whatever file: nobody without the vault's key can tell which. */
const codeOf = (vaultKey: Buffer, account: string): string => newId(keyed(vaultKey, 'code', account).subarray(0, 16));
/** Follows from the code, so that an import that was cut off tells the secret that it has set already. */
const secretOf = (vaultKey: Buffer, id: string): string => keyed(vaultKey, 'claim', id).toString('hex');

/** Accounts of the health record database become codes in the vault: nothing of them reaches the ledger, and no name reaches this gateway. */
export const healthAccountsTarget = ({ docs, vaultKey }: AccountDeps): MappedTarget<AccountRow> => ({
  target: 'health-accounts',
  ownerOf: ({ unit }) => `unit ${unit}`,
  plan: async (_actor, _id, file, imported) => {
    const valid: LineRow<AccountRow>[] = [];
    const errors: RowError[] = [];
    const [seen, known] = [new Set<string>(), new Map<string, string>()];
    for await (const part of slicesOf(file)) {
      for (const { line, complete, cells } of part.rows) {
        const [account, until] = [accountOf(cells['account'] ?? ''), isoDate(cells['guardianUntil'] ?? '')];
        const wrong = (code: Parameters<typeof rowError>[1], field: string): void =>
          void errors.push(rowError(line, code, file.titles[field]));
        if (!complete) errors.push(rowError(line, 'row-columns'));
        else if (!/^[0-9A-Z]{6,20}$/.test(account)) wrong('account', 'account');
        else if (until !== '' && !dateSchema.safeParse(until).success) wrong('date', 'guardianUntil');
        else if (seen.has(account)) wrong('account-duplicate', 'account');
        else {
          seen.add(account);
          const id = codeOf(vaultKey, account);
          if (docs.get('patient', id) !== undefined) {
            known.set(account, id);
            wrong('account-in-use', 'account');
          } else
            valid.push({ line, row: { id, account, imported, ...(until === '' ? {} : { guardianUntil: until }) } });
        }
      }
    }
    const keysOf = ({ account = '' }: Readonly<Partial<Record<string, string>>>) => [accountOf(account)];
    return { rows: file.rows.length, valid, ...partDuplicates(errors, file, keysOf, (key) => known.get(key)) };
  },
});

/** Puts the codes of one part of a file into the vault, all or none; what is there already is left as it is. */
export function healthAccountsVault(
  { docs, vaultKey }: AccountDeps,
  vault: Pick<Vault, 'get'>,
): ImportLedger<AccountRow, AccountResult> {
  return {
    submit: async ({ actor, requestId, rows }) => {
      const identity = importIdentity(vault, actor);
      if (identity.role !== 'clinic' || identity.unit !== actor.unit)
        throw new DomainError('registry/role-not-allowed', 'clinic');
      docs.atomically(() => {
        for (const { row } of rows) {
          if (docs.get('patient', row.id) !== undefined) continue;
          const claim = createHash('sha256')
            .update(Buffer.from(secretOf(vaultKey, row.id), 'hex'))
            .digest('hex');
          const guarded = row.guardianUntil === undefined ? {} : { guardianUntil: endOfDay(row.guardianUntil) };
          docs.put('patient', row.id, { id: row.id, claim, ...guarded, imported: row.imported } satisfies Patient);
        }
      });
      const results = rows.map(({ line, row: { id, account } }) => ({
        ...{ line, account, id, secret: secretOf(vaultKey, id) },
      }));
      return Promise.resolve({ transactionId: requestId, results });
    },
  };
}
