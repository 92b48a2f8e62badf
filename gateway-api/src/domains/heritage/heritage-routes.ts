import { heritageCommands as commands } from '@daunguon/records';
import type { CommandRoute } from '../command-route.ts';

const route = (path: string, name: keyof typeof commands): CommandRoute => ({
  path: `/api/heritage/${path}`,
  transaction: `Heritage:${name}`,
  schema: commands[name],
});

export const heritageRoutes: readonly CommandRoute[] = [
  route('items', 'RegisterItem'),
  route('items/update', 'UpdateItem'),
  route('restricted', 'CommitItem'),
  route('restricted/update', 'RecommitItem'),
  route('media', 'AddMedia'),
  route('media/describe', 'DescribeMedia'),
  route('takedowns', 'TakeDown'),
  route('routes', 'RegisterRoute'),
  route('routes/update', 'UpdateRoute'),
  route('routes/end', 'EndRoute'),
];

/** Path of a list -> record type. */
export const heritageLists = {
  '/api/heritage/items': 'heritage/item',
  '/api/heritage/restricted': 'heritage/restricted',
  '/api/heritage/media': 'heritage/media',
  '/api/heritage/routes': 'heritage/route',
} as const;
