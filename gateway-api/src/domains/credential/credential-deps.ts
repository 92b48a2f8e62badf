import type { CommandDeps } from '../command-routes.ts';
import type { SealedStore } from '../../vault/sealed-store.ts';
import type { ShareStore } from '../../vault/share-store.ts';
import type { ErasureRequests } from '../../vault/erasure-requests.ts';
import type { NumberBook } from '../../vault/number-book.ts';
import type { UnitKeys } from '../../vault/unit-keys.ts';

/** What issuing, links and recovery work with. */
export interface CredentialDeps extends CommandDeps {
  readonly sealed: SealedStore;
  readonly shares: ShareStore;
  readonly unitKeys: UnitKeys;
  readonly numbers: NumberBook;
  readonly erasureRequests: ErasureRequests;
  readonly vaultKey: Buffer;
}
