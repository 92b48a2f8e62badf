import { expect, test } from '@jest/globals';
import { readAnswer } from './record-answer.ts';
import type { RecordAnswer } from './record-answer.ts';
import { sentences } from './sentences.ts';

const sound = { sameRecord: 'pass', commitment: 'pass', timeline: 'pass', independent: 'unknown' } as const;

function first(version: number, unit: string): string | undefined {
  const answer = readAnswer({
    record: {
      id: 'x',
      type: 'origin/batch',
      status: 'active',
      version,
      owner: 'farm',
      body: {},
      by: { msp: 'HealthMSP', unit },
    },
    blockTime: '2026-11-24T02:41:00Z',
    endorsers: ['AgriMSP', 'HealthMSP', 'TechMSP'],
    units: { farm: { name: 'Nông hộ Ba' } },
  }) as RecordAnswer;
  return sentences({ kind: 'answered', answer, check: sound, savedAt: null })[0]?.vi;
}

test('who stated it and when, in local time', () => {
  expect(first(1, 'farm')).toBe('Nông hộ Ba (Sở Y tế) khai vào sổ lúc 09:41 24/11/2026, theo lời máy chủ của cổng.');
});

test('an act of an organisation is not put down to the owner, nor a later version to its author', () => {
  expect(first(2, '')).toBe('Sở Y tế cập nhật sổ lần cuối lúc 09:41 24/11/2026, theo lời máy chủ của cổng.');
});

test('every outcome has three sentences', () => {
  for (const kind of ['absent', 'offline', 'unreadable'] as const) expect(sentences({ kind })).toHaveLength(3);
});
