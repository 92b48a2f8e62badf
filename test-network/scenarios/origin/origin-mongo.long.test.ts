/** The same job with the index in MongoDB: given, in Docker, or FerretDB. In `npm test` the store alone is tried there (gateway-api/src/index-store). */
import { afterAll, beforeAll, expect, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestMongo } from '../../../gateway-api/src/index-store/test-mongo.ts';
import { inFull, inLongRun } from '../../../network/testing/long-run.ts';
import { testUnless } from '../../../network/testing/test-unless.ts';
import { type System, freshId, startSystem } from '../system.ts';
import { originSteps } from './origin-steps.ts';

jest.setTimeout(420_000);

const mongo = inFull ? await startTestMongo() : undefined;
let system: System;

if (mongo === undefined) {
  inLongRun()('the index in MongoDB', () => undefined);
} else if (typeof mongo === 'string') {
  testUnless(mongo)('the index in MongoDB', () => undefined);
} else {
  let stopped: Promise<void> | undefined;
  const stopMongo = (): Promise<void> => (stopped ??= mongo.stop());
  beforeAll(async () => {
    system = await startSystem({ mongoUri: mongo.uri });
  });
  afterAll(async () => {
    await system?.stop();
    await stopMongo();
  });
  // FerretDB takes about fifty seconds for the whole file: a part of it shows the same.
  originSteps(() => system, [freshId(), freshId()], 200);

  const given = mongo.kind === 'MONGODB_URI';
  const ours = testUnless(given ? 'a store that stops: the MongoDB that was given is not ours to stop' : undefined);
  ours(`without its index the gateway is not ready, and says so to readers (${mongo.kind})`, async () => {
    expect((await system.get('/readyz')).status).toBe(200);
    await stopMongo();
    let ready = await system.get('/readyz');
    for (let tries = 0; tries < 100 && ready.status !== 503; tries += 1) {
      await sleep(100);
      ready = await system.get('/readyz');
    }
    expect([ready.status, ready.body['ledger'], ready.body['index']]).toEqual([503, 'up', 'down']);
    const read = await system.get(`/r/${freshId()}/story`);
    expect([read.status, read.body['code'], read.headers.get('retry-after')]).toEqual([503, 'index/unavailable', '5']);
  });
}
