import { existsSync, readFileSync, rmSync } from 'node:fs';
import { replaceFile } from '../durable-file.ts';
import type { LedgerIdentity, Vault } from './vault.ts';

/** A person who let the gateway act with their custodial identity for one purpose: named by their subject only. */
export interface Appointed {
  readonly subject: string;
  readonly unit: string;
  readonly since: string;
}

export interface Appointee {
  current(): Appointed | undefined;
  /** Their identity, while they still work in the unit that they were appointed for. */
  identity(): LedgerIdentity | undefined;
  appoint(subject: string, unit: string, since: string): void;
  dismiss(): void;
}

/** Kept in one small file; whether the person may act is the chaincode's decision each time. */
export function openAppointee(file: string, vault: Pick<Vault, 'get'>, issuer: string): Appointee {
  const current = (): Appointed | undefined =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Appointed) : undefined;
  return {
    current,
    identity() {
      const appointed = current();
      const identity = appointed && vault.get(issuer, appointed.subject);
      return identity?.unit === appointed?.unit ? identity : undefined;
    },
    appoint: (subject, unit, since) =>
      replaceFile(file, JSON.stringify({ subject, unit, since } satisfies Appointed), 0o600),
    dismiss: () => rmSync(file, { force: true }),
  };
}
