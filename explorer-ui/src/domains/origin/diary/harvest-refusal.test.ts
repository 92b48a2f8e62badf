import { expect, test } from '@jest/globals';
import { DomainError } from '@daunguon/records';
import { requireOutsideIntervals } from '../../../../../records/src/domains/origin/harvest-interval.ts';
import { harvestRefusal } from './harvest-refusal.ts';

const entry = '0BP5WKA1SJ3VCT1B62K2XZ06NN';

test('the ledger’s refusal is read: entry, day of harvest, first free day', () => {
  let refused: unknown;
  try {
    const interval = { entry, from: '2026-11-20', until: '2026-12-04' };
    requireOutsideIntervals([interval], { harvestDate: '2026-11-25' });
  } catch (error) {
    refused = error;
  }
  expect(refused).toBeInstanceOf(DomainError);
  expect(harvestRefusal(refused as DomainError)).toEqual({
    ...{ entry, harvested: '2026-11-25', firstFreeDay: '2026-12-04' },
  });
  expect(harvestRefusal({ code: 'origin/season-cap', message: (refused as Error).message })).toBeUndefined();
});
