/** A machine's clock that is wrong, and answers that are none: the client against a server that says its own time. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { gatewayClient, type GatewayClient } from './gateway-client.ts';
import { facilityKey } from './facility-keys.ts';
import { takeIn } from './intake/take-in.ts';
import { idOf, TestAgent } from './test-agent.ts';

const minute = 60_000;
let server: Server;
let answer: { status: number; body: string; date?: string };
let asked: { url: string; body: string; authorization: string }[];
let said: string[];

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { authorization = '' } = request.headers;
      asked.push({ url: String(request.url), body: Buffer.concat(parts).toString(), authorization });
      if (answer.date === 'none') response.sendDate = false;
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  [answer, asked, said] = [{ status: 200, body: '{}' }, [], []];
});
const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const client = (offByMs = 0, gateway = url()): GatewayClient =>
  gatewayClient(
    { gateway, token: () => 'the-token' },
    () => Date.now() + offByMs,
    (line) => said.push(line),
  );
const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    ({ code, transient }: { code: string; transient: boolean }) => [code, transient],
  );

describe('a clock that is off', () => {
  test.each([20 * minute, -20 * minute])(
    'by %i ms goes by the gateway’s from the first answer on, and is told once',
    async (off) => {
      const gateway = client(off);
      expect(Math.abs(gateway.now() - Date.now() - off)).toBeLessThan(5000);
      for (let n = 0; n < 3; n += 1) await gateway.get('/');
      expect(Math.abs(gateway.now() - Date.now())).toBeLessThan(5000);
      expect(said).toEqual([expect.stringMatching(/(119\d|120\d) s$/)]);
    },
  );

  test('by a little is not worth a word; a refusal tells the time too', async () => {
    const gateway = client(2 * minute);
    answer = { status: 403, body: '{"code":"health/not-the-patient"}' };
    expect(await refusal(gateway.get('/'))).toEqual(['health/not-the-patient', false]);
    expect(Math.abs(gateway.now() - Date.now())).toBeLessThan(5000);
    expect(said).toEqual([]);
  });

  test('goes on as it was where a server says no time', async () => {
    const gateway = client(20 * minute);
    answer = { status: 200, body: '{}', date: 'none' };
    await gateway.get('/');
    expect(Math.abs(gateway.now() - Date.now() - 20 * minute)).toBeLessThan(5000);
  });

  test('twenty minutes ahead or behind, a key holds now and a document of today is taken', async () => {
    for (const off of [20 * minute, -20 * minute]) {
      const agent = new TestAgent();
      try {
        // The very first thing that it asks for: nothing has told it the time.
        const gateway = client(off);
        const { validFrom, validUntil } = await facilityKey(agent.store, gateway, 'seal');
        const now = new Date().toISOString();
        expect([validFrom <= now, now < validUntil]).toEqual([true, true]);
        const { validFrom: told } = JSON.parse(asked.at(-1)?.body ?? '{}') as { validFrom: string };
        expect(Math.abs(Date.parse(told) + minute - Date.now())).toBeLessThan(5000);
        const deps = {
          store: agent.store,
          unit: idOf(2),
          maxBytes: 1000,
          now: () => gateway.now(),
          sign: async () => null,
        };
        const document = { patient: idOf(1), name: 'a.pdf', retention: 'none', date: now.slice(0, 10) } as const;
        expect(await takeIn(deps, { ...document, bytes: Buffer.from('x') })).toMatch(/^[0-7][0-9A-Z]{25}$/);
        const late = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
        const refused = takeIn(deps, { ...document, date: late, bytes: Buffer.from('y') });
        expect(await refusal(refused)).toEqual(['health/clock-skew', undefined]);
      } finally {
        agent.close();
      }
    }
  });
});

describe('an answer', () => {
  test.each([
    [200, '{"a":1}', 'done'],
    [202, '{}', ['gateway/unknown-outcome', true]],
    [401, '{"code":"auth/expired"}', ['auth/expired', true]],
    [403, '{"code":"health/other-facility"}', ['health/other-facility', false]],
    [403, '<html>', ['http/403', true]],
    [413, '<html>', ['http/413', false]],
    [429, '', ['http/429', true]],
    [503, '{"code":"ledger/unavailable"}', ['ledger/unavailable', true]],
  ])('%i %s', async (status, body, expected) => {
    answer = { status, body };
    expect(await refusal(client().post('/x', { b: 2 }))).toEqual(expected);
    expect(asked).toEqual([{ url: '/x', body: '{"b":2}', authorization: expect.stringMatching(/^Bearer .+/) }]);
  });

  test('that does not come may come later', async () => {
    expect(await refusal(client(0, 'http://127.0.0.1:1').get('/'))).toEqual(['gateway/unreachable', true]);
  });
});
