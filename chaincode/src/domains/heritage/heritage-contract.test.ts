import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  heritageBodies,
  parseDomainError,
  recordKey,
  type heritageCommands,
  type RecordState,
} from '@daunguon/records';
import { digestOf, festival, photo, temple } from '../../../../records/src/domains/heritage/heritage-fixtures.ts';
import { idOf, MemoryChain, person, type Person } from '../../contract-fixtures.ts';
import { RegistryContract } from '../registry/registry-contract.ts';
import { HeritageContract } from './heritage-contract.ts';

const [registry, heritage] = [new RegistryContract(), new HeritageContract()];
const office: Person = { msp: 'CultureMSP', attributes: { 'dn.role': 'registrar' } };
const steward = person('steward', 'MVSEVM', 'CultureMSP');
const other = person('steward', '0THER', 'CultureMSP');
let chain: MemoryChain;
let count = 0;

const request = () => ({ requestId: idOf(`Q${(count += 1)}`) });
const tx = (who: Person, name: keyof typeof heritageCommands, command: object) =>
  chain.run(who, (ctx, json) => heritage[name](ctx, json), { ...request(), ...command });
const refusal = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'accepted',
    (error: Error) => {
      const refused = parseDomainError(`chaincode response 500, ${error.message}`);
      const at = refused?.errors.map(({ pointer }) => pointer) ?? [];
      return refused === undefined ? error.message : [refused.code, ...at].join(' ');
    },
  );
const state = (label: string): RecordState => JSON.parse(chain.state.get(recordKey(idOf(label))) ?? '{}');
const restricted = { kind: 'intangible', consent: 'sacred', commitment: digestOf('c') };

beforeEach(async () => {
  chain = new MemoryChain();
  const period = { from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' };
  for (const unit of ['MVSEVM', '0THER', 'N0NE']) {
    const registered = { ...request(), id: idOf(unit), name: unit, kind: 'museum', commune: '26041' };
    await chain.run(office, (ctx, json) => registry.RegisterUnit(ctx, json), registered);
    if (unit === 'N0NE') continue;
    const grant = { ...request(), id: idOf(`A${unit}`), unit: idOf(unit), may: ['heritage:steward'], ...period };
    await chain.run(office, (ctx, json) => registry.GrantAccreditation(ctx, json), grant);
  }
  await tx(steward, 'RegisterItem', { id: idOf('1'), ...temple });
});

/** Whatever a transaction wrote is what the schemas of the records promise to readers. */
afterEach(() => {
  for (const [key, value] of chain.state) {
    if (!key.startsWith('r/')) continue;
    const { id, type, body } = JSON.parse(value) as RecordState;
    if (!Object.hasOwn(heritageBodies, type)) continue;
    const { error } = heritageBodies[type as keyof typeof heritageBodies].safeParse(body);
    expect([id, type, error?.issues]).toEqual([id, type, undefined]);
  }
});

describe('an item', () => {
  test('is its steward’s, and keeps the name that its place had on the day', async () => {
    expect(state('1')).toMatchObject({
      ...{ type: 'heritage/item', status: 'active', owner: idOf('MVSEVM') },
      body: { steward: idOf('MVSEVM'), places: [{ commune: '26041', name: expect.stringMatching(/^(Phường|Xã) /) }] },
    });
  });

  test('is described anew by its steward only, with the reason', async () => {
    const update = { id: idOf('1'), ...temple, name: 'Văn miếu Trấn Biên', reason: 'Đúng tên' };
    expect(await refusal(tx(other, 'UpdateItem', update))).toBe('heritage/other-steward');
    expect(await refusal(tx(steward, 'UpdateItem', update))).toBe('accepted');
    expect(state('1')).toMatchObject({ version: 2, body: { name: 'Văn miếu Trấn Biên', updateReason: 'Đúng tên' } });
  });

  test('needs an accredited steward of the unit’s own organisation', async () => {
    const register = (who: Person) => refusal(tx(who, 'RegisterItem', { id: idOf('2'), ...temple }));
    expect(await register(person('steward', 'N0NE', 'CultureMSP'))).toBe('registry/not-accredited');
    expect(await register(person('steward', 'MVSEVM', 'AgriMSP'))).toBe('registry/other-organisation');
    expect(await register(person('farmer', 'MVSEVM', 'CultureMSP'))).toBe('registry/role-not-allowed');
  });

  test('that lives in a community is shown with its consent and the day of it', async () => {
    const register = (consent: object) => refusal(tx(steward, 'RegisterItem', { id: idOf('3'), ...festival, consent }));
    expect(await register({ level: 'not-needed' })).toBe('heritage/consent-needed /consent/level');
    expect(await register({ level: 'public' })).toBe('heritage/consent-needed /consent/on');
    expect(await register({ level: 'public', on: '2026-11-25' })).toBe('heritage/consent-in-future /consent/on');
    expect(await register({ level: 'public', on: '2026-11-24' })).toBe('accepted');
  });
});

describe('what is not to be shown', () => {
  test('leaves kind, level and commitment on the ledger, and nothing else', async () => {
    await tx(steward, 'CommitItem', { id: idOf('5'), ...restricted });
    const { body, salt, ...kept } = state('5') as RecordState & { facets: object };
    expect([body, salt]).toEqual([undefined, undefined]);
    expect(kept).toMatchObject({ commitment: digestOf('c'), facets: { kind: 'intangible', consent: 'sacred' } });
    const levels = { id: idOf('5'), consent: 'community', commitment: digestOf('d') };
    expect(await refusal(tx(other, 'RecommitItem', levels))).toBe('heritage/other-steward');
    await tx(steward, 'RecommitItem', levels);
    expect(state('5')).toMatchObject({ version: 2, commitment: digestOf('d'), facets: { consent: 'community' } });
  });

  test('is followed by a public item once its community agrees', async () => {
    await tx(steward, 'CommitItem', { id: idOf('5'), ...restricted });
    const register = { id: idOf('6'), ...festival, replaces: idOf('5') };
    expect(await refusal(tx(other, 'RegisterItem', register))).toBe('heritage/other-steward');
    await tx(steward, 'RegisterItem', register);
    expect([state('5').status, state('6').body]).toMatchObject(['superseded', { replaces: idOf('5') }]);
    const again = { id: idOf('5'), consent: 'sacred', commitment: digestOf('d') };
    expect(await refusal(tx(steward, 'RecommitItem', again))).toBe('heritage/restricted-not-found /id');
    const second = { id: idOf('7'), ...festival, replaces: idOf('5') };
    expect(await refusal(tx(steward, 'RegisterItem', second))).toBe('heritage/restricted-not-found /replaces');
  });
});

describe('media', () => {
  const add = (label: string, change: object = {}, who = steward) =>
    tx(who, 'AddMedia', { id: idOf(label), item: idOf('1'), ...photo, ...change });

  test('are added to a shown item by its steward, each file once, images with a copy for display', async () => {
    expect(await refusal(add('7', {}, other))).toBe('heritage/other-steward');
    expect(await refusal(add('7', { item: idOf('9') }))).toBe('heritage/item-not-found /item');
    expect(await refusal(add('7', { mediaType: 'video/mp4' }))).toBe('heritage/media-type /mediaType');
    expect(await refusal(add('7', { derivatives: [] }))).toBe('heritage/no-derivative /derivatives');
    await add('7');
    expect(await refusal(add('8'))).toBe('heritage/media-twice /sha256');
    await tx(steward, 'DescribeMedia', { id: idOf('7'), alt: { vi: 'Cổng tam quan' } });
    expect(state('7')).toMatchObject({ version: 2, body: { alt: { vi: 'Cổng tam quan' }, sha256: digestOf('a') } });
  });

  test('that were taken down keep their digests, lose their words, and never come back', async () => {
    await add('7');
    await tx(steward, 'TakeDown', { id: idOf('7'), ground: 'objection' });
    const { status, body } = state('7') as RecordState<Record<string, unknown>>;
    expect([status, body['sha256'], body['alt'], body['takedown']]).toEqual([
      ...['erased', digestOf('a'), undefined],
      { ground: 'objection', at: chain.now },
    ]);
    expect(await refusal(add('8'))).toBe('heritage/taken-down /sha256');
    expect(await refusal(tx(steward, 'TakeDown', { id: idOf('7'), ground: 'rights' }))).toBe('heritage/taken-down');
    expect(await refusal(tx(steward, 'DescribeMedia', { id: idOf('7'), alt: { vi: 'A' } }))).toBe(
      'heritage/taken-down',
    );
  });
});

describe('a takedown', () => {
  const add = (label: string, item: string, who = steward) =>
    tx(who, 'AddMedia', { id: idOf(label), item: idOf(item), ...photo });

  test('of an item takes the words of its media with it, so that nothing of them is proven any more', async () => {
    await add('7', '1');
    const second = { ...photo, sha256: digestOf('e'), caption: { vi: 'Lời chú thích' } };
    await tx(steward, 'AddMedia', { id: idOf('8'), item: idOf('1'), ...second });
    await tx(steward, 'TakeDown', { id: idOf('8'), ground: 'rights' });
    await tx(office, 'TakeDown', { id: idOf('1'), ground: 'consent' });
    expect(state('7')).toMatchObject({
      ...{ version: 2, status: 'erased' },
      body: { sha256: digestOf('a'), takedown: { ground: 'consent', at: chain.now } },
    });
    for (const label of ['7', '8']) expect(JSON.stringify(state(label).body)).not.toMatch(/alt|caption|credit/);
    // What had been taken down before keeps its own ground.
    expect(state('8')).toMatchObject({ version: 2, body: { takedown: { ground: 'rights' } } });
  });

  test('by a steward blocks no other unit’s file; by the department it blocks everybody’s', async () => {
    await tx(other, 'RegisterItem', { id: idOf('2'), ...temple });
    await add('7', '1');
    await tx(steward, 'TakeDown', { id: idOf('7'), ground: 'mistake' });
    expect(await refusal(add('8', '1'))).toBe('heritage/taken-down /sha256');
    expect(await refusal(add('9', '2', other))).toBe('accepted');
    await tx(office, 'TakeDown', { id: idOf('9'), ground: 'objection' });
    await tx(other, 'RegisterItem', { id: idOf('3'), ...temple });
    expect(await refusal(add('8', '3', other))).toBe('heritage/taken-down /sha256');
  });

  test('of an item leaves its kind and its steward', async () => {
    await tx(office, 'TakeDown', { id: idOf('1'), ground: 'consent' });
    expect(state('1')).toMatchObject({
      status: 'erased',
      body: { kind: 'tangible', steward: idOf('MVSEVM'), takedown: { ground: 'consent', at: chain.now } },
    });
    expect(JSON.stringify(state('1').body)).not.toContain('Văn miếu');
    expect(await refusal(tx(steward, 'UpdateItem', { id: idOf('1'), ...temple, reason: 'Lại' }))).toBe(
      'heritage/taken-down /id',
    );
  });

  test('is the steward’s or its own department’s to decide', async () => {
    const takeDown = (who: Person) => refusal(tx(who, 'TakeDown', { id: idOf('1'), ground: 'privacy' }));
    expect(await takeDown(other)).toBe('heritage/other-steward');
    expect(await takeDown({ ...office, msp: 'AgriMSP' })).toBe('registry/other-organisation');
    expect(await takeDown(person('farmer', 'MVSEVM', 'CultureMSP'))).toBe('registry/role-not-allowed');
    expect(await takeDown(steward)).toBe('accepted');
  });

  test('reaches a restricted record, too', async () => {
    await tx(steward, 'CommitItem', { id: idOf('5'), ...restricted });
    await tx(steward, 'TakeDown', { id: idOf('5'), ground: 'consent' });
    expect(state('5').status).toBe('erased');
  });
});

describe('a route', () => {
  const product = (status: string, rating?: object): void => {
    const record = { id: idOf('P1'), type: 'ocop/product', version: 1, status, owner: idOf('PR0D') };
    chain.state.set(recordKey(idOf('P1')), JSON.stringify({ ...record, body: { name: 'Bưởi', rating } }));
  };
  const route = { name: 'Một ngày ở Biên Hòa', story: { vi: ['Đi bộ được.'] } };
  const register = (stops: object[]) => refusal(tx(steward, 'RegisterRoute', { id: idOf('T'), ...route, stops }));

  beforeEach(() => tx(other, 'RegisterItem', { id: idOf('2'), ...temple }));

  test('joins shown items of whatever steward with rated products, until it ends', async () => {
    product('active', { stars: 4 });
    const stops = [{ item: idOf('1'), products: [idOf('P1')] }, { item: idOf('2') }];
    expect(await register(stops)).toBe('accepted');
    const update = { id: idOf('T'), ...route, name: 'Hai ngày', stops, reason: 'Thêm ngày' };
    await tx(steward, 'UpdateRoute', update);
    await tx(steward, 'EndRoute', { id: idOf('T') });
    expect(state('T')).toMatchObject({ version: 3, status: 'closed', body: { name: 'Hai ngày' } });
    expect(await refusal(tx(steward, 'UpdateRoute', update))).toBe('heritage/route-ended');
  });

  test('refuses the stop that is wrong', async () => {
    const first = { item: idOf('1') };
    expect(await register([first, { item: idOf('9') }])).toBe('heritage/item-not-found /stops/1/item');
    expect(await register([first, first])).toBe('heritage/stop-twice /stops/1/item');
    const second = { item: idOf('2'), products: [idOf('P1')] };
    expect(await register([first, second])).toBe('heritage/product-not-rated /stops/1/products/0');
    product('active');
    expect(await register([first, second])).toBe('heritage/product-not-rated /stops/1/products/0');
    product('revoked', { stars: 4 });
    expect(await register([first, second])).toBe('heritage/product-not-rated /stops/1/products/0');
    await tx(other, 'TakeDown', { id: idOf('2'), ground: 'mistake' });
    expect(await register([first, { item: idOf('2') }])).toBe('heritage/taken-down /stops/1/item');
  });
});
