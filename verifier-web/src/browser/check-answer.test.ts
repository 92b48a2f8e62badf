import { describe, expect, test } from '@jest/globals';
import { checkAnswer, isWhole } from './check-answer.ts';
import { readAnswer } from './record-answer.ts';
import type { RecordAnswer } from './record-answer.ts';

const id = '3F8K2M9QRT5VWXYZ01ABCDEGHJ';
// SHA-256("daunguon/record/v1" 0 || salt || {"lot":"SR-2611-0042","name":"Sầu riêng"}), computed with Python's hashlib.
const commitment = '75e7509942a441fcecdc0fb9a87f0e4f228d0e14eb8b6e700d48ea2c627d7934';

function answer(change: Record<string, unknown> = {}, rest: Record<string, unknown> = {}): RecordAnswer {
  const record = {
    id,
    type: 'origin/batch',
    status: 'active',
    version: 1,
    body: { name: 'Sầu riêng', lot: 'SR-2611-0042' },
    salt: '00112233445566778899aabbccddeeff',
    commitment,
    ...change,
  };
  const read = readAnswer({ record, ...rest });
  if (read === null) throw new Error('unreadable');
  return read;
}

describe('what the device recomputes', () => {
  test('body and salt give the published commitment', () => {
    expect(checkAnswer(id, answer())).toEqual({
      sameRecord: 'pass',
      commitment: 'pass',
      timeline: 'not-applicable',
      independent: 'unknown',
    });
  });

  test.each([
    ['one letter of the body', { body: { name: 'Sầu riêng', lot: 'SR-2611-0043' } }],
    ['a member added', { body: { name: 'Sầu riêng', lot: 'SR-2611-0042', x: 1 } }],
    ['the same letters not in NFC', { body: { name: 'Sầu riêng'.normalize('NFD'), lot: 'SR-2611-0042' } }],
    ['a fraction', { body: { weight: 1.5 } }],
    ['another salt', { salt: '10112233445566778899aabbccddeeff' }],
    ['no salt', { salt: '' }],
    ['upper case', { commitment: commitment.toUpperCase() }],
  ])('%s breaks it', (_name, change) => {
    const check = checkAnswer(id, answer(change));
    expect(check.commitment).toBe('fail');
    expect(isWhole(check)).toBe(false);
  });

  test('another record under this label', () => {
    expect(checkAnswer('7ZZZZZZZZZZZZZZZZZZZZZZZZZ', answer()).sameRecord).toBe('fail');
  });

  test('event records are checked one by one', () => {
    const good = { id, record: answer().record };
    const bad = { id, record: { ...answer().record, body: { lot: 'other' } } };
    expect(checkAnswer(id, answer({}, { timeline: [good] })).timeline).toBe('pass');
    expect(checkAnswer(id, answer({}, { timeline: [good, bad] })).timeline).toBe('fail');
    expect(checkAnswer(id, answer({}, { timeline: [{ ...good, id: 'other' }] })).timeline).toBe('fail');
  });
});

describe('an answer of any shape', () => {
  test.each([null, 1, [], {}, { record: null }, { record: { id, type: 'x', status: 'active' } }])(
    '%j is unreadable',
    (json) => {
      expect(readAnswer(json)).toBeNull();
    },
  );

  test('wrong types around the record fall back to nothing', () => {
    const read = answer({}, { timeline: 'x', units: [], endorsers: { a: 1 }, recall: 'no', blockNumber: '42' });
    expect(read).toMatchObject({ timeline: [], units: {}, endorsers: [], blockNumber: 42 });
    expect(read.recall).toBeUndefined();
  });
});
