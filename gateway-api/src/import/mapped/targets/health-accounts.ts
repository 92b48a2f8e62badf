import { createHash, createHmac } from 'node:crypto';
import { dateSchema, DomainError, type FieldError, type Imported } from '@daunguon/records';
import { newId } from '@daunguon/proof';
import { endOfDay } from '../../../domains/health/end-of-day.ts';
import type { HealthDeps } from '../../../domains/health/health-deps.ts';
import type { Patient } from '../../../domains/health/who.ts';
import type { AccessBook } from '../../../vault/access-book.ts';
import type { HealthDocs } from '../../../vault/health-docs.ts';
import { importIdentity } from '../../import-deps.ts';
import { rowError, type RowError } from '../../import-problems.ts';
import type { ImportLedger } from '../../import-runner.ts';
import type { LineRow } from '../../import-record.ts';
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
interface AccountDeps extends Pick<HealthDeps, 'vaultKey' | 'now'> {
  readonly docs: Pick<HealthDocs, 'get' | 'put' | 'atomically'>;
  readonly book: Pick<AccessBook, 'append'>;
}

/** Health insurance numbers have 10 or 15 signs, national identification numbers 12; separators do not count. */
const accountOf = (text: string): string => text.toUpperCase().replace(/[\s.-]/g, '');

const keyed = (vaultKey: Buffer, ...parts: readonly string[]): Buffer =>
  createHmac('sha256', vaultKey)
    .update(JSON.stringify(['daunguon/health-account/v1', ...parts]))
    .digest();
/** The same account comes to the same code in whatever file: nobody without the vault's key can tell which. */
const codeOf = (vaultKey: Buffer, account: string): string => newId(keyed(vaultKey, 'code', account).subarray(0, 16));
/** Follows from the code and who makes it: an import that was cut off tells the secret that it has set already, and nobody else's. */
const secretOf = (vaultKey: Buffer, id: string, unit: string): string =>
  keyed(vaultKey, 'claim', id, unit).toString('hex');
const claimOf = (secret: string): string => createHash('sha256').update(Buffer.from(secret, 'hex')).digest('hex');

/** Accounts of the health record database become codes in the vault: nothing of them reaches the ledger, and no name reaches this gateway. */
export const healthAccountsTarget = ({
  docs,
  vaultKey,
}: Pick<AccountDeps, 'docs' | 'vaultKey'>): MappedTarget<AccountRow> => ({
  target: 'health-accounts',
  ownerOf: ({ unit }) => `unit ${unit}`,
  plan: async ({ unit }, _id, file, imported) => {
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
          const patient = docs.get<Patient>('patient', id);
          if (patient !== undefined) {
            // Who holds a card's number is not told whose code it is: only the facility whose paper is still unclaimed knows it anyway.
            if (patient.printedBy === unit) known.set(account, id);
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

/**
 * Puts the codes of one part of a file into the vault, all or none, and tells their secrets. A code that somebody else made since the preview,
 * or that was claimed, is refused by its row: its secret is not this facility's.
 */
export function healthAccountsVault(
  { docs, book, vaultKey, now }: AccountDeps,
  vault: Pick<Vault, 'get'>,
): ImportLedger<AccountRow, AccountResult> {
  return {
    submit: async ({ actor, requestId, rows }) => {
      const { role, unit } = importIdentity(vault, actor);
      if (role !== 'clinic' || unit !== actor.unit) throw new DomainError('registry/role-not-allowed', 'clinic');
      const results = docs.atomically(() => {
        const told: AccountResult[] = [];
        const taken: FieldError[] = [];
        for (const [index, { line, row }] of rows.entries()) {
          const { id, account, guardianUntil, imported } = row;
          const secret = secretOf(vaultKey, id, unit);
          const claim = claimOf(secret);
          const known = docs.get<Patient>('patient', id);
          told.push({ line, account, id, secret });
          if (known !== undefined) {
            if (known.claim !== claim) taken.push({ pointer: `/accounts/${index}/account`, detail: 'account-in-use' });
            continue;
          }
          const guarded = guardianUntil === undefined ? {} : { guardianUntil: endOfDay(guardianUntil) };
          docs.put('patient', id, { id, claim, printedBy: unit, ...guarded, imported } satisfies Patient);
          // Whoever has the secret may claim the code, as with one that was printed at the desk.
          const at = new Date(now()).toISOString();
          book.append({ at, act: 'code-print', outcome: 'done', patient: id, unit, role });
        }
        if (taken.length > 0) throw new DomainError('health/id-in-use', '', taken);
        return told;
      });
      return Promise.resolve({ transactionId: requestId, results });
    },
  };
}
