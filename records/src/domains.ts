import type { DomainSlug } from './domain-slug.ts';
import { carbonBodies, carbonCommands } from './domains/carbon/carbon.ts';
import { credentialBodies, credentialCommands } from './domains/credential/credential.ts';
import { healthBodies, healthCommands } from './domains/health/health.ts';
import { heritageBodies, heritageCommands } from './domains/heritage/heritage.ts';
import { ocopBodies, ocopCommands } from './domains/ocop/ocop.ts';
import { originBodies, originCommands } from './domains/origin/origin.ts';
import { registryBodies, registryCommands } from './domains/registry/registry.ts';

/** Per domain: the Fabric contract's name, its transactions' argument schemas, its record bodies' schemas. */
export const domains = {
  registry: { contract: 'Registry', commands: registryCommands, bodies: registryBodies },
  origin: { contract: 'Origin', commands: originCommands, bodies: originBodies },
  ocop: { contract: 'Ocop', commands: ocopCommands, bodies: ocopBodies },
  credential: { contract: 'Credential', commands: credentialCommands, bodies: credentialBodies },
  carbon: { contract: 'Carbon', commands: carbonCommands, bodies: carbonBodies },
  health: { contract: 'Health', commands: healthCommands, bodies: healthBodies },
  heritage: { contract: 'Heritage', commands: heritageCommands, bodies: heritageBodies },
} as const satisfies Record<DomainSlug, { contract: string; commands: object; bodies: object }>;
