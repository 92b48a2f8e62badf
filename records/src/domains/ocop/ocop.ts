import {
  cancelCouncilSchema,
  councilBodySchema,
  endScoringSchema,
  openCouncilSchema,
  openScoresSchema,
  sealScoresSchema,
  sheetBodySchema,
} from './council.ts';
import {
  productBodySchema,
  receiveProductSchema,
  returnProductSchema,
  submitProductSchema,
  updateProductSchema,
} from './product.ts';
import { decideRatingSchema, ratingBodySchema, recordNationalDecisionSchema, revokeRatingSchema } from './rating.ts';
import { ratingRulesBodySchema, setRatingRulesSchema } from './rule-set.ts';

/** Transaction name -> schema of its one argument. */
export const ocopCommands = {
  SetRatingRules: setRatingRulesSchema,
  SubmitProduct: submitProductSchema,
  UpdateProduct: updateProductSchema,
  ReceiveProduct: receiveProductSchema,
  ReturnProduct: returnProductSchema,
  OpenCouncil: openCouncilSchema,
  SealScores: sealScoresSchema,
  EndScoring: endScoringSchema,
  OpenScores: openScoresSchema,
  CancelCouncil: cancelCouncilSchema,
  DecideRating: decideRatingSchema,
  RecordNationalDecision: recordNationalDecisionSchema,
  RevokeRating: revokeRatingSchema,
} as const;

/** Record type -> schema of its body. */
export const ocopBodies = {
  'ocop/rules': ratingRulesBodySchema,
  'ocop/product': productBodySchema,
  'ocop/council': councilBodySchema,
  'ocop/sheet': sheetBodySchema,
  'ocop/rating': ratingBodySchema,
} as const;
