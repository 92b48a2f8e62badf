import { expect, test } from '@jest/globals';
import { readStory } from './story-answer.ts';

test('a story is read, with the unit’s name from wherever it stands', () => {
  const json = {
    timeline: [
      { id: 'A', type: 'origin/event', eventType: 'ship', at: '2026-11-19T03:20:00Z', unit: { id: 'U' } },
      {
        id: 'B',
        unconfirmed: 'trader',
        discrepancy: { sentKg: '10', receivedKg: '9.5', beyondTolerance: true },
        type: 'origin/batch',
        eventType: 'harvest',
        at: 'x',
        unit: { name: 'Vườn' },
        commune: { code: '26425' },
      },
    ],
    units: { U: { name: 'Hợp tác xã' } },
    recall: { id: 'R' },
  };
  expect(readStory(json)).toEqual({
    timeline: [
      {
        ...{ id: 'A', type: 'origin/event', eventType: 'ship', at: '2026-11-19T03:20:00Z' },
        ...{ unitName: 'Hợp tác xã', communeCode: '', unconfirmed: '' },
      },
      {
        ...{ id: 'B', type: 'origin/batch', eventType: 'harvest', at: 'x', unitName: 'Vườn', communeCode: '26425' },
        ...{ unconfirmed: 'trader', weights: { sentKg: '10', receivedKg: '9.5', beyondTolerance: true } },
      },
    ],
    recalled: true,
  });
});

test.each([null, 'x', [], { timeline: 'x', units: 3 }])('%j is no story', (json) => {
  expect(readStory(json)).toEqual({ timeline: [], recalled: false });
});
