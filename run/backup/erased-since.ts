import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openKeyRing } from '../../gateway-api/src/vault/key-ring.ts';
import { destroyedIn } from '../../gateway-api/src/vault/subject-keys.ts';

/** Folders that hold subjects' keys: the gateway's vault, the enrolment agent's. */
const keyFolders = ['vault', 'enrolment/keys'];
const ringOf = (folder: string): string => join(folder, 'subject-keys.db');

/**
 * Erases in a restored folder whatever was erased in the one before since the backup was made: a backup must bring nobody back who has asked to be
 * forgotten. Answers how many subjects that folder knows as erased. `configuredKey` is the backup's: the one before may have another by now.
 */
export function eraseAgain(before: string, restored: string, configuredKey: string | undefined): number {
  return keyFolders.reduce((sum, name) => sum + eraseIn(join(before, name), join(restored, name), configuredKey), 0);
}

function eraseIn(before: string, restored: string, configuredKey: string | undefined): number {
  if (!existsSync(ringOf(before)) || !existsSync(ringOf(restored))) return 0;
  const known = destroyedIn(ringOf(before));
  const fresh = openKeyRing(restored, configuredKey);
  try {
    fresh.destroyAgain(known);
    return known.length;
  } finally {
    fresh.close();
  }
}
