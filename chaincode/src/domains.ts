import type { DomainSlug } from '@daunguon/records';
import type api from 'fabric-contract-api';
import { CarbonContract } from './domains/carbon/carbon-contract.ts';
import { CredentialContract } from './domains/credential/credential-contract.ts';
import { HealthContract } from './domains/health/health-contract.ts';
import { HeritageContract } from './domains/heritage/heritage-contract.ts';
import { OcopContract } from './domains/ocop/ocop-contract.ts';
import { OriginContract } from './domains/origin/origin-contract.ts';
import { RegistryContract } from './domains/registry/registry-contract.ts';

/** One contract per domain; its name is the prefix of its transactions (`Origin:RegisterBatch`). */
export const domainContracts = {
  registry: RegistryContract,
  origin: OriginContract,
  ocop: OcopContract,
  credential: CredentialContract,
  carbon: CarbonContract,
  health: HealthContract,
  heritage: HeritageContract,
} as const satisfies Record<DomainSlug, new () => api.Contract>;
