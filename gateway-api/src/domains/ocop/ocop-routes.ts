import { ocopCommands as commands } from '@daunguon/records';
import type { CommandRoute } from '../command-route.ts';

const route = (path: string, name: keyof typeof commands): CommandRoute => ({
  path: `/api/ocop/${path}`,
  transaction: `Ocop:${name}`,
  schema: commands[name],
});

export const ocopRoutes: readonly CommandRoute[] = [route('rules', 'SetRatingRules')];

/** Path of a list -> record type. */
export const ocopLists = { '/api/ocop/rules': 'ocop/rules' } as const;
