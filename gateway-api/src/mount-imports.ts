import { join } from 'node:path';
import type { BatchBody, GrowingAreaBody } from '@daunguon/records';
import { pucKey } from './import/row-to-batch.ts';
import type { ImportDeps } from './import/import-routes.ts';
import { createImportRunner } from './import/import-runner.ts';
import { openImportStore } from './import/import-store.ts';
import { stateIn, stateOf } from './domains/record-reads.ts';
import type { Deps } from './deps.ts';
import type { LabelDeps } from './labels/label-routes.ts';
import type { Vault } from './vault/vault.ts';

/** What the CSV import needs, over index, ledger and vault. */
export function importDeps({ config, store, ledger, authenticate, identityOf }: Deps, vault: Vault): ImportDeps {
  const imports = openImportStore(join(config.dataDir, 'imports.db'));
  const runner = createImportRunner(imports, {
    async submit(actor, transaction, command) {
      const identity = vault.get(config.issuer, actor.key);
      if (identity === undefined) throw new Error('the person has no ledger identity any more');
      return { transactionId: (await ledger.submit(identity, transaction, command)).txId };
    },
  });
  return {
    store: imports,
    runner,
    async actorOf(request) {
      const person = await authenticate(request);
      const identity = await identityOf(person.subject, person.token);
      return { key: person.subject, unit: identity.unit };
    },
    async growingAreas(pucs) {
      const found = new Map();
      for (const puc of pucs) {
        const { docs } = await store.find('records', { equals: { puc, type: 'origin/growing-area' }, limit: 1 });
        if (docs[0] === undefined) continue;
        const { id, owner, status, body } = stateIn(docs[0]);
        const { crop, commune, puc: code } = body as GrowingAreaBody;
        found.set(pucKey(code), { id, owner, status, crop, commune });
      }
      return found;
    },
    async lotsInUse(keys) {
      const used = new Set<string>();
      for (const lotKey of keys) {
        if ((await store.count('records', { equals: { lotKey } })) > 0) used.add(lotKey);
      }
      return used;
    },
    now: () => new Date(),
  };
}

/** What labels show, read from the index. */
export function labelDeps({ config, store }: Deps): LabelDeps {
  return {
    verifierUrl: config.verifierUrl,
    async labelData(id) {
      const state = await stateOf(store, id);
      if (state?.type !== 'origin/batch') return undefined;
      const { product, lot, harvestDate, growingArea, producer } = state.body as BatchBody;
      const area = growingArea === undefined ? undefined : await stateOf(store, growingArea);
      const unit = (await stateOf(store, producer))?.body as { name?: string } | undefined;
      const { puc, name } = (area?.body ?? {}) as GrowingAreaBody;
      return {
        ...{ id, product: typeof product === 'string' ? product : product.name, lot },
        ...(harvestDate === undefined ? {} : { harvestDate }),
        ...(area === undefined ? {} : { growingArea: { puc, name } }),
        ...(unit?.name === undefined ? {} : { producer: unit.name }),
      };
    },
  };
}
