import { registryCommands as commands } from '@daunguon/records';
import type { CommandRoute } from '../command-route.ts';

export const registryRoutes: readonly CommandRoute[] = [
  {
    path: '/api/registry/organisations',
    transaction: 'Registry:RegisterOrganisation',
    schema: commands.RegisterOrganisation,
  },
  { path: '/api/registry/units', transaction: 'Registry:RegisterUnit', schema: commands.RegisterUnit },
  {
    path: '/api/registry/accreditations',
    transaction: 'Registry:GrantAccreditation',
    schema: commands.GrantAccreditation,
  },
  {
    path: '/api/registry/accreditations/suspend',
    transaction: 'Registry:SuspendAccreditation',
    schema: commands.SuspendAccreditation,
  },
  { path: '/api/registry/delegations', transaction: 'Registry:GrantDelegation', schema: commands.GrantDelegation },
  { path: '/api/registry/delegations/end', transaction: 'Registry:EndDelegation', schema: commands.EndDelegation },
  { path: '/api/registry/builds', transaction: 'Registry:RegisterBuild', schema: commands.RegisterBuild },
  { path: '/api/registry/log-keys', transaction: 'Registry:RegisterLogKey', schema: commands.RegisterLogKey },
  { path: '/api/registry/checkpoints', transaction: 'Registry:RecordCheckpoint', schema: commands.RecordCheckpoint },
  { path: '/api/registry/rules', transaction: 'Registry:AgreeRules', schema: commands.AgreeRules },
];

/** Path of a list -> record type. */
export const registryLists = {
  '/api/registry/organisations': 'registry/organisation',
  '/api/registry/units': 'registry/unit',
  '/api/registry/accreditations': 'registry/accreditation',
  '/api/registry/delegations': 'registry/delegation',
  '/api/registry/builds': 'registry/build',
} as const;
