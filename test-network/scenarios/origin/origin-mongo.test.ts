/** The same job with the index in MongoDB: given, in Docker, or FerretDB. */
import { afterAll, beforeAll, jest, test } from '@jest/globals';
import { startTestMongo } from '../../../gateway-api/src/index-store/test-mongo.ts';
import { type System, freshId, startSystem } from '../system.ts';
import { originSteps } from './origin-steps.ts';

jest.setTimeout(420_000);

const mongo = await startTestMongo();
let system: System;

if (typeof mongo === 'string') {
  test.skip(`the index in MongoDB: ${mongo}`, () => undefined);
} else {
  beforeAll(async () => {
    system = await startSystem({ mongoUri: mongo.uri });
  });
  afterAll(async () => {
    await system?.stop();
    await mongo.stop();
  });
  // FerretDB takes about fifty seconds for the whole file: a part of it shows the same.
  originSteps(() => system, [freshId(), freshId()], 200);
}
