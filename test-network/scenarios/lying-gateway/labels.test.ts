/** A label that is turned to another record: what was scanned must equal what is proven. And personal records that do not open. */
import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import {
  commitFields,
  discloseFields,
  fieldSalt,
  readTrustPolicy,
  verify,
  verdictOf,
  type Field,
} from '@daunguon/proof';
import { openWorld, type World } from './world.ts';

jest.setTimeout(60_000);

const gtin = '08936012345674';
const batch = '3F8K2M9QRT5VWXYZ01ABCDEGHJ';
const other = '4G7N0PQRSTVWXYZ12345ABCDEF';
const personal = '5H6M1KNPQRSTVWXYZ23456ABCD';
const aliasOf = (lot: string): string => `01/${gtin}/10/${lot}`;
const link = (lot: string, rest = ''): string => `https://id.example.vn/${aliasOf(lot)}${rest}`;
const bodyOf = (lot: string, serial?: string) => ({
  lot,
  product: { gtin },
  ...(serial === undefined ? {} : { serial }),
});
const seed = new Uint8Array(32).fill(5);
const fields: readonly Field[] = Object.entries({ '/name': 'Trần Thị B', '/grade': 'Giỏi', '/year': 2026 }).map(
  ([pointer, value]) => ({ pointer, value, salt: fieldSalt(seed, personal, 1, pointer) }),
);
const grey = { code: 'cannot-check', tone: 'grey' };
/** Genuine, and nobody has opened it here. */
const sealed = { code: 'sealed', tone: 'grey' };
let world: World;

beforeAll(async () => {
  world = await openWorld();
  world.commit(
    { id: batch, body: bodyOf('SR-1', '000017') },
    { id: other, body: bodyOf('SR-2') },
    { id: aliasOf('SR-1'), type: 'origin/alias', body: { target: batch } },
    { id: aliasOf('SR-2'), type: 'origin/alias', body: { target: other } },
    // Whoever may write aliases has written one that leads astray: both are genuine records.
    { id: aliasOf('SR-3'), type: 'origin/alias', body: { target: other } },
    { id: personal, type: 'credential/diploma', fields: commitFields(fields) },
  );
  expect(await world.gateway.publish()).toBe(true);
});
beforeEach(() => {
  world.gateway.lie = (honest) => honest();
});
afterAll(() => world.close());

test('told honestly, a GS1 link and one with the right serial are green, a lot that is none is red', async () => {
  for (const label of [link('SR-1'), link('SR-1', '/21/000017')])
    expect(await world.reader().scan(label)).toMatchObject({ code: 'authentic', tone: 'green' });
  expect(await world.reader().scan(link('SR-9'))).toMatchObject({ code: 'absent', tone: 'red' });
});

test('redirected to another lot, by that lot’s own genuine answer', async () => {
  world.gateway.lie = () => world.gateway.bundle(aliasOf('SR-2'));
  expect(await world.strangers(link('SR-1'))).toMatchObject({
    ...grey,
    exit: 2,
    failed: { format: 'the bundle is about another id' },
  });
});

test('redirected with the genuine alias of the label beside another lot', async () => {
  world.gateway.lie = async (honest) => {
    const { alias } = await honest();
    return { ...(await world.gateway.bundle(other)), ...(alias ? { alias } : {}) };
  };
  expect(await world.reader().scan(link('SR-1'))).toMatchObject({
    ...grey,
    failed: { identifiers: 'the alias names another record' },
  });
});

test('redirected by an alias whose body was altered', async () => {
  world.gateway.lie = async (honest) => {
    const { alias } = await honest();
    if (!alias) throw new Error('no alias');
    return { ...(await world.gateway.bundle(other)), alias: { ...alias, body: { target: other } } };
  };
  expect(await world.reader().scan(link('SR-1'))).toMatchObject({
    ...grey,
    failed: { identifiers: 'the body of the alias does not give its commitment' },
  });
});

test('an alias on the ledger itself that leads to another lot: the proven body says otherwise', async () => {
  expect(await world.reader().scan(link('SR-3'))).toMatchObject({
    ...grey,
    failed: { identifiers: 'the lot of the link is not that of the record' },
  });
});

test('a serial that the record does not have', async () => {
  for (const label of [link('SR-1', '/21/000018'), link('SR-2', '/21/000017')])
    expect(await world.reader().scan(label)).toMatchObject({
      ...grey,
      failed: { identifiers: 'the serial of the link is not that of the record' },
    });
});

test('a lot that exists, called absent with another lot’s proof', async () => {
  world.gateway.lie = async () => ({ ...(await world.gateway.bundle(aliasOf('SR-9'))), id: aliasOf('SR-1') });
  expect(await world.reader().scan(link('SR-1'))).toMatchObject({
    ...grey,
    failed: { map: 'the map proof lacks the value that it shows' },
  });
});

const judge = async (given: { opened?: readonly Field[]; presented?: Parameters<typeof verify>[0]['presented'] }) => {
  const now = world.clock.wall;
  const policy = readTrustPolicy(world.policy.text, world.policy.json);
  const verification = verify({
    ...{ bundle: await world.gateway.bundle(personal), id: personal, policy, now },
    ...(given.opened === undefined ? {} : { opened: given.opened }),
    ...(given.presented === undefined ? {} : { presented: given.presented }),
  });
  const { code, tone } = verdictOf(verification, { now });
  return { code, tone, commitment: verification.steps.find(({ name }) => name === 'commitment')?.result };
};

test('a personal record whose sealed contents were exchanged: grey, for they came from the gateway', async () => {
  expect(await judge({ opened: fields })).toEqual({ code: 'authentic', tone: 'green', commitment: 'pass' });
  expect(await judge({})).toEqual({ ...sealed, commitment: 'unknown' });
  const upgraded = fields.map((field) => (field.pointer === '/grade' ? { ...field, value: 'Xuất sắc' } : field));
  for (const opened of [upgraded, fields.slice(1), [...fields].reverse(), [...fields, fields[0]!]])
    expect(await judge({ opened })).toEqual({ ...grey, commitment: 'fail' });
});

test('a personal record served with an open body: nothing of it is proven or shown', async () => {
  world.gateway.lie = async (honest) => ({ ...(await honest()), body: { name: 'Người khác' }, salt: '00'.repeat(16) });
  const { told, lookup } = await world.reader().lookUp(personal);
  expect(told).toMatchObject(sealed);
  expect(lookup.best?.verification.body).toBeUndefined();
});

test('what the holder presents and altered is red: it contradicts what is proven', async () => {
  const [grade] = discloseFields(fields, [1]);
  if (grade === undefined) throw new Error('no field');
  expect(await judge({ presented: { kind: 'fields', fields: [grade] } })).toMatchObject({ tone: 'green' });
  const presented = { kind: 'fields', fields: [{ ...grade, value: 'Xuất sắc' }] } as const;
  expect(await judge({ presented })).toMatchObject({ code: 'mismatch', tone: 'red' });
});
