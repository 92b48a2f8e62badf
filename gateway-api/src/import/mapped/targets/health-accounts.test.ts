import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Patient } from '../../../domains/health/who.ts';
import { openAccessBook } from '../../../vault/access-book.ts';
import { openHealthDb } from '../../../vault/health-db.ts';
import { openHealthDocs } from '../../../vault/health-docs.ts';
import { createImportRunner } from '../../import-runner.ts';
import { openImportStore } from '../../import-store.ts';
import type { CsvFile } from '../../read-csv.ts';
import { healthAccountsTarget, healthAccountsVault, type AccountResult, type AccountRow } from './health-accounts.ts';
import { openSubjectKeys } from '../../../vault/subject-keys.ts';
import { testSealing } from '../../test-sealing.ts';

const vaultKey = Buffer.alloc(32, 5);
const unit = '2D9P5HJKMN8QRSTVWXYZ012345';
const actor = { key: JSON.stringify(['issuer', 'clinic']), unit };
const folder = mkdtempSync(join(tmpdir(), 'health-accounts-'));
const db = openHealthDb(join(folder, 'health.db'));
const keys = openSubjectKeys(':memory:', vaultKey);
const docs = openHealthDocs(db, keys);
const book = openAccessBook(db, keys);
const deps = { docs, book, vaultKey, now: () => Date.parse('2026-11-30T02:00:00Z') };
const imported = { source: 'health-account-database', asOf: '2026-11-01' } as const;
const fileOf = (...accounts: string[]): CsvFile<string> => ({
  titles: { account: 'Số hồ sơ' },
  rows: accounts.map((account, index) => ({ line: index + 2, complete: true, cells: { account } })),
});
const target = healthAccountsTarget(deps);
const plan = (...accounts: string[]) => target.plan(actor, 'x', fileOf(...accounts), imported);
const vaultFor = (role: string, of = unit) =>
  healthAccountsVault(deps, { get: () => ({ mspId: 'HealthMSP', unit: of, role, certificatePem: '', keyPem: '' }) });
afterEach(() => db.exec('DELETE FROM docs; DELETE FROM access'));
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

  expect(patient.printedBy).toBe(unit);
  expect(book.ofPatient(first!.id).map(({ entry }) => entry)).toEqual([
    { at: '2026-11-30T02:00:00.000Z', act: 'code-print', outcome: 'done', patient: first!.id, unit, role: 'clinic' },
  ]);

  const again = await plan('DN475012345678', 'HS4750000000001');
  expect(again.duplicates).toMatchObject([{ code: 'account-in-use', sameAs: { record: first!.id } }]);
  expect(again.valid).toHaveLength(1);
});

test('cut off between the vault and its answer, the same rows again give the same secrets and are one line of the log', async () => {
  const { valid } = await plan('GD4750123456789');
  const told = await vaultFor('clinic').submit({ actor, requestId: 'q', rows: valid });
  const again = await vaultFor('clinic').submit({ actor, requestId: 'q', rows: valid });
  expect(again.results).toEqual(told.results);
  expect(book.ofPatient(valid[0]!.row.id)).toHaveLength(1);
});

test('a code that was claimed stays claimed, and no secret is told of it', async () => {
  const { valid } = await plan('GD4750123456789');
  docs.put('patient', valid[0]!.row.id, { id: valid[0]!.row.id });
  await expect(vaultFor('clinic').submit({ actor, requestId: 'q', rows: valid })).rejects.toMatchObject({
    code: 'health/id-in-use',
  });
  expect(docs.get('patient', valid[0]!.row.id)).toEqual({ id: valid[0]!.row.id });
});

describe('an account that another facility imported', () => {
  const other = { key: actor.key, unit: '3D9P5HJKMN8QRSTVWXYZ012345' };
  const importBy = async (by: typeof other, ...accounts: string[]) => {
    const { valid } = await target.plan(by, 'x', fileOf(...accounts), imported);
    return vaultFor('clinic', by.unit).submit({ actor: by, requestId: 'q', rows: valid });
  };

  test('is known to have a code, and no more is said', async () => {
    await importBy(other, 'GD4750123456789');
    const { valid, duplicates = [] } = await plan('GD4750123456789');
    expect(valid).toEqual([]);
    expect(duplicates).toMatchObject([{ line: 2, code: 'account-in-use' }]);
    expect(duplicates[0]).not.toHaveProperty('sameAs');
  });

  test('between preview and commit is refused by its row; the other rows go on, and the secret stays the other’s', async () => {
    const { valid } = await plan('GD4750123456789', 'HS4750000000001');
    const { results: theirs = [] } = await importBy(other, 'GD4750123456789');
    const file = join(folder, 'import.db');
    const store = openImportStore<AccountRow, AccountResult>(file, testSealing());
    const runner = createImportRunner(store, vaultFor('clinic'), { retryMs: 1 });
    store.savePreview({ id: 'i', actor, rows: 2, errors: [] }, [valid], 0);
    store.start('i', actor);
    runner.run('i');
    while (store.get('i')?.state === 'running') await runner.changed('i', 1000);
    expect(store.get('i')).toMatchObject({ state: 'finished', committed: 1, refused: 1 });
    const [told, ...more] = store.results('i');
    expect([told?.account, more]).toEqual(['HS4750000000001', []]);
    expect(store.events('i', 0).find(({ data }) => data['type'] === 'refused')?.data['rows']).toEqual([
      { line: 2, code: 'health/id-in-use', detail: 'account-in-use' },
    ]);
    expect(docs.get<Patient>('patient', theirs[0]!.id)).toMatchObject({ printedBy: other.unit });
    expect(book.ofPatient(theirs[0]!.id)).toHaveLength(1);
    await runner.stop();
    store.close();
  });
});

test('who works at the facility no more makes no codes in its name', async () => {
  const { valid } = await plan('GD4750123456789');
  for (const vault of [vaultFor('holder'), vaultFor('clinic', '0'.repeat(26))])
    await expect(vault.submit({ actor, requestId: 'q', rows: valid })).rejects.toMatchObject({
      code: 'registry/role-not-allowed',
    });
  expect(docs.ids('patient')).toEqual([]);
});
