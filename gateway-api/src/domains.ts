import type { DomainSlug, RecordState, RecordType, Takedown } from '@daunguon/records';
import { carbonFields, carbonOps } from './domains/carbon/carbon-projection.ts';
import { carbonLists, carbonRoutes } from './domains/carbon/carbon-routes.ts';
import type { CommandRoute } from './domains/command-route.ts';
import { credentialFields } from './domains/credential/credential-projection.ts';
import { credentialLists, credentialRoutes } from './domains/credential/credential-routes.ts';
import { healthFields } from './domains/health/health-projection.ts';
import { healthLists, healthRoutes } from './domains/health/health-routes.ts';
import { heritageFields, heritageOps } from './domains/heritage/heritage-projection.ts';
import { heritageLists, heritageRoutes } from './domains/heritage/heritage-routes.ts';
import { takedownOver } from './domains/heritage/takedown-over.ts';
import { ocopFields, ocopOps } from './domains/ocop/ocop-projection.ts';
import { ocopLists, ocopRoutes } from './domains/ocop/ocop-routes.ts';
import { originFields, originOps } from './domains/origin/origin-projection.ts';
import { originLists, originRoutes } from './domains/origin/origin-routes.ts';
import { registryFields } from './domains/registry/registry-projection.ts';
import { registryLists, registryRoutes } from './domains/registry/registry-routes.ts';
import type { Doc, IndexStore, Op } from './index-store/index-store.ts';

/** What a domain adds to the gateway. */
export interface GatewayDomain {
  readonly routes: readonly CommandRoute[];
  /** Path of a list -> record type. */
  readonly lists: Readonly<Record<string, string>>;
  /** Fields of a record by which lists filter and search. */
  fields(state: RecordState): Doc;
  /** Further documents that one version of a record writes; `block` is the ledger block that it is from. */
  ops(state: RecordState, block: number): readonly Op[];
  /** Why words of a record, and of its earlier versions, are told to nobody but its owner. */
  takedownOver?(store: IndexStore, state: RecordState): Promise<Takedown | undefined>;
}

export const gatewayDomains = {
  registry: { routes: registryRoutes, lists: registryLists, fields: registryFields, ops: () => [] },
  origin: { routes: originRoutes, lists: originLists, fields: originFields, ops: originOps },
  ocop: { routes: ocopRoutes, lists: ocopLists, fields: ocopFields, ops: ocopOps },
  credential: { routes: credentialRoutes, lists: credentialLists, fields: credentialFields, ops: () => [] },
  carbon: { routes: carbonRoutes, lists: carbonLists, fields: carbonFields, ops: carbonOps },
  health: { routes: healthRoutes, lists: healthLists, fields: healthFields, ops: () => [] },
  heritage: {
    ...{ routes: heritageRoutes, lists: heritageLists, fields: heritageFields, ops: heritageOps },
    takedownOver,
  },
} satisfies Record<DomainSlug, GatewayDomain>;

/** Every command of the API: its path and its transaction. */
export const allCommands: readonly CommandRoute[] = Object.values(gatewayDomains).flatMap(({ routes }) => routes);

/** Every list of records: its path and its record type. */
export const allLists = Object.assign({}, ...Object.values(gatewayDomains).map(({ lists }) => lists)) as Readonly<
  Record<string, RecordType>
>;

/** The domain of a record type is the part before the slash. */
export const domainOf = (type: string): GatewayDomain => gatewayDomains[type.split('/')[0] as DomainSlug];
