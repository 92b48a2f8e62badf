import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sendProblem } from '../http/http-problem.ts';
import { idOf, serve, TestLog, type Served } from '../mirror/test-log.ts';
import { bundleOf } from './bundle-of.ts';
import { CheckpointStore } from './checkpoint-store.ts';
import { standingOnRoutes, standingOnSchema } from './standing-on-routes.ts';

const dir = mkdtempSync(join(tmpdir(), 'standing-on-'));
const seconds = (time: string): number => Date.parse(time) / 1000;
const now = Date.parse('2026-11-24T03:00:00Z');
const id = idOf(1);
let served: Served;
beforeAll(async () => {
  const log = new TestLog(join(dir, 'log'));
  const kept = new CheckpointStore(join(dir, 'kept'));
  const publish = (time: string) => void kept.publish(log.publish({ at: seconds(time) }).head!.note);
  log.put({ id: idOf(2), body: {} });
  publish('2026-06-20T01:00:00Z');
  log.put({ id, body: { name: 'một' } });
  publish('2026-06-20T02:00:00Z');
  publish('2026-09-01T01:00:00Z');
  log.put({ id, body: { name: 'một' }, status: 'revoked' });
  publish('2026-09-01T02:00:00Z');
  log.put({ id: idOf(3), body: {} });
  publish('2026-11-24T02:59:00Z');
  const indexes = new Map([[1, 2]]);
  const source = {
    ...{ log: log.log.store, map: log.log.map, head: log.head!, kept },
    bodyOf: ({ commitment }: { commitment: string | null }) => Promise.resolve(log.bodies.get(commitment ?? '')),
    indexOf: (_: string, version: number) => Promise.resolve(indexes.get(version)),
  };
  const app = express();
  const bundle = (asked: string, wish?: object) => bundleOf(source, asked, wish);
  app.use(
    standingOnRoutes(
      { bundle },
      () => log.policy(),
      () => now,
    ),
  );
  served = await serve(app.use(sendProblem));
});
afterAll(async () => {
  await served.close();
  rmSync(dir, { recursive: true });
});
const on = async (date: string, asked = id) => {
  const answer = await fetch(`${served.url}/r/${asked}/on/${date}`);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

test.each([
  ['2026-06-19', 'not-issued', 'not-issued', false],
  ['2026-06-20', 'not-issued', 'active', false],
  ['2026-08-31', 'active', 'active', true],
  ['2026-09-01', 'active', 'revoked', false],
  ['2026-11-24', 'revoked', 'revoked', false],
])('on %s: from %s to %s', async (date, atStart, atEnd, valid) => {
  const { body } = await on(date);
  expect(standingOnSchema.parse(body)).toEqual({
    ...{ id, date, asOf: '2026-11-24T02:59:00.000Z', atStart, atEnd, valid, statedBy: 'gateway' },
  });
});

test('no day, a day to come, and a record that there is not are refused', async () => {
  expect((await on('2026-13-01')).body).toMatchObject({ code: 'http/invalid-query' });
  expect((await on('2026-11-25')).body).toMatchObject({ code: 'http/invalid-query' });
  expect((await on('2026-11-24', idOf(9))).status).toBe(404);
  expect((await on('2026-11-24', 'x')).status).toBe(404);
});
