import { join } from 'node:path';
import type { CommandDeps } from './domains/command-routes.ts';
import { closeDays } from './domains/health/close-days.ts';
import { createErasures } from './domains/health/erasures.ts';
import { sweepBundles } from './domains/health/exchanges.ts';
import type { HealthDeps } from './domains/health/health-deps.ts';
import { createMixingPoint } from './domains/health/mixing-point.ts';
import { startTicking } from './domains/health/ticking.ts';
import { operatorIdentity, type Peers } from './ledger/peers.ts';
import { privateTransactions } from './ledger/private-transactions.ts';
import { openAccessBook } from './vault/access-book.ts';
import { openHealthDb } from './vault/health-db.ts';
import { openHealthDocs } from './vault/health-docs.ts';
import { openWaiting } from './vault/waiting-commitments.ts';

export { healthRouter } from './domains/health/health-router.ts';

/**
 * What `health` keeps off the ledger, and the department's mixing point. On the test network both run in this process with the
 * department's administrator identity; in production the department runs them (docs/adr/0024-health.md).
 */
export function mountHealth(deps: CommandDeps, peers: Peers, vaultKey: Buffer) {
  const { config, ledger } = deps;
  const db = openHealthDb(join(config.dataDir, 'vault', 'health.db'));
  const [docs, book] = [openHealthDocs(db, vaultKey), openAccessBook(db, vaultKey)];
  const salts = privateTransactions(peers, config.channel, config.chaincode, 'HealthMSP');
  const department = () => ({ ...operatorIdentity(config.networkDir, 'HealthMSP'), unit: '', role: 'admin' });
  const now = Date.now;
  const erasures = createErasures({ docs, book, ledger, salts, department, now });
  const waitMs = config.healthBatchSeconds * 1000;
  const mixing = createMixingPoint({
    ...{ waiting: openWaiting(db, vaultKey), docs, ledger, salts, department },
    ...{ indexed: deps.indexed, now, waitMs },
  });
  const chores = [
    { name: 'erasures', run: () => erasures.finish() },
    { name: 'batches', run: () => mixing.tick() },
    { name: 'access log', run: () => closeDays({ book, ledger, department, now }) },
    { name: 'bundles', run: () => sweepBundles(docs, now()) },
  ];
  const stop = startTicking(chores, Math.min(5000, Math.max(250, waitMs / 4)));
  const parts: HealthDeps = { ...deps, docs, book, mixing, erasures, vaultKey, now };
  return {
    parts,
    stop: async () => {
      await stop();
      db.close();
    },
  };
}
