import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openSubjectKeys } from '../../gateway-api/src/vault/subject-keys.ts';
import { vaultKey } from '../../gateway-api/src/vault/vault-key.ts';

const ringOf = (data: string): string => join(data, 'vault', 'subject-keys.db');

/**
 * Erases in a restored folder whatever was erased in the one before since the backup was made: a backup must bring nobody back who has asked to be
 * forgotten. Answers how many subjects that folder knows as erased. Destroyed keys are listed without the vault's key.
 */
export function eraseAgain(before: string, restored: string, configuredKey: string | undefined): number {
  if (!existsSync(ringOf(before)) || !existsSync(ringOf(restored))) return 0;
  const open = (data: string) =>
    openSubjectKeys(ringOf(data), vaultKey(configuredKey, join(data, 'vault', 'vault.key')));
  const [old, fresh] = [open(before), open(restored)];
  try {
    const known = old.destroyed();
    fresh.destroyAgain(known);
    return known.length;
  } finally {
    old.close();
    fresh.close();
  }
}
