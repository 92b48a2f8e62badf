import { join } from 'node:path';
import type { CommandDeps } from './domains/command-routes.ts';
import type { CredentialDeps } from './domains/credential/credential-deps.ts';
import { openErasureRequests } from './vault/erasure-requests.ts';
import { openNumberBook } from './vault/number-book.ts';
import { openUnitKeys } from './vault/unit-keys.ts';
import type { SealedStore } from './vault/sealed-store.ts';

/** What issuing needs, beside the vault. */
export function mountCredentials(
  deps: CommandDeps,
  sealed: SealedStore,
  vaultKey: Buffer,
): CredentialDeps & { close(): void } {
  const unitKeys = openUnitKeys(join(deps.config.dataDir, 'vault', 'unit-keys.db'), vaultKey);
  const erasureRequests = openErasureRequests(join(deps.config.dataDir, 'vault', 'erasure-requests.db'));
  const numbers = openNumberBook(join(deps.config.dataDir, 'vault', 'numbers.db'));
  const close = (): void => {
    unitKeys.close();
    numbers.close();
    erasureRequests.close();
  };
  return { ...deps, sealed, unitKeys, numbers, erasureRequests, vaultKey, close };
}
