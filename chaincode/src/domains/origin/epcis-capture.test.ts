import { beforeEach, expect, test } from '@jest/globals';
import { canonicalize, commitFields, CompactRange, leafHash, type Json } from '@daunguon/proof';
import { aliasId, epcisFields, epcisSeenCount, parseDomainError, recordKey, standingKey } from '@daunguon/records';
import { idOf, MemoryChain, person } from '../../contract-fixtures.ts';
import { OriginContract } from './origin-contract.ts';

const contract = new OriginContract();
let chain: MemoryChain;
const gtin = '08936012345674';
const lot = (name: string): string => `https://id.gs1.org/01/${gtin}/10/${name}`;

beforeEach(() => {
  chain = new MemoryChain();
  const grants = [
    { accreditation: idOf('G'), may: ['origin:pack'], from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' },
  ];
  chain.state.set(standingKey(idOf('A')), JSON.stringify({ msp: 'AgriMSP', commune: '26425', grants }));
});

const put = (id: string, record: object): void =>
  void chain.state.set(recordKey(id), JSON.stringify({ id, ...record }));
const recalledLot = (name: string): void => {
  put(idOf('B'), { type: 'origin/batch', status: 'recalled', body: {} });
  put(aliasId(gtin, name), { type: 'origin/alias', status: 'active', body: { target: idOf('B') } });
};

/** A claim as the gateway makes it, put together here from the words of docs/proof-format.md. */
const claim = (label: string, given: Readonly<Record<string, Json>>) => {
  const event: Readonly<Record<string, Json>> = {
    ...{ '/unit': idOf('A'), '/type': 'ObjectEvent', '/eventTime': '2026-11-24T07:00:00Z', '/action': 'OBSERVE' },
    ...given,
  };
  const fields = epcisFields.map((pointer, index) => ({
    pointer,
    value: event[pointer] ?? null,
    salt: index.toString(16).padStart(64, '0'),
  }));
  const unseen = new CompactRange();
  for (const { pointer, salt, value } of fields.slice(epcisSeenCount)) {
    unseen.append(leafHash(new TextEncoder().encode(canonicalize([pointer, salt, value]))));
  }
  const seen = fields.slice(0, epcisSeenCount);
  return {
    id: idOf(label),
    commitment: commitFields(fields),
    values: seen.map(({ value }) => value),
    salts: seen.map(({ salt }) => salt),
    unseen: Buffer.from(unseen.root()).toString('hex'),
  };
};
const capture = (...events: readonly object[]) =>
  chain.run(person('packer', 'A'), (ctx, json) => contract.CaptureEvents(ctx, json), { requestId: idOf('R'), events });
const refusal = async (...events: readonly object[]) => {
  const error = await capture(...events).then(
    () => undefined,
    (thrown: Error) => parseDomainError(thrown.message),
  );
  return error === undefined ? 'accepted' : [error.code, ...error.errors.map(({ pointer }) => pointer)].join(' ');
};

test('the ledger keeps the commitment, and of the contents nothing but type and step', async () => {
  const made = claim('E', {
    '/bizStep': 'receiving',
    '/epcClasses': { quantityList: [lot('SR-1')] },
    '/eventID': 'urn:x:hidden',
  });
  expect(await capture(made)).toMatchObject({ event: 'EventsCaptured', ids: [idOf('E')] });
  expect(JSON.parse(chain.state.get(recordKey(idOf('E'))) ?? '')).toEqual({
    ...{ id: idOf('E'), type: 'origin/epcis-event', version: 1, status: 'active', owner: idOf('A') },
    commitment: made.commitment,
    facets: { eventType: 'ObjectEvent', bizStep: 'receiving' },
    ts: '2026-11-24T08:00:00.000Z',
    by: { msp: 'AgriMSP', unit: idOf('A'), role: 'packer', signing: 'custodial' },
  });
});

test('a recalled lot is not shipped, under whatever other goods', async () => {
  recalledLot('SR-1');
  const lots = { '/epcClasses': { quantityList: [lot('OTHER'), lot('SR-1')] } };
  expect(await refusal(claim('E', { '/bizStep': 'shipping', ...lots }))).toBe('origin/batch-recalled /events/0');
  expect(await refusal(claim('E', { '/bizStep': 'receiving', ...lots }))).toBe('accepted');
});

test('a recalled batch by its own id is not made into something else', async () => {
  recalledLot('SR-1');
  const made = claim('E', {
    ...{ '/type': 'TransformationEvent', '/action': null },
    '/epcClasses': { inputQuantityList: [`urn:daunguon:batch:${idOf('B')}`], outputQuantityList: [lot('NEW')] },
  });
  expect(await refusal(made)).toBe('origin/batch-recalled /events/0');
});

test('what is shown must be what was committed', async () => {
  recalledLot('SR-1');
  const hidden = claim('E', { '/bizStep': 'shipping', '/epcClasses': { quantityList: [lot('SR-1')] } });
  const values = hidden.values.map((value, index) => (epcisFields[index] === '/epcClasses' ? null : value));
  expect(await refusal({ ...hidden, values })).toBe('origin/epcis-not-committed /events/0');
  expect(await refusal({ ...hidden, unseen: 'ab'.repeat(32) })).toBe('origin/epcis-not-committed /events/0');
});

test('all or none, and every refusal is named', async () => {
  const heavy = { '/type': 'TransformationEvent', '/action': null, '/totals': { inputs: '1', outputs: '2' } };
  const events = [claim('1', {}), claim('2', heavy), claim('3', { '/eventTime': '2026-11-25T00:00:00Z' })];
  expect(await refusal(...events)).toBe('origin/mass-balance /events/1 /events/2');
  expect(chain.state.has(recordKey(idOf('1')))).toBe(false);
  expect(await refusal(events[0]!)).toBe('accepted');
});
