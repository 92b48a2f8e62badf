import type { z } from 'zod';
import {
  aliasBodySchema,
  batchBodySchema,
  registerBatchesSchema,
  registerBatchSchema,
  releaseBatchSchema,
} from './batch.ts';
import { certificateBodySchema, registerCertificateSchema, setCertificateStandingSchema } from './certificate.ts';
import { cropRulesBodySchema, setCropRulesSchema } from './crop-rules.ts';
import { correctDiaryEntrySchema, diaryEntryBodySchema, recordDiaryEntrySchema } from './diary.ts';
import {
  farmBodySchema,
  growingAreaBodySchema,
  registerFarmSchema,
  registerGrowingAreaSchema,
  registerGrowingAreasSchema,
  updateGrowingAreaSchema,
} from './growing-area.ts';
import { inspectionBodySchema, recordInspectionSchema } from './inspection.ts';
import { captureEventsSchema } from './epcis-event.ts';
import { issueLabelsSchema } from './label-rules.ts';
import {
  destroySchema,
  eventBodySchema,
  mergeSchema,
  packSchema,
  receiveSchema,
  sellSchema,
  shipSchema,
  splitSchema,
} from './movement.ts';
import { packingHouseBodySchema, registerPackingHouseSchema, updatePackingHouseSchema } from './packing-house.ts';
import { issueRecallSchema, liftRecallSchema, propagateRecallSchema, recallBodySchema } from './recall.ts';
import {
  loadShipmentUnitSchema,
  openShipmentUnitSchema,
  recordGateSchema,
  sealShipmentUnitSchema,
  shipmentUnitBodySchema,
  unloadShipmentUnitSchema,
} from './shipment-unit.ts';
import { replaceSiteCodeSchema, setSiteMarketSchema, setSiteStandingSchema } from './site.ts';

/** Transaction name -> schema of its one argument. */
export const originCommands = {
  SetCropRules: setCropRulesSchema,
  RegisterGrowingArea: registerGrowingAreaSchema,
  RegisterGrowingAreas: registerGrowingAreasSchema,
  UpdateGrowingArea: updateGrowingAreaSchema,
  RegisterPackingHouse: registerPackingHouseSchema,
  UpdatePackingHouse: updatePackingHouseSchema,
  ReplaceSiteCode: replaceSiteCodeSchema,
  SetSiteMarket: setSiteMarketSchema,
  SetSiteStanding: setSiteStandingSchema,
  RegisterCertificate: registerCertificateSchema,
  SetCertificateStanding: setCertificateStandingSchema,
  RegisterFarm: registerFarmSchema,
  RecordDiaryEntry: recordDiaryEntrySchema,
  CorrectDiaryEntry: correctDiaryEntrySchema,
  RegisterBatch: registerBatchSchema,
  RegisterBatches: registerBatchesSchema,
  Pack: packSchema,
  Ship: shipSchema,
  Receive: receiveSchema,
  Split: splitSchema,
  Merge: mergeSchema,
  Sell: sellSchema,
  Destroy: destroySchema,
  ReleaseBatch: releaseBatchSchema,
  RecordInspection: recordInspectionSchema,
  OpenShipmentUnit: openShipmentUnitSchema,
  LoadShipmentUnit: loadShipmentUnitSchema,
  SealShipmentUnit: sealShipmentUnitSchema,
  UnloadShipmentUnit: unloadShipmentUnitSchema,
  RecordGate: recordGateSchema,
  IssueLabels: issueLabelsSchema,
  IssueRecall: issueRecallSchema,
  PropagateRecall: propagateRecallSchema,
  LiftRecall: liftRecallSchema,
  CaptureEvents: captureEventsSchema,
} as const;

/** Transaction name -> its command. */
export type OriginCommands = { [Name in keyof typeof originCommands]: z.infer<(typeof originCommands)[Name]> };

/** Record type -> schema of its body. */
export const originBodies = {
  'origin/crop-rules': cropRulesBodySchema,
  'origin/growing-area': growingAreaBodySchema,
  'origin/packing-house': packingHouseBodySchema,
  'origin/certificate': certificateBodySchema,
  'origin/farm': farmBodySchema,
  'origin/diary-entry': diaryEntryBodySchema,
  'origin/batch': batchBodySchema,
  'origin/event': eventBodySchema,
  'origin/shipment-unit': shipmentUnitBodySchema,
  'origin/recall': recallBodySchema,
  'origin/inspection': inspectionBodySchema,
  'origin/alias': aliasBodySchema,
} as const;
