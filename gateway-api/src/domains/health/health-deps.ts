import type { AccessBook } from '../../vault/access-book.ts';
import type { HealthDocs } from '../../vault/health-docs.ts';
import type { CommandDeps } from '../command-routes.ts';
import type { Erasures } from './erasures.ts';
import type { MixingPoint } from './mixing-point.ts';

/** What the routes of `health` work with. */
export interface HealthDeps extends CommandDeps {
  readonly docs: HealthDocs;
  readonly book: AccessBook;
  readonly mixing: MixingPoint;
  readonly erasures: Erasures;
  readonly vaultKey: Buffer;
  readonly now: () => number;
}
