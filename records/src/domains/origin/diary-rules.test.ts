import { describe, expect, test } from '@jest/globals';
import type { RecordState } from '../../record-state.ts';
import { registerBatch } from './batch-rules.ts';
import { correctDiaryEntry, diaryKeys, recordDiaryEntry } from './diary-rules.ts';
import { recordDiaryEntrySchema, type DiaryActivity, type DiaryEntryBody } from './diary.ts';
import type { FarmBody } from './growing-area.ts';
import { intervalKey, type HarvestInterval } from './harvest-interval.ts';
import { actorOf, area, farmer, idOf, refusalOf, row, saved, standingOf, txTime } from './origin-fixtures.ts';

const requestId = idOf('Q');
const standing = standingOf('origin:harvest');
const spraying = (preHarvestDays: number): DiaryActivity => ({
  ...{ kind: 'pesticide', product: 'Thuốc mẫu 50EC', activeIngredient: 'abamectin', dose: '0,5 l/ha' },
  preHarvestDays,
});
const farm = saved<FarmBody>({
  ...{ id: idOf('FARM'), type: 'origin/farm', version: 1, status: 'active', owner: idOf('C00P') },
  body: { name: 'Hộ mẫu', growingArea: area.id, commune: '25195' },
});
const entryOf = (more: Partial<DiaryEntryBody> = {}) => ({
  ...{ requestId, id: idOf('D1'), growingArea: area.id, date: '2026-11-18', activity: spraying(7) },
  ...more,
});
const record = (command: ReturnType<typeof entryOf>, months = new Map<string, HarvestInterval[]>(), actor = farmer) =>
  recordDiaryEntry({ existing: undefined, standing, area, farm, months }, command, actor, txTime);
const intervalsOf = (entries: readonly { value: unknown }[]) =>
  entries.flatMap(({ value }) => value as HarvestInterval[]);
const harvest = (intervals: readonly HarvestInterval[], more: object = {}) =>
  refusalOf(() =>
    registerBatch(
      { existing: undefined, taken: undefined, area, farm, intervals, alias: undefined, standing },
      { requestId, ...row, ...more },
      farmer,
      txTime,
    ),
  );

describe('a harvest and the pesticide before it', () => {
  const intervals = intervalsOf(record(entryOf({ date: '2026-11-13' })).entries);

  test('is refused from the day of spraying until the last day of the interval, and says which entry and when', () => {
    for (const harvestDate of ['2026-11-13', '2026-11-19']) {
      expect(harvest(intervals, { harvestDate })).toBe('origin/harvest-inside-interval');
    }
    for (const harvestDate of ['2026-11-12', '2026-11-20'])
      expect(harvest(intervals, { harvestDate })).toBe('accepted');
    const refused = () =>
      registerBatch(
        { existing: undefined, taken: undefined, area, farm, intervals, alias: undefined, standing },
        { requestId, ...row, harvestDate: '2026-11-19' },
        farmer,
        txTime,
      );
    expect(refused).toThrow(`${idOf('D1')}, 2026-11-19 < 2026-11-20`);
  });

  test('a farm’s spraying binds that farm and whoever names none; the area’s binds all', () => {
    const [whole] = intervals;
    const ofFarm = intervalsOf(record(entryOf({ date: '2026-11-18', farm: farm.id })).entries);
    expect(harvest(ofFarm, { farm: farm.id })).toBe('origin/harvest-inside-interval');
    expect(harvest(ofFarm)).toBe('origin/harvest-inside-interval');
    expect(harvest([{ ...ofFarm[0]!, farm: idOf('0THER') }], { farm: farm.id })).toBe('accepted');
    expect(harvest([whole!], { farm: farm.id, harvestDate: '2026-11-14' })).toBe('origin/harvest-inside-interval');
  });
});

describe('the months of an interval', () => {
  test('each month that it touches has it, and nothing else is read', () => {
    const body = { ...entryOf({ date: '2026-10-30', activity: spraying(35) }), unit: idOf('C00P') };
    const months = ['2026-10', '2026-11', '2026-12'].map((month) => intervalKey(area.id, month));
    expect(diaryKeys(idOf('D1'), body)).toEqual(months);
    const { requestId: _, id: __, ...rest } = entryOf({ date: '2026-10-30', activity: spraying(35) });
    expect(record({ requestId, id: idOf('D1'), ...rest }).entries.map(({ key }) => key)).toEqual(months);
    expect(diaryKeys(idOf('D1'), { ...body, activity: spraying(0) })).toEqual([]);
  });

  test('other entries of the month stay, and a month takes no more than it holds', () => {
    const key = intervalKey(area.id, '2026-11');
    const other: HarvestInterval = { entry: idOf('D0'), from: '2026-11-01', until: '2026-11-08' };
    expect(record(entryOf(), new Map([[key, [other]]])).entries).toEqual([
      { key, value: [other, { entry: idOf('D1'), from: '2026-11-18', until: '2026-11-25' }] },
    ]);
    const full = new Map([[key, Array.from({ length: 500 }, (_, n) => ({ ...other, entry: idOf(`D${n + 2}`) }))]]);
    expect(refusalOf(() => record(entryOf(), full))).toBe('origin/diary-month-full');
  });
});

describe('a correction', () => {
  const entry = saved<DiaryEntryBody>({
    ...{ id: idOf('D1'), type: 'origin/diary-entry', version: 1, status: 'active', owner: idOf('C00P') },
    body: { growingArea: area.id, date: '2026-10-28', activity: spraying(7), unit: idOf('C00P') },
  });
  const months = new Map([
    [intervalKey(area.id, '2026-10'), [{ entry: idOf('D1'), from: '2026-10-28', until: '2026-11-04' }]],
    [intervalKey(area.id, '2026-11'), [{ entry: idOf('D1'), from: '2026-10-28', until: '2026-11-04' }]],
  ]);
  const command = { requestId, id: idOf('D1'), date: '2026-11-10', activity: spraying(3), reason: 'Ghi nhầm ngày' };
  const correct = (actor = farmer, record: RecordState | undefined = entry) =>
    correctDiaryEntry({ standing, entry: record, months }, command, actor, txTime);

  test('is the next version, with its reason, and moves the interval', () => {
    const { next, entries } = correct();
    expect(next[0]).toMatchObject({
      version: 2,
      body: { date: '2026-11-10', correction: { reason: 'Ghi nhầm ngày', at: txTime }, unit: idOf('C00P') },
    });
    expect(entries).toEqual([
      { key: intervalKey(area.id, '2026-10'), value: [] },
      {
        key: intervalKey(area.id, '2026-11'),
        value: [{ entry: idOf('D1'), from: '2026-11-10', until: '2026-11-13' }],
      },
    ]);
  });

  test('is its own unit’s to make', () => {
    expect(refusalOf(() => correct(actorOf('farmer', 'H0')))).toBe('origin/growing-area-of-other-unit');
    expect(refusalOf(() => correct(farmer, area))).toBe('origin/diary-entry-not-found');
  });
});

test('who may write, and of which day', () => {
  expect(refusalOf(() => record(entryOf({ date: '2026-11-25' })))).toBe('origin/diary-date');
  expect(refusalOf(() => record(entryOf({ date: '2025-10-01' })))).toBe('origin/diary-date');
  const stranger = actorOf('farmer', 'H0');
  expect(refusalOf(() => record(entryOf(), new Map(), stranger))).toBe('origin/growing-area-of-other-unit');
  expect(refusalOf(() => record(entryOf({ farm: idOf('FARM') }), new Map(), actorOf('retailer')))).toBe(
    'registry/role-not-allowed',
  );
});

test.each([
  ['an interval of more than half a year', { ...spraying(7), preHarvestDays: 181 }],
  ['a pesticide without its active ingredient', { kind: 'pesticide', product: 'X', dose: '1', preHarvestDays: 7 }],
  ['an unknown kind', { kind: 'magic', what: 'x' }],
  ['a field too many', { kind: 'other', what: 'x', dose: '1' }],
  [
    'a reading that is no number',
    {
      ...{ kind: 'sensor', measure: 'soil-ph', unit: 'pH', minimum: 'NaN', mean: '6', maximum: '7', readings: 3 },
      ...{ from: '2026-11-01T00:00:00Z', until: '2026-11-02T00:00:00Z' },
    },
  ],
])('%s is refused', (_what, activity) => {
  expect(recordDiaryEntrySchema.safeParse({ ...entryOf(), activity }).success).toBe(false);
});
