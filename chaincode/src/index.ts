import { domainContracts } from './domains.ts';
import { HealthSaltsContract } from './domains/health/health-salts-contract.ts';

/** What `fabric-chaincode-node` loads; it appends its own system contract to this array. */
export const contracts = [...Object.values(domainContracts), HealthSaltsContract];
