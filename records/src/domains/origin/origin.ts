import {
  aliasBodySchema,
  batchBodySchema,
  registerBatchesSchema,
  registerBatchSchema,
  releaseBatchSchema,
} from './batch.ts';
import { cropRulesBodySchema, setCropRulesSchema } from './crop-rules.ts';
import {
  farmBodySchema,
  growingAreaBodySchema,
  registerFarmSchema,
  registerGrowingAreaSchema,
} from './growing-area.ts';
import { captureEventsSchema } from './epcis-event.ts';
import { issueLabelsSchema } from './label-rules.ts';
import { eventBodySchema, packSchema, receiveSchema, shipSchema, splitSchema } from './movement.ts';
import { issueRecallSchema, liftRecallSchema, propagateRecallSchema, recallBodySchema } from './recall.ts';

/** Transaction name -> schema of its one argument. */
export const originCommands = {
  SetCropRules: setCropRulesSchema,
  RegisterGrowingArea: registerGrowingAreaSchema,
  RegisterFarm: registerFarmSchema,
  RegisterBatch: registerBatchSchema,
  RegisterBatches: registerBatchesSchema,
  Pack: packSchema,
  Ship: shipSchema,
  Receive: receiveSchema,
  Split: splitSchema,
  ReleaseBatch: releaseBatchSchema,
  IssueLabels: issueLabelsSchema,
  IssueRecall: issueRecallSchema,
  PropagateRecall: propagateRecallSchema,
  LiftRecall: liftRecallSchema,
  CaptureEvents: captureEventsSchema,
} as const;

/** Record type -> schema of its body. */
export const originBodies = {
  'origin/crop-rules': cropRulesBodySchema,
  'origin/growing-area': growingAreaBodySchema,
  'origin/farm': farmBodySchema,
  'origin/batch': batchBodySchema,
  'origin/event': eventBodySchema,
  'origin/recall': recallBodySchema,
  'origin/alias': aliasBodySchema,
} as const;
