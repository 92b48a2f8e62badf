import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@daunguon/proof';
import type { LogKeyRole, RegisterLogKey } from '@daunguon/records';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerIdentity } from '../vault/vault.ts';
import { replaceFile } from '../durable-file.ts';

export interface Registration {
  readonly ledger: Pick<Ledger, 'submit'>;
  /** The organisation's own administrator. */
  readonly identity: LedgerIdentity;
  /** Folder of the key. */
  readonly dir: string;
  readonly vkey: string;
  readonly role: LogKeyRole;
  readonly random: (bytes: number) => Uint8Array;
  readonly now: () => number;
}

type Stored = RegisterLogKey & {
  readonly done?: true;
  /** The key that this one takes the place of, with its end: registered after it, so that there always is one. */
  readonly retires?: RegisterLogKey;
};

const validMs = 2 * 365 * 86_400_000;
const pauseMs = 5000;

/**
 * Registers the organisation's key on the ledger, once, and ends the one that was registered from this folder before: the requests are on disk before
 * they are sent and are repeated as they stand.
 */
export async function registerKey(registration: Registration, signal: AbortSignal): Promise<void> {
  const { ledger, identity, dir, vkey, role, random, now } = registration;
  const file = join(dir, 'registration.json');
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Stored) : undefined;
  const iso = (ms: number): string => new Date(ms).toISOString();
  const endOf = (before: Stored | undefined): Pick<Stored, 'retires'> => {
    if (before?.done === undefined) return {};
    const { done: _, retires: __, ...key } = before;
    return { retires: { ...key, requestId: newId(random(16)), validUntil: iso(now()) } };
  };
  const fresh = { requestId: newId(random(16)), vkey, role, validFrom: iso(now()), validUntil: iso(now() + validMs) };
  const { done, retires, ...command }: Stored = known?.vkey === vkey ? known : { ...fresh, ...endOf(known) };
  if (done) return;
  replaceFile(file, JSON.stringify({ ...command, retires }));
  while (!signal.aborted) {
    try {
      await ledger.submit(identity, 'Registry:RegisterLogKey', command);
      if (retires !== undefined) await ledger.submit(identity, 'Registry:RegisterLogKey', retires);
      replaceFile(file, JSON.stringify({ ...command, done: true }));
      return;
    } catch (error) {
      console.error(`registering the ${role} key of ${identity.mspId}:`, (error as Error).message);
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
