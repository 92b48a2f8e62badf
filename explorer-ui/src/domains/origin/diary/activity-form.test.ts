import { expect, test } from '@jest/globals';
import { diaryActivitySchema, type DiaryActivity } from '@daunguon/records';
import { activityKinds, activityOf, activitySpecs, blankActivity, typedActivity } from './activity-form.ts';

const entries: readonly DiaryActivity[] = [
  { kind: 'sowing', variety: 'Ri6', source: 'Vườn ươm' },
  { kind: 'fertiliser', product: 'Phân hữu cơ', dose: '2 tấn/ha' },
  {
    ...{ kind: 'pesticide', product: 'Thuốc mẫu', activeIngredient: 'abamectin', dose: '0,5 l/ha' },
    preHarvestDays: 14,
  },
  { kind: 'irrigation', source: 'Giếng', volumeM3: 1200 },
  {
    ...{ kind: 'sensor', measure: 'soil-moisture', unit: '%', minimum: '20.5', mean: '27', maximum: '31' },
    ...{ readings: 96, from: '2026-11-28T00:00:00.000Z', until: '2026-11-28T23:30:00.000Z' },
  },
  { kind: 'other', what: 'Tỉa cành' },
];

test.each(entries)('$kind is the same after it was typed again', (activity) => {
  const again = activityOf(activity.kind, typedActivity(activity));
  expect(again).toEqual(activity);
  expect(diaryActivitySchema.safeParse(again).success).toBe(true);
});

test('every kind of work of the ledger can be entered, and no field of another kind goes along', () => {
  expect(activityKinds.toSorted()).toEqual(entries.map(({ kind }) => kind).toSorted());
  const filled = Object.fromEntries(Object.keys(blankActivity).map((name) => [name, '7']));
  expect(activityOf('other', filled)).toEqual({ kind: 'other', what: '7' });
});

test('fields point to where the gateway names them', () => {
  const words = { t: (key: string) => key, of: (_: string, name: string) => name };
  const specs = activitySpecs('pesticide', words);
  expect(specs.map(({ pointer }) => pointer)).toContain('/activity/preHarvestDays');
  expect(specs.filter(({ optional }) => optional).map(({ name }) => name)).toEqual(['target']);
});
