/**
 * For a test: imports the file `<folder>/lots.csv` of a traceability system, or goes on with it, in a process that can be killed. The ledger
 * stands beside it as a folder with one file for each request that it committed, so that it outlives the process as a ledger does.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BatchRow } from '@daunguon/records';
import { createFile } from '../../durable-file.ts';
import { chunkRows } from '../chunk-rows.ts';
import { createImportRunner } from '../import-runner.ts';
import { openImportStore } from '../import-store.ts';
import { mappedImport } from './mapped-import.ts';
import { batchesTarget } from './targets/batches.ts';
import { testSealing } from '../test-sealing.ts';

const [folder = ''] = process.argv.slice(2);
const at = (name: string): string => join(folder, name);
const unit = '2D9P5HJKMN8QRSTVWXYZ012345';
const importId = '6G7N0PQRSTVWXYZ12345ABCDEF';
const actor = { key: JSON.stringify(['issuer', 'farm']), unit };
const area = { id: '4G7N0PQRSTVWXYZ12345ABCDEF', owner: unit, status: 'active', crop: 'durian', commune: '25195' };
const now = (): Date => new Date('2026-11-30T00:00:00Z');

mkdirSync(at('ledger'), { recursive: true });
const store = openImportStore<BatchRow>(at('imports.db'), testSealing(at('keys.db')));
const runner = createImportRunner(
  store,
  {
    submit: ({ requestId, rows }) => {
      const [file, body] = [at(`ledger/${requestId}.json`), JSON.stringify(rows.map(({ row }) => row))];
      if (!createFile(file, body) && readFileSync(file, 'utf8') !== body) throw new Error('request id reused');
      return Promise.resolve({ transactionId: requestId });
    },
  },
  { lanes: 2 },
);
const index = {
  growingAreas: (pucs: readonly string[]) => Promise.resolve(new Map(pucs.map((puc) => [puc, area]))),
  lotsInUse: () => Promise.resolve(new Map<string, string>()),
  now,
};
let previewMs = 0;
if (store.get(importId) === undefined) {
  const started = performance.now();
  const { plan } = mappedImport(batchesTarget(index), now);
  const upload = { bytes: readFileSync(at('lots.csv')), settings: { kept: 'batches', asOf: '2026-11-01' }, sha256: '' };
  const { valid, ...planned } = await plan(actor, importId, upload);
  store.savePreview({ id: importId, actor, ...planned }, chunkRows(valid), Date.now());
  store.start(importId, actor);
  previewMs = performance.now() - started;
}
runner.resumeAll();
while (store.get(importId)?.state === 'running') await runner.changed(importId, 1000);
const { state, rows, ok, committed, refused, about } = store.get(importId)!;
console.log(JSON.stringify({ state, rows, ok, committed, refused, about, previewMs, rss: process.memoryUsage().rss }));
await runner.stop();
process.exit(0);
