/** Pages of the field app, by their path below /field/. */
export const fieldPages = [
  '',
  'harvest',
  'diary',
  'queue',
  'batches',
  'receive',
  'inspection',
  'people',
  'delegations',
  'join',
] as const;
