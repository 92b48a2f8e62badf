/** What the query interface answers. */
import { describe, expect, test } from '@jest/globals';
import { officialFindings } from '../../../formats/src/epcis/test-official-schema.ts';
import { type Answer, daysAgo } from '../system.ts';
import { eventsIn, lotUri, type EpcisClient } from './epcis-client.ts';

export function queryTests(client: EpcisClient): void {
  describe('queries', () => {
    test('the ledger’s own steps are events, too', async () => {
      const steps = await client.find(
        `MATCH_anyEPCClass=${encodeURIComponent(lotUri)}&orderBy=eventTime&orderDirection=ASC`,
      );
      const native = steps.filter((found) => found['dn:redacted'] === undefined);
      expect(native.map(({ bizStep, persistentDisposition }) => [bizStep, persistentDisposition])).toEqual([
        ['commissioning', undefined],
        ['holding', { set: ['recalled'] }],
      ]);
      expect(native[0]).toMatchObject({
        quantityList: [{ epcClass: lotUri, quantity: 120, uom: 'KGM' }],
        ilmd: { 'gs1:harvestDate': daysAgo(5) },
      });
    });

    test('pages follow one another by Link, and show each event once', async () => {
      const seen: unknown[] = [];
      let path: string | undefined = '/epcis/events?perPage=7&orderBy=recordTime';
      while (path !== undefined) {
        const answer: Answer = await client.system().get(path);
        const page = eventsIn(answer);
        expect(page.length).toBeLessThanOrEqual(7);
        seen.push(...page.map(({ eventID }) => eventID));
        path = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
      }
      expect(seen.length).toBeGreaterThan(40);
      expect(new Set(seen).size).toBe(seen.length);
      // An event that comes alone, too, is as GS1's schema has it.
      const alone = await client.system().get(`/epcis/events/${encodeURIComponent(String(seen[0]))}`);
      expect([alone.status, officialFindings(alone.body)]).toEqual([200, []]);
    });

    test.each([
      ['/epcis/events?EQ_colour=red', 400, 'epcis/invalid-query'],
      ['/epcis/events?EQ_bizStep=harvesting', 400, 'epcis/invalid-query'],
      ['/epcis/events?nextPageToken=x', 400, 'epcis/invalid-query'],
      ['/epcis/events?maxEventCount=1', 413, 'epcis/query-too-large'],
      ['/epcis/events/urn%3Ax%3Anone', 404, 'epcis/not-found'],
      ['/epcis/bizSteps/harvesting/events', 404, 'epcis/not-found'],
      ['/epcis/queries/none/subscriptions', 401, 'auth/token-refused'],
    ])('%s is answered %i', async (path, status, code) => {
      const answer = await client.system().get(path);
      expect([answer.status, answer.body['code']]).toEqual([status, code]);
    });

    test('resources list what there is, and lead to events', async () => {
      expect((await client.system().get('/epcis/')).body['member']).toContain('bizSteps');
      expect((await client.system().get('/epcis/bizSteps')).body['member']).toContain('packing');
      expect((await client.system().get('/epcis/epcs', 'packer')).body['member']).toContain(
        'https://id.gs1.org/00/189360123400000010',
      );
      expect(eventsIn(await client.system().get('/epcis/bizSteps/sensor_reporting/events'))).toHaveLength(1);
      // A lot is a class of goods, not an instance; it is asked for in the same way.
      const ofLot = eventsIn(await client.system().get(`/epcis/epcs/${encodeURIComponent(lotUri)}/events`));
      expect(ofLot.map(({ bizStep }) => bizStep)).toEqual(expect.arrayContaining(['commissioning', 'shipping']));
      const epc = encodeURIComponent('urn:epc:id:giai:4000001.12345');
      expect(eventsIn(await client.system().get(`/epcis/epcs/${epc}/events`))).toHaveLength(1);
    });

    test.each([
      ['/epcis/events', 'POST, GET, HEAD, OPTIONS'],
      ['/epcis/capture', 'POST, GET, HEAD, OPTIONS'],
      ['/epcis/queries/cold-chain', 'GET, DELETE, HEAD, OPTIONS'],
    ])('%s says which methods it takes', async (path, methods) => {
      const answer = await fetch(`${client.system().gateway}${path}`, { method: 'OPTIONS' });
      expect([answer.status, answer.headers.get('allow')]).toEqual([204, methods]);
      expect(answer.headers.get('gs1-epcis-version')).toBe('2.0.0');
      expect(answer.headers.get('access-control-allow-methods')).toBe(methods);
      expect(answer.headers.get('access-control-allow-headers')).toMatch(/Authorization.*GS1-Extensions/);
    });

    test('a page of another origin reads what anyone may, and the links of its pages', async () => {
      const headers = { origin: 'https://x.example' };
      const answer = await fetch(`${client.system().gateway}/epcis/events?perPage=1`, { headers });
      expect([answer.headers.get('access-control-allow-origin'), answer.headers.get('link')]).toEqual([
        '*',
        expect.stringContaining('rel="next"'),
      ]);
      expect(answer.headers.get('access-control-expose-headers')).toContain('Link');
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    });

    test('a query gets a name', async () => {
      const query = { eventType: ['ObjectEvent'], EQ_bizStep: ['sensor_reporting'] };
      const made = await client.system().post('/epcis/queries', { name: 'cold-chain', query }, 'packer');
      expect([made.status, made.headers.get('location')]).toEqual([201, '/epcis/queries/cold-chain']);
      expect((await client.system().post('/epcis/queries', { name: 'cold-chain', query }, 'packer')).status).toBe(409);
      expect(eventsIn(await client.system().get('/epcis/queries/cold-chain/events'))).toHaveLength(1);
    });
  });
}
