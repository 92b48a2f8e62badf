import { describe, expect, test } from '@jest/globals';
import { mostOf, setCropRules, type DatedRules } from './crop-rules.ts';
import { actorOf, farmer, idOf, refusalOf, registrar, txTime } from './origin-fixtures.ts';

const command = { requestId: idOf('Q'), id: idOf('R1'), crop: 'pepper', from: '2026-11-24', yieldPercent: 35 };
const set = (change: object = {}, dated?: DatedRules, actor = registrar) =>
  setCropRules({ existing: undefined, dated }, { ...command, tolerancePercent: 2, ...change }, actor, txTime);
const rules = (record: string, from: string, yieldPercent: number, tolerancePercent = 0) => ({
  ...{ record: idOf(record), from, yieldPercent, tolerancePercent },
});

describe('rules of a crop', () => {
  test('are a record, and stand in the order of their days', () => {
    const later = rules('R2', '2027-01-01', 33);
    expect(set({}, [rules('R0', '2026-01-01', 30), later])).toEqual({
      next: [
        {
          ...{ id: idOf('R1'), type: 'origin/crop-rules', version: 1, status: 'active', owner: idOf('R1') },
          body: { crop: 'pepper', from: '2026-11-24', yieldPercent: 35, tolerancePercent: 2 },
        },
      ],
      entries: [
        { key: 'a/crop/pepper', value: [rules('R0', '2026-01-01', 30), rules('R1', '2026-11-24', 35, 2), later] },
      ],
      event: 'CropRulesSet',
      owned: [{ key: `r/${idOf('R1')}`, msp: 'AgriMSP' }],
    });
    expect(set().owned).toContainEqual({ key: 'a/crop/pepper', msp: 'AgriMSP' });
  });

  test('are set by the agriculture department, not for days that are over, one set a day', () => {
    expect(refusalOf(() => set({ from: '2026-11-23' }))).toBe('origin/rules-in-past');
    expect(refusalOf(() => set({}, [rules('R0', '2026-11-24', 30)]))).toBe('origin/rules-of-day-exist');
    expect(refusalOf(() => set({}, undefined, farmer))).toBe('registry/role-not-allowed');
    expect(refusalOf(() => set({}, undefined, actorOf('registrar', '', 'TradeMSP')))).toBe(
      'registry/other-organisation',
    );
  });

  test.each([
    ['none', undefined, { grams: 1000 }],
    ['none yet', [rules('R1', '2026-11-25', 35)], { grams: 1000 }],
    ['the last day that has come', [rules('R1', '2026-01-01', 30), rules('R2', '2026-11-24', 35)], 350],
    ['with tolerance, rounded down to the gram', [rules('R2', '2026-11-01', 33, 1)], 333],
  ])('say the most that comes of 1,000 g: %s', (_name, dated, most) => {
    expect(mostOf(1000, dated, txTime)).toEqual(typeof most === 'number' ? { grams: most, rules: idOf('R2') } : most);
  });

  test('change at midnight in Việt Nam', () => {
    const dated = [rules('R1', '2026-01-01', 50), rules('R2', '2026-12-01', 40)];
    expect(mostOf(100, dated, '2026-11-30T16:59:59.999Z').grams).toBe(50);
    expect(mostOf(100, dated, '2026-11-30T17:00:00.000Z').grams).toBe(40);
  });
});
