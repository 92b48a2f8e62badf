import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DomainError } from '@daunguon/records';
import { sendCommitments } from './agent.ts';
import { GatewayRefusal } from './gateway-client.ts';
import { takeIn } from './intake/take-in.ts';
import { idOf, TestAgent } from './test-agent.ts';

let agent: TestAgent;
beforeEach(() => {
  agent = new TestAgent();
});
afterEach(() => agent.close());
const take = (content: string, supersedes?: string): Promise<string> => {
  const { store } = agent;
  const deps = { store, unit: idOf(2), maxBytes: 1000, now: () => agent.clock, sign: async () => null };
  const more = supersedes === undefined ? {} : { supersedes };
  const file = { name: 'a.pdf', date: '2026-03-01', retention: 'none', bytes: Buffer.from(content), ...more } as const;
  return takeIn(deps, { patient: idOf(1), ...file });
};

test('a correction is sent with the facility of what it corrects; refused, it keeps none of the others back', async () => {
  const first = await take('một');
  const corrected = await take('hai', first);
  const other = await take('ba');
  let isCommitted = false;
  agent.answers.set('/api/health/commitments', ({ supersedes }: { supersedes?: { id: string } }) => {
    if (supersedes !== undefined && !isCommitted) {
      const { code } = new DomainError('health/not-committed');
      throw new GatewayRefusal(code, supersedes.id);
    }
    return { status: 'committed' };
  });
  await sendCommitments(agent.store, agent, agent.say);
  expect(agent.store.inState('committed').map(({ id }) => id)).toEqual([first, other]);
  expect(agent.said).toEqual([expect.stringContaining(`${corrected}: health/not-committed`)]);
  isCommitted = true;
  await sendCommitments(agent.store, agent, agent.say);
  expect(agent.store.inState('staged')).toEqual([]);
  expect(agent.asked.at(-1)).toMatchObject([
    '/api/health/commitments',
    {
      id: corrected,
      supersedes: { id: first, fields: [['/facility', idOf(2), expect.any(String), 4, expect.any(Array)]] },
    },
  ]);
});
