import { carbonCommands as commands } from '@daunguon/records';
import type { CommandRoute } from '../command-route.ts';

const route = (path: string, name: keyof typeof commands): CommandRoute => ({
  path: `/api/carbon/${path}`,
  transaction: `Carbon:${name}`,
  schema: commands[name],
});

export const carbonRoutes: readonly CommandRoute[] = [
  route('projects', 'SubmitProject'),
  route('projects/move', 'MoveProject'),
  route('plots', 'AddPlot'),
  route('plots/flag', 'FlagPlot'),
  route('plots/decide', 'DecidePlot'),
  route('monitoring', 'SubmitMonitoring'),
  route('monitoring/verify', 'VerifyMonitoring'),
  route('monitoring/approve', 'ApproveMonitoring'),
  route('monitoring/reject', 'RejectMonitoring'),
  route('issuances', 'IssueUnits'),
  route('blocks/split', 'SplitBlock'),
  route('blocks/transfer', 'TransferBlock'),
  route('blocks/accept', 'AcceptTransfer'),
  route('blocks/return', 'ReturnTransfer'),
  route('blocks/block', 'BlockUnits'),
  route('blocks/unblock', 'UnblockUnits'),
  route('blocks/cancel', 'CancelBlock'),
  route('blocks/adjustment', 'DeclareAdjustment'),
  route('blocks/adjustment/complete', 'CompleteAdjustment'),
  route('blocks/export', 'RequestExport'),
  route('blocks/export/decide', 'DecideExport'),
  route('blocks/release', 'ReleaseBuffer'),
  route('blocks/national-codes', 'ImportNationalCodes'),
  route('retirements', 'RetireBlock'),
  route('annotations', 'AnnotateRetirement'),
  route('reversals', 'ReverseUnits'),
  route('inventories', 'RecordInventory'),
  route('inventories/correct', 'CorrectInventory'),
  route('inventories/verify', 'VerifyInventory'),
  route('offers', 'PostOffer'),
  route('offers/close', 'CloseOffer'),
];

/** Path of a list -> record type. */
export const carbonLists = {
  '/api/carbon/projects': 'carbon/project',
  '/api/carbon/plots': 'carbon/plot',
  '/api/carbon/monitoring': 'carbon/monitoring',
  '/api/carbon/issuances': 'carbon/issuance',
  '/api/carbon/blocks': 'carbon/block',
  '/api/carbon/retirements': 'carbon/retirement',
  '/api/carbon/annotations': 'carbon/annotation',
  '/api/carbon/reversals': 'carbon/reversal',
  '/api/carbon/inventories': 'carbon/inventory',
  '/api/carbon/offers': 'carbon/offer',
} as const;
