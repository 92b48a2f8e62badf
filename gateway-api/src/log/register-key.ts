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

type Stored = RegisterLogKey & { readonly done?: true };

const validMs = 2 * 365 * 86_400_000;
const pauseMs = 5000;

/** Registers the organisation's key on the ledger, once: the request is on disk before it is sent and is repeated as it stands. */
export async function registerKey(registration: Registration, signal: AbortSignal): Promise<void> {
  const { ledger, identity, dir, vkey, role, random, now } = registration;
  const file = join(dir, 'registration.json');
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Stored) : undefined;
  const iso = (ms: number): string => new Date(ms).toISOString();
  const fresh = { requestId: newId(random(16)), vkey, role, validFrom: iso(now()), validUntil: iso(now() + validMs) };
  const { done, ...command }: Stored = known?.vkey === vkey ? known : fresh;
  if (done) return;
  replaceFile(file, JSON.stringify(command));
  while (!signal.aborted) {
    try {
      await ledger.submit(identity, 'Registry:RegisterLogKey', command);
      replaceFile(file, JSON.stringify({ ...command, done: true }));
      return;
    } catch (error) {
      console.error(`registering the ${role} key of ${identity.mspId}:`, (error as Error).message);
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
