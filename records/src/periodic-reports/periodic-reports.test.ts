import { describe, expect, test } from '@jest/globals';
import type { DomainError } from '../domain-error.ts';
import { parseCommand } from '../parse-command.ts';
import type { CountedState } from './figure.ts';
import { instantsOf, parsePeriod, periodAt, periodBefore, reminderOn, type ReportPeriod } from './period.ts';
import { emptyNarrative } from './narrative.ts';
import { saveDraftSchema } from './periodic-report.ts';
import { reportTask, reportTasks } from './report-tasks.ts';
import { counted, figureValue } from './tally.ts';

const q3 = parsePeriod('2026-Q3') as ReportPeriod;

describe('periods close on the 14th (Decree 09/2019), by the clock of Việt Nam', () => {
  test.each([
    ['2026-Q1', '2025-12-15', '2026-03-14', '2026-03-17'],
    ['2026-Q3', '2026-06-15', '2026-09-14', '2026-09-16'],
    ['2026-Q4', '2026-09-15', '2026-12-14', '2026-12-16'],
    ['2026-H1', '2025-12-15', '2026-06-14', '2026-06-16'],
    ['2026-H2', '2026-06-15', '2026-12-14', '2026-12-16'],
    // The 14th is a Friday: two working days later is a Tuesday.
    ['2027-Q2', '2027-03-15', '2027-06-14', '2027-06-16'],
    ['2025-Q1', '2024-12-15', '2025-03-14', '2025-03-18'],
  ])('%s: %s to %s, due %s', (id, from, until, due) => {
    expect(parsePeriod(id)).toMatchObject({ id, from, until, due });
  });
  test.each(['2026-Q5', '2026-H3', '1999-Q1', '2026-Q', 'x', '2026-q1', '2026-Q10'])('%s is none', (id) => {
    expect(parsePeriod(id)).toBeUndefined();
  });
  test('every day lies in one quarter and one half, and the one before ends the day before', () => {
    for (let at = Date.UTC(2025, 11, 1); at < Date.UTC(2027, 1, 1); at += 86_400_000) {
      const day = new Date(at).toISOString().slice(0, 10);
      for (const kind of ['quarter', 'half'] as const) {
        const period = periodAt(kind, day);
        expect(period.from <= day && day <= period.until).toBe(true);
        expect(parsePeriod(period.id)).toEqual(period);
        const before = periodBefore(period);
        expect(before.until < period.from && periodAt(kind, before.until).id === before.id).toBe(true);
      }
    }
  });
  test('begins and ends at midnight in Việt Nam', () => {
    expect(instantsOf(q3)).toEqual({ from: '2026-06-14T17:00:00.000Z', until: '2026-09-14T17:00:00.000Z' });
  });
});

test.each([
  ['2026-08-01', false, 'running'],
  ['2026-09-07', false, 'soon'],
  ['2026-09-16', false, 'soon'],
  ['2026-09-17', false, 'overdue'],
  ['2026-09-17', true, 'done'],
] as const)('on %s (final: %s) the report is %s', (today, isFinal, reminder) => {
  expect(reminderOn(q3, today, { isFinal, startedAt: '2026-07-01T00:00:00Z' })).toBe(reminder);
  expect(reminderOn(q3, today, { isFinal: false, startedAt: '2026-11-30T00:00:00Z' })).toBe('none');
});

const state = (type: string, body: object, more: object = {}): CountedState =>
  ({ id: 'A', type, version: 1, status: 'active', owner: 'U', body, ...more }) as unknown as CountedState;
const lot = (weightKg: string, more: object = {}) =>
  state('origin/batch', { kind: 'harvest', weightKg, producer: 'P1' }, more);
type Add = (state: CountedState, recordedAt: string) => void;
/** All figures of a task, of every record that is added. */
const valuesOf = (task: string, add: (add: Add) => void) => {
  const lines = (reportTask(task)?.figures ?? []).map((figure) => ({ figure, sum: 0n, keys: new Set<string>() }));
  add((state, recordedAt) => {
    for (const line of lines.filter(({ figure }) => figure.type === state.type)) {
      const amount = counted(line.figure, state, recordedAt, q3, '2026-11-30T00:00:00.000Z');
      if (amount === undefined) continue;
      const key = line.figure.keyOf?.(state);
      if (key === undefined || !line.keys.has(key)) line.sum += amount;
      if (key !== undefined) line.keys.add(key);
    }
  });
  const told = lines.map(({ figure, sum }) => figureValue(figure, sum));
  return Object.fromEntries(told.map(({ id, value, isHeldBack }) => [id, isHeldBack ? 'held back' : value]));
};

test('a lot counts in the period of the first and to the last instant, exactly, and one that is held does not', () => {
  const values = valuesOf('produce', (add) => {
    add(lot('0.1'), '2026-06-14T17:00:00.000Z');
    add(lot('0.2'), '2026-09-14T16:59:59.999Z');
    add(lot('7'), '2026-06-14T16:59:59.999Z');
    add(lot('7'), '2026-09-14T17:00:00.000Z');
    add(lot('7', { status: 'held' }), '2026-08-01T00:00:00.000Z');
  });
  expect(values).toMatchObject({ 'harvest-lots': '2', 'harvest-weight': '0.3', 'harvest-units': '1' });
  // On hold at the end, whenever it was recorded before.
  expect(values).toMatchObject({ 'lots-held': '1', 'growing-areas': '0', 'growing-area-hectares': '0' });
});

test('small numbers about health are held back; none is none', () => {
  const batches = (count: number) =>
    valuesOf('health', (add) => {
      for (let batch = 0; batch < count; batch += 1)
        for (let row = 0; row < 64; row += 1)
          add(state('health/commitment', {}, { facets: { batch: `b${batch}` } }), '2026-08-01T00:00:00.000Z');
    })['batches'];
  expect([0, 1, 4, 5].map(batches)).toEqual(['0', 'held back', 'held back', '5']);
});

test('an OCOP certificate holds to the end of its last day', () => {
  const rated = (expiresOn: string) => state('ocop/product', { rating: { stars: 4, expiresOn } });
  const stars = (expiresOn: string) =>
    valuesOf('ocop', (add) => add(rated(expiresOn), '2026-01-01T00:00:00.000Z'))['products-4-stars'];
  expect([stars('2026-09-14'), stars('2026-09-13')]).toEqual(['1', '0']);
});

test('ids are unique, and every count about health is protected', () => {
  expect(new Set(reportTasks.map(({ id }) => id)).size).toBe(reportTasks.length);
  for (const { figures } of reportTasks) expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
  const open = reportTasks.flatMap(({ figures }) => figures.filter(({ isProtected }) => isProtected !== true));
  // A day of the access log is nobody's.
  expect(open.filter(({ type }) => type.startsWith('health/')).map(({ id }) => id)).toEqual(['access-log-days']);
});

test('a figure that somebody sends is refused by its name, and so is what is no narrative', () => {
  const errorsOf = (body: object) => {
    try {
      parseCommand(saveDraftSchema, body);
    } catch (error) {
      return (error as DomainError).errors;
    }
    return [];
  };
  const good = { base: 0, narrative: { ...emptyNarrative, results: 'Dòng một\n\nDòng hai' } };
  expect(errorsOf(good)).toEqual([]);
  expect(errorsOf({ ...good, figures: { 'harvest-lots': '999' } })).toEqual([
    { pointer: '/figures', detail: 'figure-not-editable' },
  ]);
  expect(errorsOf({ ...good, narrative: { ...emptyNarrative, 'harvest-lots': '9' } })).toEqual([
    { pointer: '/narrative/harvest-lots', detail: 'unknown-field' },
  ]);
  const odd = { ...emptyNarrative, results: 'x\u202e', plan: 'a'.repeat(10_001), difficulties: 'a\u0302' };
  expect(errorsOf({ base: -1, narrative: odd }).map(({ pointer }) => pointer)).toEqual([
    ...['/base', '/narrative/results', '/narrative/difficulties', '/narrative/plan'],
  ]);
});
