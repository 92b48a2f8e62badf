/**
 * For a test: issues the file `<folder>/diplomas.csv`, or goes on with it, in a process that can be killed. The ledger stands beside it as a
 * folder with one file for each request that it committed, so that it outlives the process as a ledger does.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chunkRows } from '../../import/chunk-rows.ts';
import { createImportRunner } from '../../import/import-runner.ts';
import { openImportStore } from '../../import/import-store.ts';
import { createFile } from '../../durable-file.ts';
import { openSqliteStore } from '../../index-store/sqlite-store.ts';
import { collections, projectBlock } from '../../project-block.ts';
import { openNumberBook } from '../../vault/number-book.ts';
import { openSealedStore } from '../../vault/sealed-store.ts';
import { openUnitKeys } from '../../vault/unit-keys.ts';
import { bulkImport, bulkLedger, type BulkStore } from './bulk-import.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { registerCustodialKey } from './custodial-keys.ts';
import { openSubjectKeys } from '../../vault/subject-keys.ts';

const [folder = ''] = process.argv.slice(2);
const at = (name: string): string => join(folder, name);
const unit = '2D9P5HJKMN8QRSTVWXYZ012345';
const importId = '6G7N0PQRSTVWXYZ12345ABCDEF';
const requestId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const vaultKey = Buffer.alloc(32, 7);
const identity = { mspId: 'EduMSP', unit, role: 'issuer', certificatePem: '', keyPem: '' };
const actor = { key: JSON.stringify(['issuer', 'school']), unit };

mkdirSync(at('ledger'), { recursive: true });
const submit = async (_identity: unknown, transaction: string, command: object) => {
  if (transaction !== 'Credential:IssueBulk') return { txId: 'ab', blockNumber: 1, result: null };
  const { requestId: id, credentials } = command as { requestId: string; credentials: object };
  const [file, body] = [at(`ledger/${id}.json`), JSON.stringify(credentials)];
  if (!createFile(file, body) && readFileSync(file, 'utf8') !== body)
    throw new Error('request id reused with another body');
  // Between the commit and its answer is where a process dies unluckiest.
  await sleep(200);
  return { txId: `tx-${id}`, blockNumber: 1, result: null };
};
const keys = openSubjectKeys(at('subject-keys.db'), vaultKey);
const [sealed, unitKeys] = [openSealedStore(at('sealed.db'), keys), openUnitKeys(at('unit-keys.db'), vaultKey, keys)];
const [numbers, store] = [openNumberBook(at('numbers.db')), openSqliteStore(at('index.db'), collections)];
for (const key of [
  { id: '3F8K2M9QRT5VWXYZ01ABCDEGHJ', use: 'sign' } as const,
  { id: '4G7N0PQRSTVWXYZ12345ABCDEF', use: 'seal' } as const,
])
  if (unitKeys.byId(key.id) === undefined)
    await registerCustodialKey({ unitKeys, ledger: { submit } }, identity, { requestId, ...key }, new Date());
const grant = { unit, may: ['credential:diploma'], from: '2026-01-01T00:00:00Z', until: '2099-01-01T00:00:00Z' };
const state = { id: requestId, type: 'registry/accreditation', version: 1, status: 'active', owner: unit, body: grant };
const value = JSON.stringify({ ...state, commitment: 'c'.repeat(64), ts: '2026-01-01T00:00:00Z' });
const ref = { number: 0, hash: '0' };
const transactions = [{ txId: 'tx', time: grant.from, endorsers: [], writes: [{ key: `r/${requestId}`, value }] }];
if ((await store.get('records', requestId)) === undefined)
  await store.applyBlocks([{ ref, ops: projectBlock({ ...ref, transactions }) }]);

const deps = {
  ...{ sealed, unitKeys, numbers, store, vaultKey, ledger: { submit } },
  ...{ config: { verifierUrl: 'https://xacminh.example' }, indexed: () => Promise.resolve(true) },
} as unknown as CredentialDeps;
const imports: BulkStore = openImportStore(at('imports.db'), { keys, kind: 'test', about: 'test ' });
const runner = createImportRunner(imports, bulkLedger(deps, { get: () => identity }), { retryMs: 5 });
if (imports.get(importId) === undefined) {
  const bytes = readFileSync(at('diplomas.csv'));
  const { plan } = bulkImport(deps, () => new Date());
  const planned = await plan(actor, importId, { bytes, settings: { kind: 'diploma' }, sha256: '' });
  imports.savePreview({ id: importId, actor, ...planned }, chunkRows(planned.valid), Date.now());
  imports.start(importId, actor);
}
runner.resumeAll();
while (imports.get(importId)?.state === 'running') await runner.changed(importId, 1000);
const told = imports.results(importId);
console.log(JSON.stringify({ ...imports.get(importId), told: told.map(({ id }) => id) }));
await runner.stop();
process.exit(0);
