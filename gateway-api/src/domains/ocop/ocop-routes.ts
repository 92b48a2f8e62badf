import { ocopCommands as commands } from '@daunguon/records';
import type { CommandRoute } from '../command-route.ts';

const route = (path: string, name: keyof typeof commands): CommandRoute => ({
  path: `/api/ocop/${path}`,
  transaction: `Ocop:${name}`,
  schema: commands[name],
});

export const ocopRoutes: readonly CommandRoute[] = [
  route('rules', 'SetRatingRules'),
  route('products', 'SubmitProduct'),
  route('products/update', 'UpdateProduct'),
  route('products/receive', 'ReceiveProduct'),
  route('products/return', 'ReturnProduct'),
  route('councils', 'OpenCouncil'),
  route('councils/end-scoring', 'EndScoring'),
  route('councils/cancel', 'CancelCouncil'),
  route('sheets', 'SealScores'),
  route('sheets/open', 'OpenScores'),
  route('ratings', 'DecideRating'),
  route('ratings/national', 'RecordNationalDecision'),
  route('ratings/revoke', 'RevokeRating'),
];

/** Path of a list -> record type. */
export const ocopLists = {
  '/api/ocop/rules': 'ocop/rules',
  '/api/ocop/products': 'ocop/product',
  '/api/ocop/councils': 'ocop/council',
  '/api/ocop/sheets': 'ocop/sheet',
  '/api/ocop/ratings': 'ocop/rating',
} as const;
