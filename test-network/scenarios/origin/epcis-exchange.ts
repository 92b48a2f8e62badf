/** What goes in comes out: each kind of event, JSON-LD, the headers of the standard, jobs page by page. */
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '@daunguon/formats/epcis';
import { type Answer, freshId } from '../system.ts';
import {
  context,
  documentOf,
  errorCodes,
  event as eventOf,
  eventsIn,
  gtin,
  now,
  type EpcisClient,
} from './epcis-client.ts';

/** A lot that no other test recalls. */
const goods = `https://id.gs1.org/01/${gtin}/10/EPCIS-2`;
const event = (change: JsonObject = {}): JsonObject =>
  eventOf({ quantityList: [{ epcClass: goods, quantity: 40.5, uom: 'KGM' }], ...change });
/** What an event declares of its own prefixes, when it comes back in another document. */
const declared = context.slice(1);

/** One of each, with everything that an event may carry somewhere among them. */
const kinds: Readonly<Record<string, () => JsonObject>> = {
  'an object event with certificates, master data of its lot and an extension': () =>
    event({
      ...{ action: 'ADD', bizStep: 'commissioning', disposition: 'active' },
      certificationInfo: ['https://example.org/vietgap/8', 'https://example.org/globalgap/9'],
      ilmd: { 'gs1:harvestDate': '2026-11-23', 'ex:brix': 28 },
      'ex:lab': { 'ex:inner': 'sâu' },
    }),
  'an aggregation': () => ({
    ...event({ type: 'AggregationEvent', action: 'ADD', parentID: 'https://id.gs1.org/00/189360123400000027' }),
    quantityList: undefined,
    childQuantityList: [{ epcClass: goods, quantity: 4, uom: 'KGM' }],
  }),
  'a transaction between two parties': () =>
    event({
      ...{ type: 'TransactionEvent', action: 'ADD', bizStep: 'shipping' },
      bizTransactionList: [{ type: 'desadv', bizTransaction: 'urn:epcglobal:cbv:bt:8936012300017:A-8' }],
      sourceList: [{ type: 'owning_party', source: 'https://id.gs1.org/417/8936012300017' }],
      destinationList: [{ type: 'owning_party', destination: 'https://id.gs1.org/417/4012345000009' }],
    }),
  'a transformation': () => ({
    ...event({ type: 'TransformationEvent', bizStep: 'commissioning' }),
    ...{ quantityList: undefined, action: undefined },
    inputQuantityList: [{ epcClass: goods, quantity: 3, uom: 'KGM' }],
    outputQuantityList: [{ epcClass: `${goods}-Q`, quantity: 1, uom: 'KGM' }],
  }),
  'an association': () => ({
    ...event({ type: 'AssociationEvent', action: 'ADD', bizStep: 'assembling' }),
    ...{ quantityList: undefined, parentID: 'urn:epc:id:grai:4012345.55555.988' },
    childEPCs: ['urn:epc:id:giai:4000001.12346'],
  }),
  'a sensor’s readings': () =>
    event({
      bizStep: 'sensor_reporting',
      sensorElementList: [
        {
          sensorMetadata: { time: now(), deviceID: 'urn:epc:id:giai:4000001.112' },
          sensorReport: [
            { type: 'Temperature', value: 4.4, uom: 'CEL' },
            { type: 'RelativeHumidity', minValue: 80, maxValue: 90, uom: 'P1' },
          ],
        },
      ],
    }),
  'an error declaration': () =>
    event({
      bizStep: 'inspecting',
      errorDeclaration: {
        ...{ declarationTime: now(), reason: 'incorrect_data' },
        correctiveEventIDs: ['urn:uuid:7d6f5e7c-0000-4000-8000-000000000002'],
      },
    }),
};

export function exchangeTests(client: EpcisClient): void {
  describe('what goes in comes out', () => {
    test.each(Object.entries(kinds))('%s', async (_name, kind) => {
      const eventID = `urn:uuid:${crypto.randomUUID()}`;
      const sent = { ...kind(), eventID };
      expect((await client.capture(documentOf(sent))).body).toMatchObject({ success: true, captured: 1 });
      // Both documents hold against the schema: `find` checks what is answered.
      const [found, ...more] = await client.find(`EQ_eventID=${eventID}`, 'packer');
      expect(more).toEqual([]);
      const { recordTime, ...back } = found ?? {};
      expect(typeof recordTime).toBe('string');
      expect(back).toEqual({ ...(JSON.parse(JSON.stringify(sent)) as object), '@context': declared });
    });

    test('an extension is found by its name in full', async () => {
      const found = await client.find('EQ_INNER_https://ns.example.org/ex/inner=s%C3%A2u', 'packer');
      expect(found).toMatchObject([{ 'ex:lab': { 'ex:inner': 'sâu' } }]);
    });
  });

  describe('JSON-LD', () => {
    test('is taken and given under its own name, with the context that declares its prefixes', async () => {
      const ld = 'application/ld+json';
      const eventID = `urn:uuid:${crypto.randomUUID()}`;
      const job = await client.capture(documentOf(event({ eventID, 'ex:note': 'ld' })), { 'content-type': ld });
      expect(job.body).toMatchObject({ success: true, captured: 1 });
      const headers = { accept: ld, authorization: `Bearer ${await client.system().token('packer')}` };
      const answer = await fetch(`${client.system().gateway}/epcis/events?EQ_eventID=${eventID}`, { headers });
      expect(answer.headers.get('content-type')).toMatch(/^application\/ld\+json/);
      const body = (await answer.json()) as Answer['body'];
      expect(body['@context']).toEqual(expect.arrayContaining(context.slice(0, 1)));
      expect(eventsIn({ ...job, body })).toMatchObject([{ '@context': declared, 'ex:note': 'ld' }]);
    });

    test('XML is neither taken nor given', async () => {
      const sent = await client.system().post('/epcis/capture', '<epcis/>', 'packer', { 'content-type': 'text/xml' });
      expect(sent.status).toBe(415);
      const asked = await fetch(`${client.system().gateway}/epcis/events`, { headers: { accept: 'text/xml' } });
      expect(asked.status).toBe(406);
    });
  });

  describe('headers of the standard', () => {
    test.each([
      ['GS1-Capture-Error-Behaviour', 'perhaps', 400],
      ['GS1-EPCIS-Version', '1.2', 406],
      ['GS1-EPCIS-Min', '2.1', 406],
      ['GS1-CBV-Max', '1.2', 406],
      ['GS1-EPC-Format', 'Always_EPC_URN', 406],
    ])('%s: %s is answered %i', async (name, value, status) => {
      const refused = await client.system().post('/epcis/capture', documentOf(event()), 'packer', { [name]: value });
      expect(refused.status).toBe(status);
    });

    test('all or none, or as far as it goes, of what the ledger refuses', async () => {
      const heavier = (): JsonObject => ({
        ...kinds['a transformation']!(),
        outputQuantityList: [{ epcClass: `${goods}-R`, quantity: 4, uom: 'KGM' }],
      });
      const both = () => documentOf(event({ bizStep: 'storing', 'ex:note': freshId() }), heavier());
      const rolled = await client.capture(both(), { 'GS1-Capture-Error-Behaviour': 'rollback' });
      expect(rolled.body).toMatchObject({ captureErrorBehaviour: 'rollback', success: false, captured: 0 });
      const proceeded = await client.capture(both(), { 'GS1-Capture-Error-Behaviour': 'proceed' });
      expect(proceeded.body).toMatchObject({ captureErrorBehaviour: 'proceed', success: false, captured: 1 });
      expect([errorCodes(rolled), errorCodes(proceeded)]).toEqual([['origin/mass-balance'], ['origin/mass-balance']]);
    });
  });

  test('a unit’s jobs come page by page, each once; another unit sees none of them', async () => {
    const seen: string[] = [];
    let path: string | undefined = '/epcis/capture?perPage=5';
    while (path !== undefined) {
      const answer: Answer = await client.system().get(path, 'packer');
      const page = answer.body as unknown as { captureID: string }[];
      expect(page.length).toBeLessThanOrEqual(5);
      seen.push(...page.map(({ captureID }) => captureID));
      path = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    expect(seen.length).toBeGreaterThan(10);
    expect(new Set(seen).size).toBe(seen.length);
    expect((await client.system().get(`/epcis/capture/${seen[0]}`, 'retailer')).status).toBe(404);
    expect(eventsIn(await client.system().get('/epcis/events?EQ_eventID=urn:uuid:none', 'packer'))).toEqual([]);
  });
}
