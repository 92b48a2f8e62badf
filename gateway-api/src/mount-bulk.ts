import { join } from 'node:path';
import type { Request } from 'express';
import {
  bulkImport,
  bulkLedger,
  forgetImports,
  type BulkResult,
  type BulkStore,
} from './domains/credential/bulk-import.ts';
import type { ApiKeyDeps } from './domains/credential/api-key-routes.ts';
import type { IssueRow } from './domains/credential/issue-credentials.ts';
import { issuerActor } from './domains/credential/issuer-actor.ts';
import type { ImportDeps } from './import/import-routes.ts';
import { createImportRunner } from './import/import-runner.ts';
import { openImportStore } from './import/import-store.ts';
import type { SubjectKeys } from './vault/subject-keys.ts';
import type { Vault } from './vault/vault.ts';

export type BulkDeps = ImportDeps<IssueRow, BulkResult> & { readonly store: BulkStore };

/** One command is sealed while another is on its way through the ledger. */
const lanes = 2;

/** The import of credentials: its rows and the links that it tells stand in the vault, sealed under keys of the import. */
export function mountBulk(deps: ApiKeyDeps, vault: Vault, keys: SubjectKeys): BulkDeps & { close(): void } {
  const store: BulkStore = openImportStore(join(deps.config.dataDir, 'vault', 'credential-imports.db'), {
    ...{ keys, kind: 'credentials', about: 'daunguon/import/v1 ' },
  });
  const actorOf = (request: Request) => issuerActor(deps, request);
  const runner = createImportRunner(store, bulkLedger(deps, vault), { lanes });
  const kind = bulkImport(deps, () => new Date());
  const forget = (): void => forgetImports(store, Date.now());
  forget();
  const timer = setInterval(forget, 3_600_000).unref();
  const close = (): void => {
    clearInterval(timer);
    store.close();
  };
  return { ...kind, store, runner, actorOf, close };
}
