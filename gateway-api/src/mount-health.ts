import { join } from 'node:path';
import { Router } from 'express';
import type { CommandDeps } from './domains/command-routes.ts';
import { accessRoutes } from './domains/health/access-routes.ts';
import { commitmentRoutes } from './domains/health/commitment-routes.ts';
import { consentRoutes } from './domains/health/consent-routes.ts';
import { emergencyRoutes } from './domains/health/emergency-routes.ts';
import { erasureRoutes } from './domains/health/erasure-routes.ts';
import { createErasures } from './domains/health/erasures.ts';
import { exchangeRoutes } from './domains/health/exchange-routes.ts';
import type { HealthDeps } from './domains/health/health-deps.ts';
import { createMixingPoint, startTicking } from './domains/health/mixing-point.ts';
import { patientRoutes } from './domains/health/patient-routes.ts';
import { operatorIdentity, type Peers } from './ledger/peers.ts';
import { privateTransactions } from './ledger/private-transactions.ts';
import { openAccessBook } from './vault/access-book.ts';
import { openHealthDb } from './vault/health-db.ts';
import { openHealthDocs } from './vault/health-docs.ts';
import { openWaiting } from './vault/waiting-commitments.ts';

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
  const erasures = createErasures({ docs, ledger, salts, department });
  const waitMs = config.healthBatchSeconds * 1000;
  const mixing = createMixingPoint({
    ...{ waiting: openWaiting(db, vaultKey), docs, book, ledger, salts, department },
    ...{ indexed: deps.indexed, now: Date.now, waitMs },
  });
  const tick = async (): Promise<void> => {
    await erasures.finish();
    await mixing.tick();
  };
  const stop = startTicking(tick, Math.min(5000, Math.max(250, waitMs / 4)));
  const parts: HealthDeps = { ...deps, docs, book, mixing, erasures, vaultKey, now: Date.now };
  return {
    parts,
    stop: async () => {
      await stop();
      db.close();
    },
  };
}

/** All routes of `health` that are neither commands nor lists. */
export function healthRouter(deps: HealthDeps): Router {
  return Router().use(
    commitmentRoutes(deps),
    patientRoutes(deps),
    consentRoutes(deps),
    exchangeRoutes(deps),
    emergencyRoutes(deps),
    accessRoutes(deps),
    erasureRoutes(deps),
  );
}
