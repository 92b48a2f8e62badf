import { originCommands as commands } from '@daunguon/records';
import type { CommandRoute } from '../command-route.ts';

const route = (path: string, name: keyof typeof commands): CommandRoute => ({
  path: `/api/origin/${path}`,
  transaction: `Origin:${name}`,
  schema: commands[name],
});

export const originRoutes: readonly CommandRoute[] = [
  route('crop-rules', 'SetCropRules'),
  route('growing-areas', 'RegisterGrowingArea'),
  route('farms', 'RegisterFarm'),
  route('batches', 'RegisterBatch'),
  route('batches/bulk', 'RegisterBatches'),
  route('pack', 'Pack'),
  route('ship', 'Ship'),
  route('receive', 'Receive'),
  route('split', 'Split'),
  route('release', 'ReleaseBatch'),
  route('label-issues', 'IssueLabels'),
  route('recalls', 'IssueRecall'),
  route('recalls/:id/propagate', 'PropagateRecall'),
  route('recalls/:id/lift', 'LiftRecall'),
];

/** Path of a list -> record type. */
export const originLists = {
  '/api/origin/crop-rules': 'origin/crop-rules',
  '/api/origin/growing-areas': 'origin/growing-area',
  '/api/origin/farms': 'origin/farm',
  '/api/origin/batches': 'origin/batch',
  '/api/origin/events': 'origin/event',
  '/api/origin/recalls': 'origin/recall',
} as const;
