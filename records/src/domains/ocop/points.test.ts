import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { combined, councilPoints, hundredthsOf, pointsOf, starsOf } from './council-points.ts';
import { pointsSchema } from './points.ts';

const bands = [
  { stars: 5, from: 90 },
  { stars: 4, from: 70 },
  { stars: 3, from: 50 },
];
const hundredths = fc.integer({ min: 0, max: 10_000 });
const values = fc.array(hundredths, { minLength: 1, maxLength: 15 });
const rule = fc.constantFrom('mean', 'median');

describe('stars', () => {
  test.each([
    ['100', 5],
    ['90', 5],
    ['89.99', 4],
    ['70', 4],
    ['69.99', 3],
    ['50', 3],
    ['49.99', 0],
    ['0', 0],
  ])('%s points give %i', (points, stars) => {
    expect(starsOf(bands, points)).toBe(stars);
  });

  test('never fall when points rise', () => {
    fc.assert(
      fc.property(hundredths, hundredths, (one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(starsOf(bands, pointsOf(low))).toBeLessThanOrEqual(starsOf(bands, pointsOf(high)));
      }),
    );
  });
});

describe('points', () => {
  test('are exact decimals', () => {
    fc.assert(fc.property(hundredths, (value) => expect(hundredthsOf(pointsOf(value))).toBe(value)));
    expect([pointsOf(3450), pointsOf(7), pointsOf(10_000)]).toEqual(['34.5', '0.07', '100']);
  });

  test.each(['', '-1', '1.', '.5', '01', '1e1', '12.345', '100.01', '101', '1,5', 'NaN'])('%j are none', (text) => {
    expect(pointsSchema.safeParse(text).success).toBe(false);
  });

  test('of a council lie between the lowest and the highest, whatever the order of the sheets', () => {
    fc.assert(
      fc.property(values, rule, (given, how) => {
        const one = combined(given, how);
        expect(one).toBeGreaterThanOrEqual(Math.min(...given));
        expect(one).toBeLessThanOrEqual(Math.max(...given));
        expect(combined(given.toReversed(), how)).toBe(one);
      }),
    );
  });

  test('are rounded down: no sheet below a band lifts the council into it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 8000, max: 9500 }), { minLength: 3, maxLength: 9 }), (given) => {
        const sum = given.reduce((total, value) => total + value, 0);
        expect(starsOf(bands, pointsOf(combined(given, 'mean'))) === 5).toBe(sum >= 9000 * given.length);
      }),
    );
  });

  test('the total is that of the totals, not of the rounded parts', () => {
    const sheets = [
      { a: '30', b: '22', c: '38' },
      { a: '30', b: '23', c: '37' },
      { a: '31', b: '22', c: '37' },
    ];
    expect(councilPoints(sheets, 'mean')).toEqual({ a: '30.33', b: '22.33', c: '37.33', total: '90' });
  });

  test('the median leaves one wild sheet aside', () => {
    const sheets = ['20', '21', '40'].map((a) => ({ a, b: '20', c: '30' }));
    expect(councilPoints(sheets, 'median').total).toBe('71');
    expect(councilPoints([...sheets, { a: '22.01', b: '20', c: '30' }], 'median').total).toBe('71.5');
  });
});
