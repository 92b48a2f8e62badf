/** EPCIS over HTTP: what was captured, what the ledger refuses, what others see, and that it is proven. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkDocument, type JsonObject } from '@daunguon/formats/epcis';
import { readDisclosure, verifyField } from '@daunguon/proof';
import { processOf } from '../process-of.ts';
import { type Answer, daysAgo, freshId, startSystem, type System } from '../system.ts';

jest.setTimeout(120_000);
let system: System;
let unit: Record<string, string>;
let token: string;
const gtin = '09521234543213';
const batch = freshId();
const lot = 'EPCIS-1';
const lotUri = `https://id.gs1.org/01/${gtin}/10/${lot}`;
const context = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { ex: 'https://ns.example.org/ex/' },
];
const now = (): string => new Date().toISOString();

beforeAll(async () => {
  system = await startSystem();
  unit = JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  token = await system.token('packer');
  const harvest = {
    ...{
      requestId: freshId(),
      id: batch,
      lot,
      growingArea: unit['area-durian'],
      harvestDate: daysAgo(5),
      weightKg: '120',
    },
    product: { code: 'durian', name: 'Sầu riêng Ri6', gtin },
  };
  expect((await system.post('/api/origin/batches', harvest, 'farmer')).status).toBe(201);
}, 120_000);
afterAll(async () => {
  await system?.stop();
}, 30_000);

const event = (change: JsonObject = {}): JsonObject => ({
  ...{ type: 'ObjectEvent', eventTime: now(), eventTimeZoneOffset: '+07:00', action: 'OBSERVE', bizStep: 'packing' },
  quantityList: [{ epcClass: lotUri, quantity: 40.5, uom: 'KGM' }],
  ...change,
});
const documentOf = (...events: readonly JsonObject[]): JsonObject => ({
  ...{ '@context': context, type: 'EPCISDocument', schemaVersion: '2.0', creationDate: now() },
  epcisBody: { eventList: events },
});
const capture = async (document: JsonObject, headers: Record<string, string> = {}, login = 'packer') => {
  const sent = await system.post('/epcis/capture', document, login, headers);
  if (sent.status !== 202) return sent;
  for (let tries = 0; tries < 150; tries += 1) {
    const job = await system.get(String(sent.headers.get('location')), login);
    if (job.body['running'] === false) return job;
    await sleep(100);
  }
  throw new Error('the job does not end');
};
const eventsIn = ({ body }: Answer): JsonObject[] => {
  expect(checkDocument(body)).toEqual([]);
  return (body as { epcisBody: { queryResults: { resultsBody: { eventList: JsonObject[] } } } }).epcisBody.queryResults
    .resultsBody.eventList;
};
const find = async (query: string, login?: string): Promise<JsonObject[]> =>
  eventsIn(await system.get(`/epcis/events?${query}`, login));
/** The bundle, once a cosigned checkpoint covers the record. */
const proven = async (path: string): Promise<Answer> => {
  for (let tries = 0; tries < 150; tries += 1) {
    const answer = await system.get(path);
    if (answer.status === 200) return answer;
    await sleep(100);
  }
  throw new Error(`${path} is not proven`);
};
/** What `npx daunguon-verify <file>` ends with. */
const verdictOf = (disclosure: string): Promise<number | null> => {
  const file = join(system.dataDir, 'disclosure.json');
  writeFileSync(file, disclosure);
  const program = join(import.meta.dirname, '../../../verifier-web/src/cli/daunguon-verify.ts');
  const options = ['--policy', join(system.dataDir, 'trust'), '--gateway', system.gateway, '--state', `${file}.state`];
  const child = spawn(process.execPath, [program, file, ...options], { stdio: 'ignore' });
  return new Promise((resolve) => child.once('exit', resolve));
};
const errorCodes = ({ body }: Answer): string[] => (body['errors'] as { code: string }[]).map(({ code }) => code);

describe('a document with all five event types', () => {
  const note = 'giá bán riêng';
  const events: JsonObject[] = [
    event({
      eventID: 'urn:uuid:7d6f5e7c-0000-4000-8000-000000000001',
      'ex:note': note,
      certificationInfo: 'https://example.org/vietgap/7',
    }),
    {
      ...event({ type: 'AggregationEvent', action: 'ADD', parentID: 'https://id.gs1.org/00/189360123400000010' }),
      quantityList: undefined,
      childQuantityList: [{ epcClass: lotUri, quantity: 40, uom: 'KGM' }],
    },
    event({
      type: 'TransactionEvent',
      action: 'ADD',
      bizStep: 'shipping',
      bizTransactionList: [{ type: 'bol', bizTransaction: 'urn:epcglobal:cbv:bt:8936012300017:BL-7' }],
    }),
    {
      ...event({
        type: 'TransformationEvent',
        bizStep: 'commissioning',
        inputQuantityList: [{ epcClass: lotUri, quantity: 30, uom: 'KGM' }],
        outputQuantityList: [{ epcClass: `${lotUri}-P`, quantity: 9, uom: 'KGM' }],
      }),
      quantityList: undefined,
      action: undefined,
    },
    {
      ...event({
        type: 'AssociationEvent',
        action: 'ADD',
        bizStep: 'assembling',
        parentID: 'urn:epc:id:grai:4012345.55555.987',
        childEPCs: ['urn:epc:id:giai:4000001.12345'],
      }),
      quantityList: undefined,
    },
    event({
      bizStep: 'sensor_reporting',
      sensorElementList: [{ sensorReport: [{ type: 'Temperature', value: 4.2, uom: 'CEL' }] }],
    }),
  ];

  test('is captured as a job, and found by its unit in full', async () => {
    const job = await capture(documentOf(...events));
    expect(job.body).toMatchObject({ running: false, success: true, errors: [], events: 6, captured: 6 });
    const found = await find(
      `MATCH_anyEPCClass=${encodeURIComponent(lotUri)}&EQ_bizStep=packing&eventType=ObjectEvent`,
      'packer',
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      eventID: events[0]!['eventID'],
      'ex:note': note,
      quantityList: [{ quantity: 40.5 }],
    });
    expect(await find('GE_value_CEL=4&LT_value_CEL=5', 'packer')).toHaveLength(1);
    expect(await find('EQ_bizTransaction_bol=urn:epcglobal:cbv:bt:8936012300017:BL-7', 'packer')).toHaveLength(1);
  });

  test('strangers see what, when, in which commune and which step, and no way to guess the rest', async () => {
    const query = `MATCH_anyEPCClass=${encodeURIComponent(lotUri)}&EQ_bizStep=packing&eventType=ObjectEvent`;
    const [seen] = await find(query);
    expect(seen).toMatchObject({
      type: 'ObjectEvent',
      bizStep: 'packing',
      quantityList: [{ epcClass: lotUri }],
      'dn:redacted': true,
    });
    expect(JSON.stringify(seen)).not.toMatch(/40\.5|giá bán|vietgap|7d6f5e7c/);
    expect(seen?.['dn:commune']).toMatch(/^\d{5}$/);
    for (const hidden of [
      'GE_value_CEL=4',
      'EQ_bizTransaction_bol=urn:epcglobal:cbv:bt:8936012300017:BL-7',
      `EQ_eventID=${String(events[0]!['eventID'])}`,
    ]) {
      expect([hidden, await find(hidden), (await find(hidden, 'retailer')).length]).toEqual([hidden, [], 0]);
    }
    expect((await find(query, 'inspector'))[0]).toMatchObject({ 'ex:note': note });
  });

  test('each shown field proves itself against the record’s commitment in the log', async () => {
    const [seen] = await find(
      `MATCH_anyEPCClass=${encodeURIComponent(lotUri)}&EQ_bizStep=packing&eventType=ObjectEvent`,
    );
    const { body } = await system.get(`/epcis/events/${encodeURIComponent(String(seen?.['eventID']))}/disclosure`);
    const { id, fields } = readDisclosure(body)!;
    const { body: bundle } = await proven(`/r/${id}`);
    const { kind, commitment } = JSON.parse((bundle['record'] as { leaf: string }).leaf) as Record<string, string>;
    expect([kind, fields.every((field) => verifyField(field, commitment!))]).toEqual(['fields/1', true]);
    expect(await verdictOf(JSON.stringify(body))).toBe(0);
    expect(await verdictOf(JSON.stringify(body).replace('packing', 'shipping'))).toBe(1);
    expect(fields.map(({ pointer }) => pointer)).toContain('/epcClasses');
    expect(fields.map(({ pointer }) => pointer)).not.toContain('/amounts');
  });
});

describe('what is refused, with what is wrong', () => {
  const lone = (change: JsonObject): JsonObject => ({ '@context': context, ...event(change) });
  const one = (change: JsonObject, login = 'packer') => system.post('/epcis/events', lone(change), login);

  test('schema and vocabulary, by pointer, in Vietnamese and English', async () => {
    const wrong = documentOf(event(), event({ bizStep: 'harvesting' }), event({ foo: 1 }));
    const refused = await system.post('/epcis/capture', wrong, 'packer');
    expect([refused.status, refused.body['code']]).toEqual([400, 'epcis/invalid-document']);
    expect(refused.body['errors']).toEqual([
      {
        ...{ pointer: '/epcisBody/eventList/1/bizStep', code: 'vocabulary' },
        detail: 'Không có trong từ vựng CBV 2.0 và không phải URI của từ vựng khác',
      },
      {
        ...{ pointer: '/epcisBody/eventList/2/foo', code: 'unknown-field' },
        detail: 'Không có trường này; trường mở rộng phải có tiền tố',
      },
    ]);
    const english = await system.post('/epcis/capture', wrong, 'packer', { 'accept-language': 'en' });
    expect((english.body['errors'] as { detail: string }[])[1]?.detail).toBe(
      'There is no such field; an extension needs a prefix',
    );
    // The same document, taken as far as it goes.
    const job = await capture(wrong, { 'GS1-Capture-Error-Behaviour': 'proceed' });
    expect([job.body['success'], job.body['captured'], errorCodes(job)]).toEqual([
      false,
      1,
      ['vocabulary', 'unknown-field'],
    ]);
  });

  test('the same event twice, however it is written', async () => {
    const eventTime = '2026-11-24T08:00:00.000+07:00';
    const first = await one({ eventTime, bizStep: 'inspecting' });
    expect([first.status, first.headers.get('location')]).toEqual([
      201,
      `/epcis/events/${encodeURIComponent(String(first.body['eventID']))}`,
    ]);
    const again = await one({
      eventTime: '2026-11-24T01:00:00Z',
      bizStep: 'https://ref.gs1.org/cbv/BizStep-inspecting',
    });
    expect([again.status, again.body['code']]).toEqual([409, 'epcis/event-exists']);
    const declared = await one({
      eventTime,
      bizStep: 'inspecting',
      errorDeclaration: { declarationTime: now(), reason: 'did_not_occur' },
    });
    expect(declared.status).toBe(201);
    expect(await find('EXISTS_errorDeclaration=true', 'packer')).toHaveLength(1);
  });

  test.each<[string, () => JsonObject, number, string]>([
    [
      'the future',
      () => ({ eventTime: new Date(Date.now() + 3_600_000).toISOString() }),
      400,
      'epcis/invalid-document',
    ],
    [
      'output heavier than input',
      () => ({
        ...{ type: 'TransformationEvent', action: undefined, quantityList: undefined, bizStep: 'commissioning' },
        inputQuantityList: [{ epcClass: 'urn:x:in', quantity: 1, uom: 'TNE' }],
        outputQuantityList: [{ epcClass: 'urn:x:out', quantity: 1000.5, uom: 'KGM' }],
      }),
      409,
      'origin/mass-balance',
    ],
    [
      'a sensor flood',
      () => ({
        sensorElementList: [
          { sensorReport: Array.from({ length: 1001 }, (_, value) => ({ type: 'Temperature', value, uom: 'CEL' })) },
        ],
      }),
      400,
      'epcis/invalid-document',
    ],
  ])('%s', async (_name, change, status, code) => {
    const refused = await one(change());
    expect([refused.status, refused.body['code']]).toEqual([status, code]);
  });

  test('a recalled lot goes no further, under any spelling of its name; that it was received is told', async () => {
    const notice = {
      requestId: freshId(),
      id: freshId(),
      batch,
      reason: 'Dư lượng thuốc bảo vệ thực vật',
      class: 'II',
    };
    expect((await system.post('/api/origin/recalls', notice, 'inspector')).status).toBe(201);
    const spelt = `https://nguon.example.vn/01/${gtin}/10/${lot}?17=261231`;
    const shipped = await one({ bizStep: 'shipping', quantityList: [{ epcClass: spelt }] });
    expect([shipped.status, shipped.body['code']]).toEqual([409, 'origin/batch-recalled']);
    expect((await one({ bizStep: 'receiving', quantityList: [{ epcClass: spelt }] })).status).toBe(201);
    const job = await capture(documentOf(event({ bizStep: 'storing' }), event({ bizStep: 'retail_selling' })));
    expect([job.body['captured'], errorCodes(job)]).toEqual([0, ['origin/batch-recalled']]);
  });

  test('100 MB, without being read whole', async () => {
    const { status, sent } = await new Promise<{ status: number; sent: number }>((resolve, reject) => {
      let sent = 0;
      const upload = request(`${system.gateway}/epcis/capture`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      });
      const chunk = Buffer.alloc(1024 * 1024, ' ');
      const write = (): void => {
        while (sent < 100 && !upload.destroyed) {
          sent += 1;
          if (!upload.write(chunk)) return void upload.once('drain', write);
        }
        upload.end();
      };
      upload.on('response', (response) => {
        response.resume();
        upload.destroy();
        resolve({ status: response.statusCode ?? 0, sent });
      });
      // Whoever goes on sending is cut off.
      upload.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EPIPE' || error.code === 'ECONNRESET' ? undefined : reject(error),
      );
      write();
    });
    expect(status).toBe(413);
    expect(sent).toBeLessThan(60);
  });
});

describe('queries', () => {
  test('the ledger’s own steps are events, too', async () => {
    const steps = await find(`MATCH_anyEPCClass=${encodeURIComponent(lotUri)}&orderBy=eventTime&orderDirection=ASC`);
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
      const answer: Answer = await system.get(path);
      const page = eventsIn(answer);
      expect(page.length).toBeLessThanOrEqual(7);
      seen.push(...page.map(({ eventID }) => eventID));
      path = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    expect(seen.length).toBeGreaterThan(40);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test.each([
    ['/epcis/events?EQ_colour=red', 400, 'epcis/invalid-query'],
    ['/epcis/events?EQ_bizStep=harvesting', 400, 'epcis/invalid-query'],
    ['/epcis/events?nextPageToken=x', 400, 'epcis/invalid-query'],
    ['/epcis/events?maxEventCount=1', 413, 'epcis/query-too-large'],
    ['/epcis/events/urn%3Ax%3Anone', 404, 'epcis/not-found'],
    ['/epcis/bizSteps/harvesting/events', 404, 'epcis/not-found'],
    ['/epcis/queries/none/subscriptions', 501, 'epcis/not-implemented'],
  ])('%s is answered %i', async (path, status, code) => {
    const answer = await system.get(path);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  test('resources list what there is, and lead to events', async () => {
    expect((await system.get('/epcis/')).body['member']).toContain('bizSteps');
    expect((await system.get('/epcis/bizSteps')).body['member']).toContain('packing');
    expect((await system.get('/epcis/epcs', 'packer')).body['member']).toContain(
      'https://id.gs1.org/00/189360123400000010',
    );
    expect(eventsIn(await system.get('/epcis/bizSteps/sensor_reporting/events'))).toHaveLength(1);
    const epc = encodeURIComponent('urn:epc:id:giai:4000001.12345');
    expect(eventsIn(await system.get(`/epcis/epcs/${epc}/events`))).toHaveLength(1);
  });

  test.each([
    ['/epcis/events', 'POST, GET, HEAD, OPTIONS'],
    ['/epcis/capture', 'POST, GET, HEAD, OPTIONS'],
    ['/epcis/queries/cold-chain', 'GET, DELETE, HEAD, OPTIONS'],
  ])('%s says which methods it takes', async (path, methods) => {
    const answer = await fetch(`${system.gateway}${path}`, { method: 'OPTIONS' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([204, methods]);
    expect(answer.headers.get('gs1-epcis-version')).toBe('2.0.0');
  });

  test('a query gets a name', async () => {
    const query = { eventType: ['ObjectEvent'], EQ_bizStep: ['sensor_reporting'] };
    const made = await system.post('/epcis/queries', { name: 'cold-chain', query }, 'packer');
    expect([made.status, made.headers.get('location')]).toEqual([201, '/epcis/queries/cold-chain']);
    expect((await system.post('/epcis/queries', { name: 'cold-chain', query }, 'packer')).status).toBe(409);
    expect(eventsIn(await system.get('/epcis/queries/cold-chain/events'))).toHaveLength(1);
  });
});

test('a gateway killed in the middle of a job loses none of its events and doubles none', async () => {
  const count = 300;
  const events = Array.from({ length: count }, (_, index) =>
    event({ bizStep: 'storing', quantityList: [{ epcClass: `urn:x:kill:${index}` }] }),
  );
  const sent = await system.post('/epcis/capture', documentOf(...events), 'packer', {
    'GS1-Capture-Error-Behaviour': 'proceed',
  });
  expect(sent.status).toBe(202);
  process.kill(processOf(system, 'gateway-api/src/server.ts')!, 'SIGKILL');
  const location = String(sent.headers.get('location'));
  let job: Answer | undefined;
  for (let tries = 0; tries < 300 && job?.body['running'] !== false; tries += 1) {
    await sleep(200);
    job = await system.get(location, 'packer').catch(() => undefined);
  }
  expect(job?.body).toMatchObject({ running: false, success: true, captured: count });
  const found: unknown[] = [];
  let path: string | undefined = '/epcis/events?EQ_bizStep=storing&perPage=1000&orderBy=recordTime&orderDirection=ASC';
  while (path !== undefined) {
    const answer: Answer = await system.get(path, 'packer');
    found.push(
      ...eventsIn(answer).flatMap(({ quantityList }) =>
        (quantityList as { epcClass: string }[]).map(({ epcClass }) => epcClass),
      ),
    );
    path = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
  }
  expect(found.filter((epcClass) => String(epcClass).startsWith('urn:x:kill:')).toSorted()).toEqual(
    events.map((_, index) => `urn:x:kill:${index}`).toSorted(),
  );
});
