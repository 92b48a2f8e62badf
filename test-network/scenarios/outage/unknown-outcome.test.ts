/** The gateway gives up waiting for a commit before there can be one: ordered, outcome unknown. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshId, startSystem, type Answer, type System } from '../system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem({ empty: true, commitWaitMs: 1 });
}, 120_000);
afterAll(() => system?.stop(), 30_000);

test('is 202 with the place of the receipt, never a failure; it is committed once, however often it is sent', async () => {
  const anotherUnit = () => ({
    requestId: freshId(),
    id: freshId(),
    name: 'Trạm y tế Trảng Bom (mẫu)',
    kind: 'clinic',
    commune: '26068',
  });
  let unit = anotherUnit();
  const send = (): Promise<Answer> => system.post('/api/registry/units', unit, 'registrar-health');
  let answer = await send();
  // On a busy machine both the commit and the end of the wait may be there when the gateway next looks: then it rightly says 201.
  for (let tries = 1; tries < 20 && answer.status === 201; tries += 1) {
    unit = anotherUnit();
    answer = await send();
  }
  expect(answer.status).toBe(202);
  expect(answer.headers.get('location')).toBe(`/r/${unit.id}`);
  expect(answer.body).toEqual({
    txId: expect.stringMatching(/^[0-9a-f]{64}$/),
    requestId: unit.requestId,
    status: 'unknown',
  });
  let story = await system.get(`/r/${unit.id}/story`);
  for (let tries = 0; tries < 200 && story.status !== 200; tries += 1) {
    await sleep(50);
    story = await system.get(`/r/${unit.id}/story`);
  }
  expect(story.body).toMatchObject({ txId: answer.body['txId'], record: { version: 1 } });
  expect([201, 202]).toContain((await send()).status);
  await sleep(500);
  expect((await system.get(`/r/${unit.id}/story`)).body).toMatchObject({
    txId: answer.body['txId'],
    record: { version: 1 },
  });
}, 60_000);
