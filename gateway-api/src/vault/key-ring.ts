import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../durable-file.ts';
import { openSubjectKeys, rewrapSubjectKeys, type SubjectKeys } from './subject-keys.ts';
import { parseVaultKey, vaultKey } from './vault-key.ts';

const filesOf = (vaultDir: string) => ({
  ring: join(vaultDir, 'subject-keys.db'),
  keyFile: join(vaultDir, 'vault.key'),
  /** A new key, on disk before anything is wrapped under it. */
  nextKeyFile: join(vaultDir, 'vault.key.next'),
});

/**
 * The subjects' keys of a vault, by the configured key or the one in its folder. A change of the key that was killed half way is ended or undone here.
 * @throws Error when the key is not the vault's
 */
export function openKeyRing(vaultDir: string, configured: string | undefined): SubjectKeys {
  const { ring, keyFile } = filesOf(vaultDir);
  if (configured === undefined) endChange(vaultDir);
  const key = vaultKey(configured, keyFile);
  // In a new vault names are blinded with a secret that no operator ever handles; an earlier version took the vault's key.
  const root = existsSync(join(vaultDir, 'vault.db')) ? key : randomBytes(32);
  return openSubjectKeys(ring, key, Date.now, root);
}

const opens = (ring: string, key: Buffer): boolean => {
  try {
    openSubjectKeys(ring, key).close();
    return true;
  } catch {
    return false;
  }
};

/** The next key takes the old one's place if the keys are wrapped under it already; if not, it was never used. */
function endChange(vaultDir: string): void {
  const { ring, keyFile, nextKeyFile } = filesOf(vaultDir);
  if (!existsSync(nextKeyFile)) return;
  if (opens(ring, parseVaultKey(readFileSync(nextKeyFile, 'utf8'), nextKeyFile))) renameSync(nextKeyFile, keyFile);
  else rmSync(nextKeyFile);
}

/**
 * Puts another key in the place of the vault's, which wraps the subjects' keys. `to`: the new one as text; a vault whose key lies in its folder makes one
 * itself and keeps it there. To be called while no gateway runs; killed at any point it is called again. Answers how many keys are wrapped anew, undefined
 * where `to` was the key already. @throws Error when the key is not the vault's; RangeError for a key that is not 32 bytes
 */
export function changeVaultKey(
  vaultDir: string,
  configured: string | undefined,
  to: string | undefined,
): number | undefined {
  const { ring, keyFile, nextKeyFile } = filesOf(vaultDir);
  if (!existsSync(ring)) throw new Error(`${vaultDir} holds no vault`);
  if (configured === undefined) endChange(vaultDir);
  else if (to === undefined) throw new Error('the key comes from DN_VAULT_KEY: name the file that holds the new one');
  const next = to === undefined ? randomBytes(32) : parseVaultKey(to, 'the new key');
  const current = vaultKey(configured, keyFile);
  if (!opens(ring, current) && opens(ring, next)) return undefined;
  openSubjectKeys(ring, current).close();
  if (next.equals(current)) return undefined;
  if (configured === undefined) replaceFile(nextKeyFile, `${next.toString('hex')}\n`, 0o600);
  const count = rewrapSubjectKeys(ring, current, next);
  if (configured === undefined) endChange(vaultDir);
  return count;
}
