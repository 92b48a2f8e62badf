import { join } from 'node:path';
import type { FieldsState } from '@daunguon/records';
import type { CommandDeps } from './domains/command-routes.ts';
import { closeDays } from './domains/health/close-days.ts';
import { createCompanions } from './domains/health/companions.ts';
import { createErasures } from './domains/health/erasures.ts';
import { sweepBundles } from './domains/health/exchanges.ts';
import type { HealthDeps } from './domains/health/health-deps.ts';
import { createMixingPoint } from './domains/health/mixing-point.ts';
import { sweepAnswers } from './domains/health/once.ts';
import { startTicking } from './domains/health/ticking.ts';
import { stateOf } from './domains/record-reads.ts';
import { operatorIdentity, type Peers } from './ledger/peers.ts';
import { privateTransactions } from './ledger/private-transactions.ts';
import { openAccessBook } from './vault/access-book.ts';
import { openHealthDb } from './vault/health-db.ts';
import { openHealthDocs } from './vault/health-docs.ts';
import { openWaiting } from './vault/waiting-commitments.ts';
import type { SubjectKeys } from './vault/subject-keys.ts';

export { healthRouter } from './domains/health/health-router.ts';

/**
 * What `health` keeps off the ledger, and the department's mixing point. On the test network both run in this process with the
 * department's administrator identity; in production the department runs them (docs/adr/0024-health.md).
 */
export function mountHealth(deps: CommandDeps, peers: Peers, vaultKey: Buffer, keys: SubjectKeys) {
  const { config, ledger } = deps;
  const db = openHealthDb(join(config.dataDir, 'vault', 'health.db'));
  const [docs, book] = [openHealthDocs(db, keys), openAccessBook(db, keys)];
  const salts = privateTransactions(peers, config.channel, config.chaincode, 'HealthMSP');
  const department = () => ({ ...operatorIdentity(config.networkDir, 'HealthMSP'), unit: '', role: 'admin' });
  const now = Date.now;
  const companions = createCompanions(docs, async (id) => (await stateOf(deps.store, id)) as FieldsState | undefined);
  const [waitMs, periodMs] = [config.healthBatchSeconds * 1000, config.healthErasureSeconds * 1000];
  const parts = { docs, ledger, salts, companions, department, now };
  const erasures = createErasures({ ...parts, book, periodMs });
  const mixing = createMixingPoint({
    ...{ ...parts, waiting: openWaiting(db, keys), indexed: deps.indexed, waitMs },
  });
  const chores = [
    { name: 'erasures', run: () => erasures.release() },
    { name: 'batches', run: () => mixing.tick() },
    { name: 'access log', run: () => closeDays({ book, ledger, department, now }) },
    { name: 'bundles', run: () => sweepBundles(docs, now()) },
    { name: 'kept answers', run: () => sweepAnswers({ docs, now }) },
  ];
  const stop = startTicking(chores, Math.min(5000, Math.max(250, waitMs / 4)));
  const health: HealthDeps = { ...deps, docs, book, mixing, erasures, vaultKey, now };
  return {
    parts: health,
    stop: async () => {
      await stop();
      db.close();
    },
  };
}
