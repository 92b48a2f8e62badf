/** A gateway that changes what it answers. Whatever it does, no reader sees green or red, and the step that catches it says so. */
import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { inclusionProof, parseLeaf, toBase64, type Bundle } from '@daunguon/proof';
import { HttpProblem } from '../../../gateway-api/src/http/http-problem.ts';
import type { Lie } from './gateway.ts';
import { openWorld, type World } from './world.ts';

jest.setTimeout(120_000);

const id = '3F8K2M9QRT5VWXYZ01ABCDEGHJ';
const other = '4G7N0PQRSTVWXYZ12345ABCDEF';
const recalled = '7K4Y3BCDEFGHJKMNPQRSTVWXYZ';
const absent = '7ZZZZZZZZZZZZZZZZZZZZZZZZZ';
let world: World;

beforeAll(async () => {
  world = await openWorld();
  world.commit({ id, body: { lot: 'L1', weightKg: '1250.5' } }, { id: other }, { id: recalled });
  world.commit({ id: recalled, status: 'recalled' });
  expect(await world.gateway.publish()).toBe(true);
});
beforeEach(() => {
  world.gateway.lie = (honest) => honest();
});
afterAll(() => world.close());

const honest = (of: string): Promise<Bundle> => world.gateway.bundle(of);
/** The answer with some of it changed. */
const altered =
  (change: (bundle: Bundle) => Partial<Bundle> | Promise<Partial<Bundle>>): Lie =>
  async (answer) => {
    const bundle = await answer();
    return { ...bundle, ...(await change(bundle)) };
  };
const record = ({ record: of }: Bundle) => {
  if (!of) throw new Error('no record');
  return of;
};

test('told honestly, both readers see green, a proven recall in red, and a proven absence in red', async () => {
  expect(await world.strangers(id)).toEqual({
    ...{ code: 'authentic', tone: 'green', failed: {}, source: 'gateway', unproven: [], equivocation: false, exit: 0 },
  });
  expect(await world.strangers(recalled)).toMatchObject({ code: 'recalled', tone: 'red', exit: 0 });
  expect(await world.strangers(absent)).toMatchObject({ code: 'absent', tone: 'red', exit: 1 });
});

const body = 'body and salt do not give the commitment';
test.each<[string, Lie, object]>([
  ['an altered body', altered(() => ({ body: { lot: 'L1', weightKg: '9999' } })), { commitment: body }],
  ['a swapped salt', altered(async () => ({ salt: (await honest(other)).salt as string })), { commitment: body }],
  [
    'a leaf altered in one member, canonical again',
    altered((bundle) => ({
      record: { ...record(bundle), leaf: record(bundle).leaf.replace('"msp":"AgriMSP"', '"msp":"HealthMSP"') },
    })),
    { 'record-leaf': 'the record leaf is not in the checkpoint' },
  ],
  [
    'a leaf that commits to an altered body',
    altered(async (bundle) => {
      const { leaf } = await honest(other).then(record);
      const [own, theirs] = [record(bundle).leaf, leaf].map((text) => parseLeaf(Buffer.from(text)));
      if (own?.leaf !== 'record/1' || theirs?.leaf !== 'record/1') throw new Error('no records');
      const forged = record(bundle).leaf.replace(String(own.commitment), String(theirs.commitment));
      const { body: shown, salt } = await honest(other);
      return { record: { ...record(bundle), leaf: forged }, body: shown as never, salt: salt as never };
    }),
    { 'record-leaf': 'the record leaf is not in the checkpoint' },
  ],
  [
    'a truncated proof',
    altered((bundle) => ({ record: { ...record(bundle), inclusion: record(bundle).inclusion.slice(1) } })),
    { 'record-leaf': 'the record leaf is not in the checkpoint' },
  ],
  [
    'a proof that is too long',
    altered((bundle) => {
      const { inclusion } = record(bundle);
      return { record: { ...record(bundle), inclusion: [...inclusion, inclusion[0]!] } };
    }),
    { 'record-leaf': 'the record leaf is not in the checkpoint' },
  ],
  ['the genuine answer for another id', () => honest(other), { format: 'the bundle is about another id' }],
  [
    'the genuine record of another id under this one',
    altered(async () => ({ ...(await honest(other)), id })),
    {
      'record-leaf': 'the record leaf is that of another id',
      map: 'the map proof does not lead to the root in the state leaf',
    },
  ],
  [
    '404 with the proof that another id is absent',
    altered(async () => ({ ...(await honest(absent)), id, body: undefined, salt: undefined })),
    { map: 'the map proof does not lead to the root in the state leaf' },
  ],
  [
    '404 with the proof of the record that it leaves out',
    altered(() => ({ record: null })),
    { newest: 'the map has the record that the bundle leaves out' },
  ],
  [
    'an altered state leaf: a map of its own',
    altered(({ state }) => ({
      state: {
        ...state,
        leaf: state.leaf.replace(/"mapRoot":"./, (text) => `${text.slice(0, -1)}0`).replace(/"keys":\d+/, '"keys":9'),
      },
    })),
    { 'state-leaf': 'the state leaf is not the last leaf of the checkpoint' },
  ],
  [
    'another size in the text that was signed',
    altered(({ checkpoint }) => ({ checkpoint: checkpoint.replace(/\n\d+\n/, '\n9\n') })),
    { 'log-signature': `the signature of nguon.example.vn/province/00112233445566ff does not verify` },
  ],
])('%s', async (_lie, lie, failed) => {
  world.gateway.lie = lie;
  expect(await world.reader().scan(id)).toEqual({
    ...{ code: 'cannot-check', tone: 'grey', failed: expect.objectContaining(failed), source: 'gateway' },
    ...{ unproven: ['gateway unproven'], equivocation: false },
  });
});

test('the command line is told the same', async () => {
  world.gateway.lie = altered(() => ({ body: { lot: 'L1', weightKg: '9999' } }));
  expect(await world.strangers(id)).toMatchObject({ code: 'cannot-check', failed: { commitment: body }, exit: 2 });
});

test('a recalled lot with its status polished in leaf and map: no proof of either', async () => {
  const polish = (text: string): string => text.replace('"status":"recalled"', '"status":"active"');
  world.gateway.lie = altered((bundle) => {
    const value = 'value' in bundle.map ? bundle.map.value : undefined;
    if (value === undefined) throw new Error('no value');
    return {
      record: { ...record(bundle), leaf: polish(record(bundle).leaf) },
      map: { ...bundle.map, value: polish(value) },
    };
  });
  expect(await world.reader().scan(recalled)).toMatchObject({
    ...{ code: 'cannot-check', tone: 'grey' },
    failed: {
      'record-leaf': 'the record leaf is not in the checkpoint',
      map: 'the map proof does not lead to the root in the state leaf',
    },
  });
});

test('a recalled lot by its first version, with that leaf’s own proof: the map names a newer one', async () => {
  const { log, checkpoints } = world.gateway;
  const before = log.store.mark(1)?.size ?? 0;
  const size = checkpoints.newest()?.size ?? 0;
  // The genuine leaf of version 1 is the third of block 1; its inclusion is proven under the head of today.
  const leaf = before - 2;
  const inclusion = inclusionProof(BigInt(leaf), BigInt(size), log.store.nodes).map(toBase64);
  const text = Buffer.from(log.store.leaf(leaf)).toString();
  expect(parseLeaf(log.store.leaf(leaf))).toMatchObject({ n: 1, status: 'active' });
  world.gateway.lie = altered(() => ({ record: { leaf: text, index: leaf, inclusion } }));
  expect(await world.reader().scan(recalled)).toMatchObject({
    ...{ code: 'cannot-check', tone: 'grey' },
    failed: { newest: `the map names version 2 at index ${leaf + 2}` },
  });
});

test('a plain 404 for an existing record is a server that gave no proof', async () => {
  world.gateway.lie = () => {
    throw new HttpProblem('http/record-not-found');
  };
  expect(await world.reader().scan(id)).toEqual({
    ...{ code: 'cannot-check', tone: 'grey', failed: {}, source: 'none', unproven: ['gateway unreadable'] },
    ...{ equivocation: false },
  });
});
