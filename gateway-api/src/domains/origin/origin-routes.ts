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
  route('growing-areas/bulk', 'RegisterGrowingAreas'),
  route('growing-areas/update', 'UpdateGrowingArea'),
  route('packing-houses', 'RegisterPackingHouse'),
  route('packing-houses/update', 'UpdatePackingHouse'),
  route('sites/code', 'ReplaceSiteCode'),
  route('sites/market', 'SetSiteMarket'),
  route('sites/standing', 'SetSiteStanding'),
  route('certificates', 'RegisterCertificate'),
  route('certificates/standing', 'SetCertificateStanding'),
  route('farms', 'RegisterFarm'),
  route('diary', 'RecordDiaryEntry'),
  route('diary/correct', 'CorrectDiaryEntry'),
  route('batches', 'RegisterBatch'),
  route('batches/bulk', 'RegisterBatches'),
  route('pack', 'Pack'),
  route('ship', 'Ship'),
  route('receive', 'Receive'),
  route('split', 'Split'),
  route('merge', 'Merge'),
  route('sell', 'Sell'),
  route('destroy', 'Destroy'),
  route('shipment-units', 'OpenShipmentUnit'),
  route('shipment-units/load', 'LoadShipmentUnit'),
  route('shipment-units/seal', 'SealShipmentUnit'),
  route('shipment-units/unload', 'UnloadShipmentUnit'),
  route('shipment-units/gate', 'RecordGate'),
  route('release', 'ReleaseBatch'),
  route('inspections', 'RecordInspection'),
  route('label-issues', 'IssueLabels'),
  route('recalls', 'IssueRecall'),
  route('recalls/:id/propagate', 'PropagateRecall'),
  route('recalls/:id/lift', 'LiftRecall'),
];

/** Path of a list -> record type. */
export const originLists = {
  '/api/origin/crop-rules': 'origin/crop-rules',
  '/api/origin/growing-areas': 'origin/growing-area',
  '/api/origin/packing-houses': 'origin/packing-house',
  '/api/origin/certificates': 'origin/certificate',
  '/api/origin/farms': 'origin/farm',
  '/api/origin/diary': 'origin/diary-entry',
  '/api/origin/batches': 'origin/batch',
  '/api/origin/events': 'origin/event',
  '/api/origin/shipment-units': 'origin/shipment-unit',
  '/api/origin/recalls': 'origin/recall',
  '/api/origin/inspections': 'origin/inspection',
} as const;
