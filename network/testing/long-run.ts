import { test } from '@jest/globals';
import { testUnless } from './test-unless.ts';

/** Whether this is the long run (`npm run test:long`, and `.ci/run`): there a file does all that it can, in `npm test` the share that it names. */
export const inFull = Number(process.env['LONG_ROUNDS'] ?? '10') >= 50;

type Test = ReturnType<typeof testUnless>;
/** A kind of `test` for what the long run alone does. */
export const inLongRun = (kind: Test = test): Test =>
  inFull ? kind : testUnless('in the long run alone: npm run test:long');
