import { ratingRulesBodySchema, setRatingRulesSchema } from './rule-set.ts';

/** Transaction name -> schema of its one argument. */
export const ocopCommands = {
  SetRatingRules: setRatingRulesSchema,
} as const;

/** Record type -> schema of its body. */
export const ocopBodies = {
  'ocop/rules': ratingRulesBodySchema,
} as const;
