/** For tests: the real stores of a gateway in a folder of their own, with a unit whose keys it keeps; no ledger behind them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { derivedId, sha256Hex } from '@daunguon/proof';
import type { ActBody, FieldsState, IssuedRow, RecordStatus } from '@daunguon/records';
import { openSqliteStore } from '../../index-store/sqlite-store.ts';
import { collections, projectBlock } from '../../project-block.ts';
import { openErasureRequests } from '../../vault/erasure-requests.ts';
import { openSealedStore } from '../../vault/sealed-store.ts';
import { openShareStore } from '../../vault/share-store.ts';
import { openUnitKeys } from '../../vault/unit-keys.ts';
import { registerCustodialKey } from './custodial-keys.ts';
import { prepareCredentials, type IssueRow } from './issue-credentials.ts';
import { openSubjectKeys } from '../../vault/subject-keys.ts';

export const testUnit = '2D9P5HJKMN8QRSTVWXYZ012345';
const [requestId, signKey, sealKey] = [
  '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  '3F8K2M9QRT5VWXYZ01ABCDEGHJ',
  '4G7N0PQRSTVWXYZ12345ABCDEF',
] as const;

export type TestCredentials = Awaited<ReturnType<typeof openTestCredentials>>;

export async function openTestCredentials() {
  const folder = mkdtempSync(join(tmpdir(), 'credentials-'));
  const vaultKey = Buffer.alloc(32, 7);
  const keys = openSubjectKeys(':memory:', vaultKey);
  const sealed = openSealedStore(join(folder, 'sealed.db'), keys);
  const unitKeys = openUnitKeys(join(folder, 'unit-keys.db'), vaultKey, keys);
  const shares = openShareStore(join(folder, 'shares.db'), keys);
  const erasureRequests = openErasureRequests(join(folder, 'erasure-requests.db'));
  const store = openSqliteStore(join(folder, 'index.db'), collections);
  const ledger = { submit: () => Promise.resolve({ txId: 'ab', blockNumber: 1, result: null }) };
  const identity = { mspId: 'EduMSP', unit: testUnit, role: 'issuer', certificatePem: '', keyPem: '' };
  for (const key of [{ id: signKey, use: 'sign' } as const, { id: sealKey, use: 'seal' } as const])
    await registerCustodialKey({ unitKeys, ledger }, identity, { requestId, ...key }, new Date());

  const by = { msp: 'EduMSP', unit: testUnit, role: 'issuer', signing: 'custodial' } as const;
  const rows = new Map<string, IssuedRow>();
  const versions = new Map<string, number>();
  let block = 0;
  const write = async (states: readonly object[], time: string): Promise<void> => {
    const ref = { number: (block += 1), hash: String(block) };
    const writes = states.map((state) => ({
      key: `r/${(state as { id: string }).id}`,
      value: JSON.stringify({ ...state, ts: time, by }),
    }));
    const transactions = [{ txId: `tx-${block}`, time, endorsers: ['EduMSP'], writes }];
    await store.applyBlocks([{ ref, ops: projectBlock({ ...ref, transactions }) }]);
  };
  return {
    ...{ folder, store, sealed, shares, unitKeys, erasureRequests, vaultKey },
    /** Seals; the ledger knows nothing of it yet. Answers the ids. */
    async seal(issue: readonly IssueRow[]): Promise<string[]> {
      const prepared = await prepareCredentials({ sealed, unitKeys }, testUnit, requestId, issue);
      for (const row of prepared.rows) rows.set(row.id, row);
      return prepared.rows.map(({ id }) => id);
    },
    /** What the ledger got of an issue. */
    async issue(issued: readonly IssuedRow[]): Promise<void> {
      for (const row of issued) {
        rows.set(row.id, row);
        await this.commit(row.id, 'active');
      }
    },
    /** The next version of a sealed credential, with the act that made it. */
    async commit(id: string, status: RecordStatus, act?: ActBody, time = '2026-07-01T00:00:00Z'): Promise<void> {
      const { kind, month, key, commitment } = rows.get(id)!;
      const version = (versions.get(id) ?? 0) + 1;
      versions.set(id, version);
      const head = { owner: testUnit, version, status };
      const state = { id, type: 'credential/credential' as const, ...head, commitment, facets: { kind, month, key } };
      const opened = { body: act, commitment: sha256Hex(Buffer.from(id + version)), salt: '' };
      const actRecord = { id: derivedId('act', id, version), type: 'credential/act', ...head, version: 1, ...opened };
      await write([state satisfies Partial<FieldsState>, ...(act === undefined ? [] : [actRecord])], time);
    },
    async close(): Promise<void> {
      await store.close();
      for (const one of [sealed, shares, unitKeys, erasureRequests]) one.close();
      rmSync(folder, { recursive: true });
    },
  };
}
