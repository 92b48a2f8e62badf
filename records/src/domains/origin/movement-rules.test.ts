import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RecordState } from '../../record-state.ts';
import { gramsOf, weightKgOf } from '../../weight.ts';
import { receive, ship } from './movement-rules.ts';
import { pack } from './pack-rules.ts';
import { destroy, sell } from './sale-rules.ts';
import { merge, split } from './split-rules.ts';
import type { BatchBody } from './batch.ts';
import { actorOf, area, batchOf, farmer, idOf, refusalOf, standingOf, txTime } from './origin-fixtures.ts';

const bodyOf = (outcome: { next: readonly { id: string; body: unknown }[] }, label: string): BatchBody =>
  outcome.next.find(({ id }) => id === idOf(label))?.body as BatchBody;
const requestId = idOf('Q');
const part = (label: string, weightKg: string) => ({ id: idOf(label), lot: `P-${label}`, weightKg });
const standing = standingOf('origin:pack', 'origin:ship', 'origin:receive');
const handling = { existing: [], standing };

const unusable: [string, RecordState | undefined, string][] = [
  ['an unknown batch', undefined, 'origin/batch-not-found'],
  ['a record that is no batch', area, 'origin/batch-not-found'],
  ["another unit's batch", batchOf('B1', {}, { owner: idOf('H0') }), 'origin/batch-of-other-unit'],
  ['a recalled batch', batchOf('B1', { recalls: [idOf('R')] }, { status: 'recalled' }), 'origin/batch-recalled'],
  ['a held batch', batchOf('B1', {}, { status: 'held' }), 'origin/batch-held'],
  ['a batch in transit', batchOf('B1', { transit: { event: idOf('E'), to: idOf('H0') } }), 'origin/batch-in-transit'],
  ['a used-up batch', batchOf('B1', { remainingKg: '0' }, { status: 'closed' }), 'origin/batch-closed'],
];

const splitOf = (batch: RecordState | undefined, parts: ReturnType<typeof part>[]) =>
  split(
    { ...handling, batch, taken: [], aliases: [] },
    { requestId, id: idOf('E1'), batch: idOf('B1'), parts },
    farmer,
    txTime,
  );
const packOf = (inputs: (RecordState | undefined)[], weights: string[], output: string, context: object = {}) =>
  pack(
    {
      ...handling,
      inputs,
      taken: undefined,
      alias: undefined,
      rules: new Map(),
      places: { house: undefined, areas: new Map() },
      ...context,
    },
    {
      requestId,
      id: idOf('E1'),
      inputs: weights.map((weightKg, index) => ({ batch: idOf(`B${index + 1}`), weightKg })),
      output: { ...part('C1', output), product: { code: 'durian', name: 'Cơm sầu riêng' } },
    },
    farmer,
    txTime,
  );
const shipOf = (batch: RecordState | undefined, total = 0, context: object = {}) =>
  ship(
    {
      ...handling,
      batch,
      receiver: standing,
      areas: new Map([[area.id, area]]),
      totals: new Map([[`c/${area.id}/2026`, total]]),
      ...context,
    },
    { requestId, id: idOf('E1'), batch: idOf('B1'), to: idOf('SH0P') },
    farmer,
    txTime,
  );

describe.each([
  ['split', (batch: RecordState | undefined) => splitOf(batch, [part('C1', '1')])],
  ['pack', (batch: RecordState | undefined) => packOf([batch], ['1'], '1')],
  ['ship', (batch: RecordState | undefined) => shipOf(batch)],
])('%s refuses', (_name, act) => {
  test.each(unusable)('%s', (_what, batch, code) => {
    expect(refusalOf(() => act(batch))).toBe(code);
  });
});

describe('split', () => {
  test('keeps genealogy in both directions and the weight to the gram', () => {
    const outcome = splitOf(batchOf('B1'), [part('C1', '333.333'), part('C2', '0.001')]);
    expect(bodyOf(outcome, 'B1')).toMatchObject({ remainingKg: '666.666', children: [idOf('C1'), idOf('C2')] });
    expect(bodyOf(outcome, 'C1')).toMatchObject({
      kind: 'split',
      parents: [{ id: idOf('B1'), weightKg: '333.333' }],
      children: [],
      unshipped: [{ grams: 333_333 }],
    });
    expect(outcome.next[0]).toMatchObject({
      type: 'origin/event',
      body: { eventType: 'split', inputs: [{ weightKg: '333.334' }] },
    });
  });

  test('refuses a gram more than is left', () => {
    expect(refusalOf(() => splitOf(batchOf('B1'), [part('C1', '999.999'), part('C2', '0.002')]))).toBe(
      'origin/mass-balance',
    );
    expect(splitOf(batchOf('B1'), [part('C1', '999.999'), part('C2', '0.001')]).next.at(-1)?.status).toBe('closed');
  });

  test('refuses an id or a lot named twice', () => {
    expect(refusalOf(() => splitOf(batchOf('B1'), [part('C1', '1'), part('C1', '1')]))).toBe('origin/duplicate-input');
    expect(refusalOf(() => splitOf(batchOf('B1'), [part('C1', '1'), { ...part('C2', '1'), lot: 'P-C1' }]))).toBe(
      'origin/duplicate-input',
    );
  });

  test('neither weight nor what counts against the season appears or disappears', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 400_000 }), { minLength: 1, maxLength: 8 }),
        fc.nat(1_000_000),
        (weights, counted) => {
          const total = weights.reduce((sum, weight) => sum + weight, 0);
          fc.pre(total <= 1_000_000);
          const batch = batchOf('B1', { unshipped: [{ growingArea: idOf('AREA'), season: '2026', grams: counted }] });
          const outcome = splitOf(
            batch,
            weights.map((grams, index) => part(`C${index}`, weightKgOf(grams))),
          );
          const bodies = outcome.next
            .filter(({ type }) => type === 'origin/batch')
            .map(({ body }) => body as BatchBody);
          const left = bodies.reduce((sum, body) => sum + gramsOf(body.remainingKg), 0);
          const unshipped = bodies.flatMap((body) => body.unshipped).reduce((sum, { grams }) => sum + grams, 0);
          expect([left, unshipped]).toEqual([1_000_000, counted]);
        },
      ),
    );
  });
});

describe('pack', () => {
  test('makes one batch of several, with its loss', () => {
    const outcome = packOf([batchOf('B1'), batchOf('B2')], ['600', '400'], '900.5');
    expect(bodyOf(outcome, 'C1')).toMatchObject({
      kind: 'packed',
      growingArea: idOf('AREA'),
      weightKg: '900.5',
      parents: [
        { id: idOf('B1'), weightKg: '600' },
        { id: idOf('B2'), weightKg: '400' },
      ],
      unshipped: [{ growingArea: idOf('AREA'), season: '2026', grams: 1_000_000 }],
    });
    expect(bodyOf(outcome, 'B1')).toMatchObject({ remainingKg: '400', children: [idOf('C1')] });
    expect(outcome.next[0]).toMatchObject({ body: { eventType: 'pack', lossKg: '99.5' } });
  });

  test('more out than in, more than is left, a batch twice, a lot in use and a unit without the right are refused', () => {
    expect(refusalOf(() => packOf([batchOf('B1')], ['10'], '10.001'))).toBe('origin/mass-balance');
    expect(refusalOf(() => packOf([batchOf('B1')], ['1000.001'], '10'))).toBe('origin/mass-balance');
    expect(refusalOf(() => packOf([batchOf('B1')], ['10'], '10', { taken: idOf('B9') }))).toBe('origin/lot-in-use');
    expect(refusalOf(() => packOf([batchOf('B1')], ['10'], '10', { existing: [batchOf('C1')] }))).toBe(
      'registry/id-in-use',
    );
    expect(refusalOf(() => packOf([batchOf('B1')], ['10'], '10', { standing: standingOf('origin:ship') }))).toBe(
      'registry/not-accredited',
    );
  });

  test('a common growing area is kept only if all inputs share it', () => {
    const outcome = packOf([batchOf('B1'), batchOf('B2', { growingArea: idOf('AREA2') })], ['1', '1'], '2');
    expect(bodyOf(outcome, 'C1')).not.toHaveProperty('growingArea');
  });
});

describe('pack under the rules of a crop', () => {
  const rulesOf = (yieldPercent: number, tolerancePercent: number) => ({
    rules: new Map([['durian', [{ record: idOf('R1'), from: '2026-11-01', yieldPercent, tolerancePercent }]]]),
  });

  test('gives no more than its yield, and says which rules it went by', () => {
    const outcome = packOf([batchOf('B1')], ['1000'], '306', rulesOf(30, 2));
    expect(outcome.next[0]).toMatchObject({ body: { lossKg: '694', cropRules: [idOf('R1')] } });
    expect(refusalOf(() => packOf([batchOf('B1')], ['1000'], '306.001', rulesOf(30, 2)))).toBe('origin/mass-balance');
  });

  test('may weigh more than before within the tolerance, which is no negative loss', () => {
    const outcome = packOf([batchOf('B1')], ['1000'], '1010', rulesOf(100, 1));
    expect(outcome.next[0]).toMatchObject({ body: { lossKg: '0' } });
  });

  test('counts every input by its own crop', () => {
    const mango = batchOf('B2', { product: { code: 'mango', name: 'Xoài' } });
    expect(refusalOf(() => packOf([batchOf('B1'), mango], ['100', '100'], '150', rulesOf(50, 0)))).toBe('accepted');
    expect(refusalOf(() => packOf([batchOf('B1'), mango], ['100', '100'], '150.001', rulesOf(50, 0)))).toBe(
      'origin/mass-balance',
    );
  });
});

describe('ship and receive', () => {
  test('shipping counts against the season once, up to the cap to the gram', () => {
    const outcome = shipOf(batchOf('B1'), 19_000_000);
    expect(outcome.entries).toEqual([{ key: `c/${idOf('AREA')}/2026`, value: 20_000_000 }]);
    expect(bodyOf(outcome, 'B1')).toMatchObject({ unshipped: [], transit: { event: idOf('E1'), to: idOf('SH0P') } });
    expect(shipOf(batchOf('B1', { unshipped: [] }), 20_000_000).entries).toEqual([]);
    expect(refusalOf(() => shipOf(batchOf('B1'), 19_000_001))).toBe('origin/season-cap');
  });

  test('to nobody or to itself is refused', () => {
    expect(refusalOf(() => shipOf(batchOf('B1'), 0, { receiver: undefined }))).toBe('registry/unit-not-found');
  });

  test('to a buyer without a unit is named, counts against the season, and ends the way', () => {
    const command = { requestId, id: idOf('E1'), batch: idOf('B1'), buyer: 'trader' } as const;
    const seasons = { areas: new Map([[area.id, area]]), totals: new Map<string, number>() };
    const outcome = ship(
      { ...handling, ...seasons, batch: batchOf('B1'), receiver: undefined },
      command,
      farmer,
      txTime,
    );
    expect(outcome.next[0]).toMatchObject({ body: { eventType: 'ship', unconfirmed: 'trader' } });
    expect(outcome.next[1]).toMatchObject({
      status: 'closed',
      owner: idOf('C00P'),
      body: { remainingKg: '0', handedOver: { event: idOf('E1'), buyer: 'trader' } },
    });
    expect(outcome.entries).toEqual([{ key: `c/${idOf('AREA')}/2026`, value: 1_000_000 }]);
    const both = { ...command, to: idOf('SH0P') };
    const neither = { requestId, id: idOf('E1'), batch: idOf('B1') };
    for (const wrong of [both, neither]) {
      const act = () =>
        ship({ ...handling, ...seasons, batch: batchOf('B1'), receiver: standing }, wrong, farmer, txTime);
      expect(refusalOf(act)).toBe('origin/ship-needs-receiver');
    }
  });

  const scales = (tolerancePercent: number) =>
    new Map([['durian', [{ record: idOf('R1'), from: '2026-01-01', yieldPercent: 100, tolerancePercent }]]]);
  const shop = actorOf('retailer', 'SH0P');
  const sent = batchOf('B1', { transit: { event: idOf('E'), to: idOf('SH0P') } });
  const receiveOf = (batch: RecordState | undefined, weightKg?: string, actor = shop, tolerancePercent = 0) =>
    receive(
      { ...handling, batch, rules: scales(tolerancePercent) },
      { requestId, id: idOf('E2'), batch: idOf('B1'), ...(weightKg === undefined ? {} : { weightKg }) },
      actor,
      txTime,
    );

  test('the receiver becomes the owner of what arrived', () => {
    const outcome = receiveOf(sent, '990.5');
    expect(outcome.next[1]).toMatchObject({ owner: idOf('SH0P'), status: 'active', body: { remainingKg: '990.5' } });
    expect(bodyOf(outcome, 'B1')).not.toHaveProperty('transit');
    const discrepancy = { sentKg: '1000', receivedKg: '990.5', beyondTolerance: true };
    expect(outcome.next[0]).toMatchObject({ body: { eventType: 'receive', lossKg: '9.5', discrepancy } });
    expect(bodyOf(outcome, 'B1').discrepancy).toEqual({ event: idOf('E2'), ...discrepancy });
    expect(receiveOf(sent).next[0]?.body).not.toHaveProperty('discrepancy');
  });

  test('a scale that reads more is believed within the tolerance, but no more counts than was sent', () => {
    const outcome = receiveOf(sent, '1010', shop, 1);
    expect(bodyOf(outcome, 'B1')).toMatchObject({
      remainingKg: '1000',
      discrepancy: { sentKg: '1000', receivedKg: '1010', beyondTolerance: false },
    });
    expect(refusalOf(() => receiveOf(sent, '1010.001', shop, 1))).toBe('origin/mass-balance');
  });

  test('a recalled batch can be received and stays recalled', () => {
    const recalled = batchOf('B1', { ...sent.body, recalls: [idOf('R')] }, { status: 'recalled' });
    expect(receiveOf(recalled).next[1]?.status).toBe('recalled');
  });

  test('nothing on its way, sent to another, or more than was sent is refused', () => {
    expect(refusalOf(() => receiveOf(batchOf('B1')))).toBe('origin/batch-not-in-transit');
    expect(refusalOf(() => receiveOf(sent, undefined, actorOf('retailer', 'H0')))).toBe('origin/batch-sent-elsewhere');
    expect(refusalOf(() => receiveOf(sent, '1000.001'))).toBe('origin/mass-balance');
  });
});

describe('merge, sell and destroy', () => {
  const mergeOf = (other: RecordState<BatchBody>) =>
    merge(
      { ...handling, inputs: [batchOf('B1'), other], taken: undefined, alias: undefined },
      {
        requestId,
        id: idOf('E1'),
        inputs: [
          { batch: idOf('B1'), weightKg: '600' },
          { batch: idOf('B2'), weightKg: '0.5' },
        ],
        output: { id: idOf('C1'), lot: 'G0P-1' },
      },
      farmer,
      txTime,
    );
  const seasons = { areas: new Map([[area.id, area]]), totals: new Map<string, number>() };
  const weighed = (weightKg: string) => ({ requestId, id: idOf('E1'), batch: idOf('B1'), weightKg });
  const sellOf = (batch: RecordState, weightKg: string) =>
    sell({ ...handling, ...seasons, batch }, { ...weighed(weightKg), channel: 'counter' }, farmer, txTime);
  const destroyOf = (batch: RecordState, weightKg: string, actor = farmer) =>
    destroy({ ...handling, batch }, { ...weighed(weightKg), reason: 'Hư hỏng' }, actor, txTime);

  test('a merged lot weighs what the lots gave, and descends from each', () => {
    const outcome = mergeOf(batchOf('B2', { certificates: [idOf('CERT')] }));
    expect(bodyOf(outcome, 'C1')).toMatchObject({
      kind: 'merged',
      weightKg: '600.5',
      parents: [
        { id: idOf('B1'), weightKg: '600' },
        { id: idOf('B2'), weightKg: '0.5' },
      ],
      unshipped: [{ grams: 600_500 }],
    });
    expect(bodyOf(outcome, 'C1')).not.toHaveProperty('certificates');
    expect(bodyOf(outcome, 'B2')).toMatchObject({ remainingKg: '999.5', children: [idOf('C1')] });
    const other = batchOf('B2', { product: { code: 'mango', name: 'Xoài' } });
    expect(refusalOf(() => mergeOf(other))).toBe('origin/merge-of-different');
  });

  test('what is sold leaves the balance and counts against the season; sold out, a lot stays in force', () => {
    const outcome = sellOf(batchOf('B1'), '400');
    expect(bodyOf(outcome, 'B1')).toMatchObject({ remainingKg: '600', soldKg: '400', unshipped: [{ grams: 600_000 }] });
    expect(outcome.entries).toEqual([{ key: `c/${idOf('AREA')}/2026`, value: 400_000 }]);
    const rest = batchOf('B1', { remainingKg: '600', soldKg: '400', unshipped: [] });
    const last = sellOf(rest, '600').next[1];
    expect(last).toMatchObject({ status: 'active', body: { remainingKg: '0', soldKg: '1000' } });
    expect(refusalOf(() => sellOf(rest, '600.001'))).toBe('origin/mass-balance');
    const sold = batchOf('B1', { remainingKg: '0', soldKg: '1000', unshipped: [] });
    expect(refusalOf(() => sellOf(sold, '1'))).toBe('origin/batch-closed');
  });

  test('a recalled lot is not sold, but destroyed by its owner and stays recalled', () => {
    const recalled = batchOf('B1', { recalls: [idOf('R')] }, { status: 'recalled' });
    expect(refusalOf(() => sellOf(recalled, '1'))).toBe('origin/batch-recalled');
    const gone = destroyOf(recalled, '1000');
    expect(gone.next[1]).toMatchObject({ status: 'recalled', body: { remainingKg: '0', destroyedKg: '1000' } });
    expect(gone.entries).toEqual([]);
    expect(refusalOf(() => destroyOf(recalled, '1', actorOf('retailer', 'SH0P')))).toBe('origin/batch-of-other-unit');
    expect(refusalOf(() => destroyOf(recalled, '1000.001'))).toBe('origin/mass-balance');
  });
});
