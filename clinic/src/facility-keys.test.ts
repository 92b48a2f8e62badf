import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { facilityKey, keyById, type FacilityKey } from './facility-keys.ts';
import { GatewayRefusal } from './gateway-client.ts';
import { TestAgent } from './test-agent.ts';

const day = 86_400_000;
let agent: TestAgent;
beforeEach(() => {
  agent = new TestAgent();
  agent.answers.set('/api/health/keys', () => ({}));
});
afterEach(() => agent.close());
const key = (): Promise<FacilityKey> => facilityKey(agent.store, agent, 'seal');

test('a key is registered once, and followed by another before it ends; bundles for the old one still open', async () => {
  const first = await key();
  expect(await key()).toEqual(first);
  expect(agent.asked).toHaveLength(1);
  agent.clock = Date.parse(first.validUntil) - 59 * day;
  const second = await key();
  expect([second.id === first.id, Date.parse(second.validUntil) > Date.parse(first.validUntil)]).toEqual([false, true]);
  expect(await key()).toEqual(second);
  expect(agent.asked).toHaveLength(2);
  expect(keyById(agent.store, 'seal', first.id)).toEqual(first);
});

test('one that cannot be registered is tried again as it is, while the old one serves to its end', async () => {
  const first = await key();
  agent.answers.set('/api/health/keys', () => {
    throw new GatewayRefusal('gateway/unreachable', '', true);
  });
  agent.clock = Date.parse(first.validUntil) - day;
  expect([await key(), await key()]).toEqual([first, first]);
  agent.clock += 2 * day;
  await expect(key()).rejects.toThrow('unreachable');
  agent.answers.set('/api/health/keys', () => ({}));
  const second = await key();
  const tried = agent.asked.slice(1).map(([, body]) => (body as FacilityKey).id);
  expect(new Set(tried)).toEqual(new Set([second.id]));
});
