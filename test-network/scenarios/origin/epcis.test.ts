/** EPCIS over HTTP: what was captured, what the ledger refuses, what others see, that it is proven, and that a kill loses nothing. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processOf } from '../process-of.ts';
import { type Answer, daysAgo, freshId, startSystem, type System } from '../system.ts';
import { captureTests } from './epcis-capture.ts';
import { batch, documentOf, epcisClient, event, eventsIn, gtin, lot } from './epcis-client.ts';
import { exchangeTests } from './epcis-exchange.ts';
import { queryTests } from './epcis-queries.ts';
import { refusalTests } from './epcis-refusals.ts';

jest.setTimeout(120_000);
let system: System;
const client = epcisClient(() => system);

beforeAll(async () => {
  system = await startSystem();
  const ids = JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  const harvest = {
    ...{ requestId: freshId(), id: batch, lot, growingArea: ids['area-durian'], harvestDate: daysAgo(5) },
    ...{ weightKg: '120', product: { code: 'durian', name: 'Sầu riêng Ri6', gtin } },
  };
  expect((await system.post('/api/origin/batches', harvest, 'farmer')).status).toBe(201);
}, 120_000);
afterAll(async () => {
  await system?.stop();
}, 30_000);

captureTests(client);
refusalTests(client);
queryTests(client);
exchangeTests(client);

test('a gateway killed in the middle of a job loses none of its events and doubles none', async () => {
  const count = 300;
  const events = Array.from({ length: count }, (_, index) =>
    event({ bizStep: 'storing', quantityList: [{ epcClass: `urn:x:kill:${index}` }] }),
  );
  const sent = await system.post('/epcis/capture', documentOf(...events), 'packer', {
    'GS1-Capture-Error-Behaviour': 'proceed',
  });
  expect(sent.status).toBe(202);
  process.kill(processOf(system, 'gateway-api/src/server.ts')!, 'SIGKILL');
  const location = String(sent.headers.get('location'));
  let job: Answer | undefined;
  for (let tries = 0; tries < 300 && job?.body['running'] !== false; tries += 1) {
    await sleep(200);
    job = await system.get(location, 'packer').catch(() => undefined);
  }
  expect(job?.body).toMatchObject({ running: false, success: true, captured: count });
  const found: unknown[] = [];
  let path: string | undefined = '/epcis/events?EQ_bizStep=storing&perPage=1000&orderBy=recordTime&orderDirection=ASC';
  while (path !== undefined) {
    const answer: Answer = await system.get(path, 'packer');
    found.push(
      ...eventsIn(answer).flatMap(({ quantityList }) =>
        (quantityList as { epcClass: string }[]).map(({ epcClass }) => epcClass),
      ),
    );
    path = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
  }
  expect(found.filter((epcClass) => String(epcClass).startsWith('urn:x:kill:')).toSorted()).toEqual(
    events.map((_, index) => `urn:x:kill:${index}`).toSorted(),
  );
});
