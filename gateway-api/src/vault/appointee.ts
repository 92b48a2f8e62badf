import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { replaceFile } from '../durable-file.ts';
import type { SubjectKeys } from './subject-keys.ts';
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

/** What lies in the file: under the person's own key, which their erasure destroys, found by their blinded account. */
interface Kept {
  readonly person: string;
  readonly sealed: string;
}

/** Kept in one small file; whether the person may act is the chaincode's decision each time. */
export function openAppointee(
  file: string,
  { vault, keys }: { readonly vault: Pick<Vault, 'get'>; readonly keys: Pick<SubjectKeys, 'seal' | 'open' | 'tag'> },
  issuer: string,
): Appointee {
  const about = `daunguon/appointee/v1 ${basename(file)}`;
  const subjectOf = (person: string): string => `appointed:${person}`;
  const keep = (appointed: Appointed): void => {
    const person = keys.tag({ issuer, subject: appointed.subject });
    const sealed = keys.seal(subjectOf(person), JSON.stringify(appointed), about);
    replaceFile(file, JSON.stringify({ person, sealed } satisfies Kept), 0o600);
  };
  const kept = (): Kept | Appointed | undefined =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept | Appointed) : undefined;
  const earlier = kept();
  if (earlier !== undefined && 'subject' in earlier) keep(earlier);

  const current = (): Appointed | undefined => {
    const found = kept();
    if (found === undefined || 'subject' in found) return found;
    const text = keys.open(subjectOf(found.person), found.sealed, about);
    return text === undefined ? undefined : (JSON.parse(text) as Appointed);
  };
  return {
    current,
    identity() {
      const appointed = current();
      const identity = appointed && vault.get(issuer, appointed.subject);
      return identity?.unit === appointed?.unit ? identity : undefined;
    },
    appoint: (subject, unit, since) => keep({ subject, unit, since }),
    dismiss: () => rmSync(file, { force: true }),
  };
}
