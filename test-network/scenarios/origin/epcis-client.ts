/** EPCIS over HTTP, as an information system speaks it. */
import { expect } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkDocument, type JsonObject } from '@daunguon/formats/epcis';
import { officialFindings } from '../../../formats/src/epcis/test-official-schema.ts';
import { type Answer, freshId, type System } from '../system.ts';

export const gtin = '09521234543213';
export const lot = 'EPCIS-1';
export const lotUri = `https://id.gs1.org/01/${gtin}/10/${lot}`;
/** The ledger's record of the lot. */
export const batch = freshId();
export const context = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { ex: 'https://ns.example.org/ex/' },
];
export const now = (): string => new Date().toISOString();

export const event = (change: JsonObject = {}): JsonObject => ({
  ...{ type: 'ObjectEvent', eventTime: now(), eventTimeZoneOffset: '+07:00', action: 'OBSERVE', bizStep: 'packing' },
  quantityList: [{ epcClass: lotUri, quantity: 40.5, uom: 'KGM' }],
  ...change,
});
export const documentOf = (...events: readonly JsonObject[]): JsonObject => ({
  ...{ '@context': context, type: 'EPCISDocument', schemaVersion: '2.0', creationDate: now() },
  epcisBody: { eventList: events },
});
export const eventsIn = ({ body }: Answer): JsonObject[] => {
  // By our checks and by GS1's own schema.
  expect([checkDocument(body), officialFindings(body)]).toEqual([[], []]);
  return (body as { epcisBody: { queryResults: { resultsBody: { eventList: JsonObject[] } } } }).epcisBody.queryResults
    .resultsBody.eventList;
};
export const errorCodes = ({ body }: Answer): string[] =>
  (body['errors'] as { code: string }[]).map(({ code }) => code);

/** What the tests of one running system share; it is there once they run. */
export function epcisClient(system: () => System) {
  const capture = async (document: JsonObject, headers: Record<string, string> = {}, login = 'packer') => {
    const sent = await system().post('/epcis/capture', document, login, headers);
    if (sent.status !== 202) return sent;
    for (let tries = 0; tries < 150; tries += 1) {
      const job = await system().get(String(sent.headers.get('location')), login);
      if (job.body['running'] === false) return job;
      await sleep(100);
    }
    throw new Error('the job does not end');
  };
  const find = async (query: string, login?: string): Promise<JsonObject[]> =>
    eventsIn(await system().get(`/epcis/events?${query}`, login));
  /** The bundle, once a cosigned checkpoint covers the record. */
  const proven = async (path: string): Promise<Answer> => {
    for (let tries = 0; tries < 150; tries += 1) {
      const answer = await system().get(path);
      if (answer.status === 200) return answer;
      await sleep(100);
    }
    throw new Error(`${path} is not proven`);
  };
  return { capture, find, proven, system };
}
export type EpcisClient = ReturnType<typeof epcisClient>;
