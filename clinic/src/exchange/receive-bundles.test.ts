import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TrustPolicy } from '@daunguon/proof';
import { CompactEncrypt, importJWK } from 'jose';
import { eraseRecord } from '../erase-record.ts';
import { facilityKey } from '../facility-keys.ts';
import { GatewayRefusal } from '../gateway-client.ts';
import { idOf, TestAgent } from '../test-agent.ts';
import type { Handed } from './bundle-jwe.ts';
import { receiveBundles, type Received } from './receive-bundles.ts';

const handed: Handed = {
  ...{ kind: 'document', name: 'a.json', bytes: 'e30=', saltSeed: 'ab'.repeat(32) },
  fields: [
    ['/bytes', 'x'],
    ['/signature', null],
  ],
};
const [record, patient, from] = [idOf(1), idOf(2), idOf(3)];
let agent: TestAgent;
let inbox: { id: string }[];
/** Contents by exchange: whatever somebody sealed to this facility's key. */
let contents: Map<string, string>;
let pickedUpBy: Map<string, string>;

beforeEach(async () => {
  agent = new TestAgent();
  [inbox, contents, pickedUpBy] = [[], new Map(), new Map()];
  agent.answers.set('/api/health/keys', () => ({}));
  const { id: kid, privateJwk } = await facilityKey(agent.store, agent, 'seal');
  const { d: _, ...jwk } = privateJwk;
  agent.answers.set('/api/health/exchanges', () => ({ items: inbox }));
  agent.answers.set('/api/health/exchanges/pick-up', async ({ id, requestId }: { id: string; requestId: string }) => {
    const first = pickedUpBy.get(id);
    if (first !== undefined && first !== requestId) throw new GatewayRefusal('health/picked-up', id);
    pickedUpBy.set(id, requestId);
    const jwe = await new CompactEncrypt(Buffer.from(contents.get(id) ?? ''))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid, dn: id })
      .encrypt(await importJWK(jwk, 'ECDH-ES'));
    return { id, record, from, patient, jwe };
  });
  agent.answers.set('/api/health/exchanges/acknowledge', ({ id }: { id: string }) => {
    inbox = inbox.filter((one) => one.id !== id);
    return { receipt: { id } };
  });
});
afterEach(() => agent.close());

const arrives = (n: number, content: string): void => {
  inbox.push({ id: idOf(n) });
  contents.set(idOf(n), content);
};
const policy = {} as TrustPolicy;
const receive = (): Promise<readonly Received[]> =>
  receiveBundles({ store: agent.store, gateway: agent, policy, say: agent.say });
const proofIsThere = (): void => void agent.answers.set(`/r/${record}`, () => ({}));

describe('receiving', () => {
  test.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['an array', '[]'],
    ['a document without its fields', JSON.stringify({ ...handed, fields: undefined })],
    ['fields that are no pairs', JSON.stringify({ ...handed, fields: [null] })],
    ['half a character', JSON.stringify({ ...handed, fields: [['/bytes', '\ud800']] })],
    ['a disclosure that is none', JSON.stringify({ kind: 'fields', shown: { fields: [{}] } })],
  ])('a bundle with %s is acknowledged as matching nothing and stops no other', async (_what, content) => {
    proofIsThere();
    arrives(10, content);
    arrives(11, JSON.stringify(handed));
    expect((await receive()).map(({ exchange }) => exchange)).toEqual([idOf(11)]);
    expect(agent.said).toEqual([`${idOf(10)}: not-a-bundle`]);
    expect(agent.asked).toContainEqual([
      '/api/health/exchanges/acknowledge',
      { requestId: pickedUpBy.get(idOf(10)), id: idOf(10), match: 'none' },
    ]);
    expect(agent.store.tasks('pick-up')).toEqual([]);
    expect(await receive()).toEqual([]);
  });

  test('a bundle whose record has no proof yet is kept, not picked up anew, and finished when it has one', async () => {
    arrives(10, JSON.stringify(handed));
    expect([await receive(), await receive()]).toEqual([[], []]);
    const pickUps = () => agent.asked.filter(([path]) => path.endsWith('pick-up'));
    expect([pickUps().length, agent.said]).toEqual([1, []]);
    proofIsThere();
    expect(await receive()).toMatchObject([{ exchange: idOf(10), check: { signature: 'none' } }]);
    expect(pickUps()).toHaveLength(1);
  });

  test('an answer that is lost is asked for by the same request', async () => {
    proofIsThere();
    arrives(10, JSON.stringify(handed));
    const pickUp = agent.answers.get('/api/health/exchanges/pick-up')!;
    agent.answers.set('/api/health/exchanges/pick-up', async (body: never) => {
      await pickUp(body);
      agent.answers.set('/api/health/exchanges/pick-up', pickUp);
      throw new GatewayRefusal('gateway/unreachable', '', true);
    });
    await expect(receive()).rejects.toThrow('unreachable');
    expect(await receive()).toHaveLength(1);
  });

  test('a refused pick-up is said once and given up', async () => {
    inbox.push({ id: idOf(10) });
    agent.answers.set('/api/health/exchanges/pick-up', ({ id }: { id: string }) => {
      inbox = [];
      throw new GatewayRefusal('health/consent-withdrawn', id);
    });
    await receive();
    await receive();
    expect(agent.said).toEqual([`${idOf(10)}: health/consent-withdrawn`]);
  });

  test('a copy that arrived is erased here alone', async () => {
    proofIsThere();
    arrives(10, JSON.stringify(handed));
    await receive();
    expect(agent.store.content<Received>(idOf(10)).handed).toEqual(handed);
    expect(await eraseRecord(agent.store, agent, idOf(10), { ground: 'purpose-ended', requester: 'facility' })).toEqual(
      {},
    );
    expect(() => agent.store.content(idOf(10))).toThrow('erased');
    expect(agent.asked.some(([path]) => path.includes('erasures'))).toBe(false);
  });
});
