import { healthCommands as commands } from '@daunguon/records';
import type { CommandRoute } from '../command-route.ts';

/** What people send themselves; batches, erasures and roots are the department's own transactions (`mixing-point.ts`). */
export const healthRoutes: readonly CommandRoute[] = [
  { path: '/api/health/keys', transaction: 'Health:RegisterKey', schema: commands.RegisterKey },
];

/** Path of a list -> record type. */
export const healthLists = {
  '/api/health/keys': 'health/key',
  '/api/health/commitments': 'health/commitment',
  '/api/health/access-roots': 'health/access-root',
} as const;
