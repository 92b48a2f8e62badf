import { join } from 'node:path';
import { DomainError } from '@daunguon/records';
import type { Request, Router } from 'express';
import { bulkLedger, type BulkResult, type BulkStore } from './domains/credential/bulk-import.ts';
import type { CredentialDeps } from './domains/credential/credential-deps.ts';
import { linkOf } from './domains/credential/custodial-routes.ts';
import type { IssueRow } from './domains/credential/issue-credentials.ts';
import { issuerPerson } from './domains/credential/issuer-actor.ts';
import type { HealthDeps } from './domains/health/health-deps.ts';
import { facilityOf } from './domains/health/who.ts';
import { stateIn } from './domains/record-reads.ts';
import { batchIndex, bulkTransaction, importActor, inSlices } from './import/import-deps.ts';
import { importTargets, type ImportTarget } from './import/mapped/import-targets.ts';
import { mappedImport, type MappedTarget } from './import/mapped/mapped-import.ts';
import { mappedRoutes, targetRoutes } from './import/mapped/mapped-routes.ts';
import { batchesTarget } from './import/mapped/targets/batches.ts';
import { credentialsTarget } from './import/mapped/targets/credentials.ts';
import { growingAreasTarget, type AreaImportDeps } from './import/mapped/targets/growing-areas.ts';
import {
  healthAccountsTarget,
  healthAccountsVault,
  type AccountResult,
  type AccountRow,
} from './import/mapped/targets/health-accounts.ts';
import type { ToldResults } from './import/import-list-routes.ts';
import { createImportRunner, type ImportLedger, type ImportRunner } from './import/import-runner.ts';
import type { ImportActor } from './import/import-record.ts';
import { openImportStore, type ImportStore } from './import/import-store.ts';
import { foldText } from './index-store/fold.ts';
import type { IndexStore } from './index-store/index-store.ts';
import type { SubjectKeys } from './vault/subject-keys.ts';
import type { Vault } from './vault/vault.ts';

const keepPreviewMs = 86_400_000;
const keepResultsMs = 30 * keepPreviewMs;

/** Units by id, tax code and name, and codes of sites, as an import of growing areas asks for them. */
export const areaIndex = (store: IndexStore): AreaImportDeps => ({
  units: async () => {
    const byName = new Map<string, string[]>();
    for (let after: string | undefined, more = true; more;) {
      const query = { equals: { type: 'registry/unit' }, limit: 1000, ...(after === undefined ? {} : { after }) };
      const { docs, next } = await store.find('records', query);
      for (const { id, body } of docs.map(stateIn)) {
        const { name = '', taxCode } = body as { readonly name?: string; readonly taxCode?: string };
        for (const text of [id, name, ...(taxCode === undefined ? [] : [taxCode])]) {
          const key = foldText(text);
          byName.set(key, [...(byName.get(key) ?? []), id]);
        }
      }
      after = next;
      more = next !== undefined;
    }
    return byName;
  },
  codesInUse: async (codes) => {
    const docs = await inSlices(codes, async (slice) => {
      return (await store.find('records', { in: { puc: slice }, limit: 1000 })).docs;
    });
    return new Map(docs.map((doc) => [String(doc['puc']), doc._id]));
  },
});

/** Imports from shared databases, one file of state for each target; all of it sealed, because some of it is personal. */
export function mountMappedImports(credentials: CredentialDeps, health: HealthDeps, vault: Vault, keys: SubjectKeys) {
  const { config, store: index } = credentials;
  const now = (): Date => new Date();
  const runners: ImportRunner[] = [];
  const stores: { forget(before: { preview: number; results: number }): void; close(): void }[] = [];
  const ofCredentials: Pick<BulkStore, 'dropResults'>[] = [];
  const mount = <Row, Result>(
    target: MappedTarget<Row>,
    ledger: ImportLedger<Row, Result>,
    actorOf: (request: Request) => Promise<ImportActor>,
    told?: ToldResults<Result>,
    onStore?: (store: ImportStore<Row, Result>) => void,
  ): Router => {
    const store = openImportStore<Row, Result>(join(config.dataDir, 'vault', `import-${target.target}.db`), {
      ...{ keys, kind: target.target, about: `daunguon/import/v1 ${target.target} ` },
    });
    const runner = createImportRunner(store, ledger, { lanes: 2 });
    runners.push(runner);
    stores.push(store);
    onStore?.(store);
    return targetRoutes(target.target, { ...mappedImport(target, now), store, runner, actorOf }, told);
  };
  const person = importActor(credentials);
  const registrar = async (request: Request): Promise<ImportActor> => {
    const { subject, token } = await credentials.authenticate(request);
    const { role } = await credentials.identityOf(subject, token);
    if (role !== 'registrar') throw new DomainError('registry/role-not-allowed', 'registrar');
    return person(request);
  };
  const issuer = async (request: Request): Promise<ImportActor> => {
    const { key, identity } = await issuerPerson(credentials, request);
    return { key, unit: identity.unit };
  };
  const facility = async (request: Request): Promise<ImportActor> => {
    await facilityOf(health, request);
    return person(request);
  };
  const links: ToldResults<BulkResult> = {
    columns: ['Dòng', 'Họ và tên', 'Số hiệu', 'Số vào sổ', 'Mã hồ sơ', 'Đường dẫn', 'Giao dịch'],
    row: (one) => [
      ...[String(one.line), one.fullName, one.serialNumber ?? '', one.registerNumber ?? '', one.id],
      ...[linkOf(credentials, one).link, one.txId],
    ],
  };
  const patientCodes: ToldResults<AccountResult> = {
    columns: ['Dòng', 'Số hồ sơ', 'Mã người bệnh', 'Mã nhận (in cho người bệnh)'],
    row: ({ line, account, id, secret }) => [String(line), account, id, secret],
  };
  const issued = bulkLedger(credentials, vault);
  const keep = (store: BulkStore): void => void ofCredentials.push(store);
  const byTarget: Record<ImportTarget, () => Router> = {
    'growing-areas': () =>
      mount(
        growingAreasTarget(areaIndex(index)),
        bulkTransaction(credentials, vault, 'Origin:RegisterGrowingAreas', 'areas'),
        registrar,
      ),
    batches: () =>
      mount(
        batchesTarget(batchIndex(credentials)),
        bulkTransaction(credentials, vault, 'Origin:RegisterBatches', 'batches'),
        person,
      ),
    diplomas: () =>
      mount<IssueRow, BulkResult>(credentialsTarget('diplomas', credentials, now), issued, issuer, links, keep),
    'course-certificates': () =>
      mount<IssueRow, BulkResult>(
        credentialsTarget('course-certificates', credentials, now),
        issued,
        issuer,
        links,
        keep,
      ),
    'health-accounts': () =>
      mount<AccountRow, AccountResult>(
        healthAccountsTarget(health),
        healthAccountsVault(health, vault),
        facility,
        patientCodes,
      ),
  };
  const routes = mappedRoutes(importTargets.map((target) => byTarget[target]()));
  const forget = (): void => {
    const at = Date.now();
    for (const store of stores) store.forget({ preview: at - keepPreviewMs, results: at - keepResultsMs });
  };
  forget();
  const timer = setInterval(forget, 3_600_000).unref();
  return {
    routes,
    /** What was told of credentials that are erased now. */
    dropResults: (isGone: (result: BulkResult) => boolean): void =>
      ofCredentials.forEach((store) => store.dropResults(isGone)),
    resumeAll: (): void => runners.forEach((runner) => runner.resumeAll()),
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await Promise.all(runners.map((runner) => runner.stop()));
      for (const store of stores) store.close();
    },
  };
}
