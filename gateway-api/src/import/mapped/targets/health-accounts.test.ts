import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import type { Patient } from '../../../domains/health/who.ts';
import { openHealthDb } from '../../../vault/health-db.ts';
import { openHealthDocs } from '../../../vault/health-docs.ts';
import type { CsvFile } from '../../read-csv.ts';
import { healthAccountsTarget, healthAccountsVault } from './health-accounts.ts';

const vaultKey = Buffer.alloc(32, 5);
const unit = '2D9P5HJKMN8QRSTVWXYZ012345';
const actor = { key: JSON.stringify(['issuer', 'clinic']), unit };
const folder = mkdtempSync(join(tmpdir(), 'health-accounts-'));
const db = openHealthDb(join(folder, 'health.db'));
const docs = openHealthDocs(db, vaultKey);
const imported = { source: 'health-account-database', asOf: '2026-11-01' } as const;
const fileOf = (...accounts: string[]): CsvFile<string> => ({
  titles: { account: 'Số hồ sơ' },
  rows: accounts.map((account, index) => ({ line: index + 2, complete: true, cells: { account } })),
});
const target = healthAccountsTarget({ docs, vaultKey });
const plan = (...accounts: string[]) => target.plan(actor, 'x', fileOf(...accounts), imported);
const vaultFor = (role: string, of = unit) =>
  healthAccountsVault(
    { docs, vaultKey },
    { get: () => ({ mspId: 'HealthMSP', unit: of, role, certificatePem: '', keyPem: '' }) },
  );
afterEach(() => db.exec('DELETE FROM docs'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

test('accounts become codes that tell nothing, once, and a secret with which the patient claims the code', async () => {
  const { valid, errors, duplicates } = await plan('DN 4750 12345 678', 'x', 'GD4750123456789', 'dn475012345678');
  expect(errors.map(({ line, code }) => [line, code])).toEqual([[3, 'account']]);
  expect(duplicates).toMatchObject([{ line: 5, code: 'account-duplicate', sameAs: { line: 2 } }]);
  const { results = [] } = await vaultFor('clinic').submit({ actor, requestId: 'q', rows: valid });
  const [first] = results;
  expect(first).toMatchObject({ line: 2, account: 'DN475012345678' });
  const patient = docs.get<Patient>('patient', first!.id)!;
  expect(patient.imported).toEqual(imported);
  expect(patient.claim).toBe(createHash('sha256').update(Buffer.from(first!.secret, 'hex')).digest('hex'));
  expect(readFileSync(join(folder, 'health.db')).includes('475012345678')).toBe(false);

  const again = await plan('DN475012345678', 'HS4750000000001');
  expect(again.duplicates).toMatchObject([{ code: 'account-in-use', sameAs: { record: first!.id } }]);
  expect(again.valid).toHaveLength(1);
});

test('cut off between the vault and its answer, the same rows again give the same secrets; a code that was claimed stays claimed', async () => {
  const { valid } = await plan('GD4750123456789');
  const told = await vaultFor('clinic').submit({ actor, requestId: 'q', rows: valid });
  docs.put('patient', valid[0]!.row.id, { id: valid[0]!.row.id });
  const again = await vaultFor('clinic').submit({ actor, requestId: 'q', rows: valid });
  expect(again.results).toEqual(told.results);
  expect(docs.get('patient', valid[0]!.row.id)).toEqual({ id: valid[0]!.row.id });
});

test('who works at the facility no more makes no codes in its name', async () => {
  const { valid } = await plan('GD4750123456789');
  for (const vault of [vaultFor('holder'), vaultFor('clinic', '0'.repeat(26))])
    await expect(vault.submit({ actor, requestId: 'q', rows: valid })).rejects.toMatchObject({
      code: 'registry/role-not-allowed',
    });
  expect(docs.ids('patient')).toEqual([]);
});
