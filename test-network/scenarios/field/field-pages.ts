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

/** What is seen of the field app: before signing in, each page, and what comes of a number used twice. */
export const fieldPictures = ['visitor', ...fieldPages.map((path) => path || 'home'), 'saved', 'conflict'] as const;
