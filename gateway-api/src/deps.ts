import type { Authenticate } from './auth/bearer.ts';
import type { Config } from './config.ts';
import type { IndexStore } from './index-store/index-store.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { LedgerIdentity } from './vault/vault.ts';

/** What the routes work with. */
export interface Deps {
  readonly config: Config;
  readonly ledger: Ledger;
  readonly store: IndexStore;
  readonly authenticate: Authenticate;
  readonly identityOf: IdentityOf;
}
/** The ledger identity of the person who signed in with this token; enrolled at first use. */
export type IdentityOf = (subject: string, token: string) => Promise<LedgerIdentity>;
