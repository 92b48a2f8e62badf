import { join } from 'node:path';
import type { Registry } from 'prom-client';
import type { Authenticate } from './auth/bearer.ts';
import type { Config } from './config.ts';
import { createRateLimit } from './market/rate-limit.ts';
import { addressLimits, personLimits } from './security/request-limits.ts';
import type { SecurityEventKind } from './security/security-event.ts';
import { securityMetrics } from './security/security-metrics.ts';
import { noSecurityLog, openSyslog, type SecurityLog } from './security/syslog.ts';
import { watchRequests } from './security/watch-requests.ts';
import { openAuditLog } from './vault/audit-log.ts';
import type { SubjectKeys } from './vault/subject-keys.ts';
import type { Vault } from './vault/vault.ts';

/** What stands before all routes: limits, the audit log, and what a security operations centre is told. */
export function mountSecurity(config: Config, vault: Pick<Vault, 'get'>, keys: Pick<SubjectKeys, 'tag'>) {
  const auditLog = openAuditLog(join(config.dataDir, 'vault', 'audit.db'));
  const sent = config.syslog === undefined ? noSecurityLog : openSyslog(config.syslog, config.syslogCaFile);
  const counts = new Map<SecurityEventKind, number>();
  const securityLog: SecurityLog = {
    ...sent,
    send: (event) => {
      counts.set(event.kind, (counts.get(event.kind) ?? 0) + 1);
      sent.send(event);
    },
  };
  const watch = watchRequests({
    ...{ auditLog, securityLog, tag: keys.tag, now: Date.now },
    knownAs: ({ issuer, subject }) => vault.get(issuer, subject),
  });
  const ofProcess = (kind: 'started' | 'stopped'): void =>
    securityLog.send({ at: new Date().toISOString(), kind, outcome: 'done', act: 'gateway' });
  ofProcess('started');
  return {
    auditLog,
    /** In this order: nothing is refused unnoticed. */
    before: [watch.middleware, addressLimits(config.limits, createRateLimit(Date.now))],
    guarded: (authenticate: Authenticate): Authenticate =>
      watch.watched(personLimits(authenticate, config.limits.perPerson, createRateLimit(Date.now))),
    addMetrics: (registry: Registry): void => securityMetrics(registry, counts, () => securityLog.lost()),
    stop: async (): Promise<void> => {
      ofProcess('stopped');
      await securityLog.close();
      auditLog.close();
    },
  };
}
export type MountedSecurity = ReturnType<typeof mountSecurity>;
