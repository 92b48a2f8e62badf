import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { facilityKey } from '../facility-keys.ts';
import { takeIn } from '../intake/take-in.ts';
import { idOf, TestAgent } from '../test-agent.ts';
import { prepareBundle, waitingBundles, type ToSend } from './send-bundle.ts';

// Tens of megabytes are sealed.
jest.setTimeout(180_000);
let agent: TestAgent;
const to = idOf(3);
beforeEach(async () => {
  agent = new TestAgent();
  agent.answers.set('/api/health/keys', () => ({}));
  const { id, privateJwk, validFrom, validUntil } = await facilityKey(agent.store, agent, 'seal');
  const { d: _, ...jwk } = privateJwk;
  const body = { unit: to, use: 'seal', jwk, validFrom, validUntil };
  agent.answers.set(`/api/health/keys?unit=${to}&limit=100`, () => ({ items: [{ id, status: 'active', body }] }));
});
afterEach(() => agent.close());

/** A document of two sections, the second with an attachment of so many characters. */
const prepare = async (characters: number, more: Partial<ToSend> = {}): Promise<string> => {
  const { store } = agent;
  const sections = ['tiêm chủng', 'x'.repeat(characters)].map((title) => ({ title }));
  const bytes = Buffer.from(JSON.stringify({ resourceType: 'Composition', date: '2026-02-01', section: sections }));
  const deps = { store, unit: idOf(2), maxBytes: 16_000_000, now: () => agent.clock, sign: async () => null };
  const record = await takeIn(deps, { patient: idOf(1), name: 'a.json', date: '2026-02-01', retention: 'none', bytes });
  return prepareBundle(store, agent, {
    record,
    to,
    purpose: 'treatment',
    classes: ['summary'],
    consent: idOf(4),
    ...more,
  });
};

test('a huge attachment that the gateway would not take is refused before anything waits; a section of it goes', async () => {
  await expect(prepare(10_000_000)).rejects.toMatchObject({ code: 'file-too-large' });
  expect(waitingBundles(agent.store)).toEqual([]);
  const id = await prepare(10_000_000, { sections: [0] });
  expect(waitingBundles(agent.store)).toEqual([id]);
});
