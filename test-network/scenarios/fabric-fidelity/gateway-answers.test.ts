/** What clients are refused, and in which words: the same as real Fabric says (gateway-answers.json). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startClientNetwork } from '../fixtures/client-network.ts';
import type { ClientNetwork } from '../fixtures/client-network.ts';
import { onFabric } from '../fixtures/on-fabric.ts';
import { askEverything } from './gateway-answers.ts';
import type { Answer } from './gateway-answers.ts';

const recorded = JSON.parse(readFileSync(join(import.meta.dirname, 'gateway-answers.json'), 'utf8')) as Answer[];

/** The embedded network runs in this process: its clock is ours. */
const pass = async (): Promise<void> => {
  if (onFabric) return sleep(10_000);
  jest.setSystemTime(Date.now() + 10_000);
};

let network: ClientNetwork;
let found: Answer[];
beforeAll(async () => {
  network = await startClientNetwork('basic');
  if (!onFabric) jest.useFakeTimers({ now: Date.now(), doNotFake: ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] }); // prettier-ignore
  found = await askEverything(network, pass);
}, 300_000);
afterAll(async () => {
  jest.useRealTimers();
  await network?.stop();
});

test.each(recorded)('$request: $said', ({ request }) => {
  const answer = (answers: readonly Answer[]): Answer | undefined => answers.find((each) => each.request === request);
  expect(answer(found)).toEqual(answer(recorded));
});

test('nothing was asked of which no answer of Fabric is kept', () => {
  expect(found.map(({ request }) => request)).toEqual(recorded.map(({ request }) => request));
});
