import { join } from 'node:path';
import type { BatchRow } from '@daunguon/records';
import type { Deps } from './deps.ts';
import type { CommandDeps } from './domains/command-routes.ts';
import { stateOf } from './domains/record-reads.ts';
import { importDepsOf, importLedgerOf } from './import/import-deps.ts';
import type { ImportDeps } from './import/import-routes.ts';
import { createImportRunner } from './import/import-runner.ts';
import { openImportStore } from './import/import-store.ts';
import type { LabelDeps } from './labels/label-routes.ts';
import type { RecordProofs } from './log/record-proofs.ts';
import type { SubjectKeys } from './vault/subject-keys.ts';
import type { Vault } from './vault/vault.ts';

/** What the CSV import needs, over index, ledger and vault. */
export function importDeps(deps: CommandDeps, vault: Vault, keys: SubjectKeys): ImportDeps<BatchRow> {
  const sealing = { keys, kind: 'csv-batches', about: 'daunguon/import/v1 csv-batches ', wasPlain: true } as const;
  const store = openImportStore<BatchRow>(join(deps.config.dataDir, 'imports/batches.db'), sealing);
  return { ...importDepsOf(deps), store, runner: createImportRunner(store, importLedgerOf(deps, vault)) };
}

/** What labels need: records from the index, and their verified receipts. */
export const labelDeps = ({ config, store }: Deps, proofs: Pick<RecordProofs, 'verified'>): LabelDeps => ({
  verifierUrl: config.verifierUrl,
  recordOf: (id) => stateOf(store, id),
  verified: (id) => proofs.verified(id),
});
