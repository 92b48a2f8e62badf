import { describe, expect, test } from '@jest/globals';
import { actorOf, idOf, office, refusalOf, ruleSet, txTime } from './ocop-fixtures.ts';
import { rulesRecordAt, setRatingRules, setRatingRulesSchema, type DatedRatingRules } from './rule-set.ts';

const command = { requestId: idOf('Q'), id: idOf('R2'), ...ruleSet().body, from: '2026-11-25' };
const set = (change: object = {}, dated?: DatedRatingRules, actor = office) =>
  setRatingRules({ existing: undefined, dated }, { ...command, ...change }, actor, txTime);

describe('rules of rating', () => {
  test('are a record, stand in the order of their days, and are the agriculture department’s own', () => {
    const later = { record: idOf('R3'), from: '2027-01-01' };
    const { next, entries, owned } = set({}, [{ record: idOf('R1'), from: '2026-01-01' }, later]);
    expect(next).toMatchObject([{ id: idOf('R2'), type: 'ocop/rules', body: { from: '2026-11-25' } }]);
    expect(entries).toEqual([
      {
        key: 'a/ocop/rules',
        value: [{ record: idOf('R1'), from: '2026-01-01' }, { record: idOf('R2'), from: '2026-11-25' }, later],
      },
      { key: 'a/owner/AgriMSP', value: 'AgriMSP' },
    ]);
    expect(owned).toEqual([{ key: `r/${idOf('R2')}`, msp: 'AgriMSP' }]);
    expect(set().owned).toContainEqual({ key: 'a/ocop/rules', msp: 'AgriMSP' });
  });

  test('are set by its registrars, not for days that are over, one set a day', () => {
    const first = [{ record: idOf('R1'), from: '2025-07-06' }];
    expect(refusalOf(() => set({ from: '2026-11-24' }, first))).toBe('ocop/rules-in-past');
    expect(refusalOf(() => set({ from: '2026-11-24' }))).toBe('accepted');
    expect(refusalOf(() => set({}, [{ record: idOf('R1'), from: '2026-11-25' }]))).toBe('ocop/rules-of-day-exist');
    expect(refusalOf(() => set({}, undefined, actorOf('council', 'M1')))).toBe('registry/role-not-allowed');
    const other = actorOf('registrar', '', 'own', 'HealthMSP');
    expect(refusalOf(() => set({}, undefined, other))).toBe('registry/other-organisation');
  });

  test('hold from midnight in Việt Nam', () => {
    const dated = [
      { record: idOf('R1'), from: '2026-01-01' },
      { record: idOf('R2'), from: '2026-12-01' },
    ];
    expect(rulesRecordAt(dated, '2026-11-30T16:59:59.999Z')).toBe(idOf('R1'));
    expect(rulesRecordAt(dated, '2026-11-30T17:00:00.000Z')).toBe(idOf('R2'));
    expect(refusalOf(() => rulesRecordAt(undefined, txTime))).toBe('ocop/no-rules');
  });

  test.each([
    ['weights that do not add up', { weights: { a: 40, b: 25, c: 36 } }],
    ['a weight that is no whole number', { weights: { a: 39.5, b: 25.5, c: 35 } }],
    ['bands out of order', { bands: [...ruleSet().body.bands].reverse() }],
    ['two bands of the same stars', { bands: [{ stars: 5, from: 90 }, { stars: 5, from: 70 }] }], // prettier-ignore
    ['no band', { bands: [] }],
    ['two members', { minMembers: 2 }],
    ['no months', { validityMonths: 0 }],
    ['another way to combine', { combine: 'best' }],
    ['a field that does not exist', { stars: 5 }],
  ])('%s are refused', (_name, change) => {
    expect(setRatingRulesSchema.safeParse({ ...command, ...change }).success).toBe(false);
    expect(setRatingRulesSchema.safeParse(command).success).toBe(true);
  });
});
