import { describe, expect, test } from '@jest/globals';
import {
  actorOf,
  area,
  batchOf,
  farmer,
  idOf,
  inspector,
  refusalOf,
  row,
  saved,
  standingOf,
  txTime,
} from './origin-fixtures.ts';
import { registerBatch, registerBatches, releaseBatch } from './batch-rules.ts';
import { vietnamDate } from '../../vietnam-date.ts';

const current = {
  existing: undefined,
  taken: undefined,
  area,
  farm: undefined,
  intervals: undefined,
  alias: undefined,
  standing: standingOf('origin:harvest'),
};
const command = { requestId: idOf('Q'), ...row };
const farm = saved({
  id: idOf('FARM'),
  type: 'origin/farm' as const,
  version: 1,
  status: 'active' as const,
  owner: idOf('H0'),
  body: { name: 'Hộ ông A', growingArea: idOf('AREA'), commune: '25195' },
});
const attempt = (context: object = {}, change: object = {}, actor = farmer, at = txTime) =>
  refusalOf(() => registerBatch({ ...current, ...context }, { ...command, ...change }, actor, at));

describe('registerBatch', () => {
  test('saves the batch with its canonical weight, producer, commune and what is not yet shipped', () => {
    expect(registerBatch(current, { ...command, weightKg: '1000.50' }, farmer, txTime)).toEqual({
      next: [
        {
          id: idOf('B1'),
          type: 'origin/batch',
          version: 1,
          status: 'active',
          owner: idOf('C00P'),
          body: {
            lot: 'L0-1',
            product: { code: 'durian', name: 'Sầu riêng Ri6' },
            growingArea: idOf('AREA'),
            harvestDate: '2026-11-20',
            weightKg: '1000.5',
            remainingKg: '1000.5',
            commune: '25195',
            kind: 'harvest',
            producer: idOf('C00P'),
            parents: [],
            children: [],
            unshipped: [{ growingArea: idOf('AREA'), season: '2026', grams: 1_000_500 }],
            recalls: [],
          },
        },
      ],
      entries: [{ key: `a/lot/${idOf('AREA')}/L0-1`, value: idOf('B1') }],
      event: 'BatchRegistered',
    });
  });

  test.each([
    ['a carrier', {}, {}, actorOf('carrier'), 'registry/role-not-allowed'],
    ['a registrar', {}, {}, actorOf('registrar'), 'registry/role-not-allowed'],
    ['a certificate without unit', {}, {}, actorOf('farmer', ''), 'registry/identity-incomplete'],
    ['an unknown unit', { standing: undefined }, {}, farmer, 'registry/unit-not-found'],
    [
      'a certificate of another organisation',
      {},
      {},
      actorOf('farmer', 'C00P', 'EduMSP'),
      'registry/other-organisation',
    ],
    [
      'a unit accredited for something else',
      { standing: standingOf('origin:pack') },
      {},
      farmer,
      'registry/not-accredited',
    ],
    ['an id in use', { existing: batchOf('B1') }, {}, farmer, 'registry/id-in-use'],
    ['a lot in use', { taken: idOf('B0') }, {}, farmer, 'origin/lot-in-use'],
    ['an unknown growing area', { area: undefined }, {}, farmer, 'origin/growing-area-not-found'],
    ['a growing area id that is a batch', { area: batchOf('B0') }, {}, farmer, 'origin/growing-area-not-found'],
    [
      'a suspended growing area',
      { area: { ...area, status: 'suspended' } },
      {},
      farmer,
      'origin/growing-area-not-active',
    ],
    ["another unit's growing area", {}, {}, actorOf('farmer', 'H0'), 'origin/growing-area-of-other-unit'],
    ['an unknown farm', {}, { farm: idOf('FARM') }, farmer, 'origin/farm-not-found'],
    [
      "another unit's farm",
      { farm, area: { ...area, owner: idOf('X') } },
      { farm: idOf('FARM') },
      farmer,
      'origin/growing-area-of-other-unit',
    ],
    ['an own farm inside it', { farm }, { farm: idOf('FARM') }, actorOf('farmer', 'H0'), 'accepted'],
    ['a harvest tomorrow', {}, { harvestDate: '2026-11-25' }, farmer, 'origin/harvest-in-future'],
    ['a harvest 401 days ago', {}, { harvestDate: '2025-10-19' }, farmer, 'origin/harvest-too-old'],
    ['a harvest 400 days ago', {}, { harvestDate: '2025-10-20' }, farmer, 'accepted'],
  ])('%s', (_name, context, change, actor, expected) => {
    expect(attempt(context, change, actor)).toBe(expected);
  });

  test('an accreditation counts from its first instant until before its last', () => {
    expect(attempt({}, { harvestDate: '2025-12-31' }, farmer, '2025-12-31T23:59:59.999Z')).toBe(
      'registry/not-accredited',
    );
    expect(attempt({}, { harvestDate: '2026-01-01' }, farmer, '2026-01-01T00:00:00.000Z')).toBe('accepted');
    expect(attempt({}, {}, farmer, '2026-12-31T23:59:59.999Z')).toBe('accepted');
    expect(attempt({}, {}, farmer, '2027-01-01T00:00:00.000Z')).toBe('registry/not-accredited');
  });

  test('today is the calendar day in Việt Nam', () => {
    expect(vietnamDate('2026-11-24T16:59:59.999Z')).toBe('2026-11-24');
    expect(vietnamDate('2026-11-24T17:00:00.000Z')).toBe('2026-11-25');
    expect(attempt({}, { harvestDate: '2026-11-25' }, farmer, '2026-11-24T17:00:00.000Z')).toBe('accepted');
  });

  test('a gram over the season cap is held, never thrown away, and an inspector releases it', () => {
    expect(registerBatch(current, { ...command, weightKg: '20000' }, farmer, txTime).next[0]?.status).toBe('active');
    const [held] = registerBatch(current, { ...command, weightKg: '20000.001' }, farmer, txTime).next;
    expect(held).toMatchObject({ status: 'held', body: { hold: { reason: 'over-season-cap' } } });
    const batch = batchOf('B1', { hold: { reason: 'over-season-cap', detail: '' } }, { status: 'held' });
    const release = { requestId: idOf('Q'), id: idOf('B1'), reason: 'Đã kiểm tra' };
    const standing = standingOf('origin:inspect');
    expect(releaseBatch({ batch, standing }, release, inspector, txTime).next[0]).toMatchObject({
      version: 2,
      status: 'active',
      body: { release: { reason: 'Đã kiểm tra', at: txTime } },
    });
    expect(refusalOf(() => releaseBatch({ batch, standing }, release, farmer, txTime))).toBe(
      'registry/role-not-allowed',
    );
    expect(refusalOf(() => releaseBatch({ batch: batchOf('B1'), standing }, release, inspector, txTime))).toBe(
      'origin/batch-not-held',
    );
  });
});

describe('registerBatches', () => {
  const { standing, ...rowContext } = current;
  const bulk = (batches: (typeof row)[], contexts: object[] = []) =>
    registerBatches(
      { standing, rows: batches.map((_, index) => ({ ...rowContext, ...contexts[index] })) },
      { requestId: idOf('Q'), batches },
      farmer,
      txTime,
    );

  test('saves all rows', () => {
    const outcome = bulk([row, { ...row, id: idOf('B2'), lot: 'L0-2' }]);
    expect(outcome.next.map(({ id }) => id)).toEqual([idOf('B1'), idOf('B2')]);
    expect(outcome.entries).toHaveLength(2);
  });

  test('refuses all rows for one, and names it', () => {
    expect(() => bulk([row, { ...row, id: idOf('B2'), lot: 'L0-2' }], [{}, { taken: idOf('B0') }])).toThrow(
      expect.objectContaining({
        code: 'origin/lot-in-use',
        errors: [{ pointer: '/batches/1', detail: 'origin/lot-in-use' }],
      }),
    );
  });

  test.each([
    ['id', { ...row, lot: 'L0-2' }],
    ['lot', { ...row, id: idOf('B2') }],
  ])('refuses the same %s twice', (_name, second) => {
    expect(refusalOf(() => bulk([row, second]))).toBe('origin/duplicate-input');
  });
});
