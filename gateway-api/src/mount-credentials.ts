import { join } from 'node:path';
import type { CommandDeps } from './domains/command-routes.ts';
import { openBadgeImages } from './domains/credential/badge-images.ts';
import type { BadgeDeps } from './domains/credential/badge-routes.ts';
import type { ApiKeyDeps } from './domains/credential/api-key-routes.ts';
import { memberStanding } from './enrolment/member-standing.ts';
import { openApiKeys } from './vault/api-keys.ts';
import { openErasureRequests } from './vault/erasure-requests.ts';
import { openNumberBook } from './vault/number-book.ts';
import { openShareStore } from './vault/share-store.ts';
import { openUnitKeys } from './vault/unit-keys.ts';
import type { SealedStore } from './vault/sealed-store.ts';
import type { Vault } from './vault/vault.ts';
import type { SubjectKeys } from './vault/subject-keys.ts';

/** What issuing needs: stores in the vault's folder, each a file of its own. */
export function mountCredentials(
  deps: CommandDeps,
  sealed: SealedStore,
  vaultKey: Buffer,
  keys: SubjectKeys,
  vault: Vault,
): ApiKeyDeps & BadgeDeps & { close(): void } {
  const unitKeys = openUnitKeys(join(deps.config.dataDir, 'vault', 'unit-keys.db'), vaultKey, keys);
  const erasureRequests = openErasureRequests(join(deps.config.dataDir, 'vault', 'erasure-requests.db'));
  const shares = openShareStore(join(deps.config.dataDir, 'vault', 'shares.db'), keys);
  const numbers = openNumberBook(join(deps.config.dataDir, 'vault', 'numbers.db'));
  const apiKeys = openApiKeys(join(deps.config.dataDir, 'vault', 'api-keys.db'), keys);
  const badgeImages = openBadgeImages(join(deps.config.dataDir, 'badge-images'));
  const close = (): void => {
    unitKeys.close();
    numbers.close();
    shares.close();
    apiKeys.close();
    erasureRequests.close();
  };
  const standing = memberStanding(deps.config.agentUrl);
  const stores = { sealed, shares, unitKeys, numbers, apiKeys, badgeImages, erasureRequests };
  return { ...deps, ...stores, vaultKey, vault, standing, close };
}
