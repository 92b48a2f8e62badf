import { describe, expect, test } from '@jest/globals';
import { actorOf, farmer, idOf, inspector, refusalOf, row, saved, standingOf, txTime } from './origin-fixtures.ts';
import { recordInspection } from './inspection-rules.ts';

const batch = saved({
  ...{ id: row.id, version: 1, owner: idOf('C00P'), body: {} },
  type: 'origin/batch',
  status: 'active',
});
const command = {
  ...{ requestId: idOf('Q'), id: idOf('1NS'), batch: row.id, date: '2026-11-24' },
  checks: [
    { check: 'label' as const, result: 'pass' as const },
    { check: 'weight' as const, result: 'not-checked' as const },
  ],
};
const current = { existing: undefined, batch, standing: standingOf('origin:inspect') };
const attempt = (change: object = {}, context: object = {}, actor = inspector) =>
  refusalOf(() => recordInspection({ ...current, ...context }, { ...command, ...change }, actor, txTime));

describe('recordInspection', () => {
  test('the checklist is a record of the inspectorate; it passed where nothing failed', () => {
    expect(recordInspection(current, command, inspector, txTime).next).toMatchObject([
      { type: 'origin/inspection', owner: inspector.unit, body: { batch: row.id, conclusion: 'passed' } },
    ]);
    const failed = [...command.checks, { check: 'storage' as const, result: 'fail' as const, note: 'Kho ẩm' }];
    expect(recordInspection(current, { ...command, checks: failed }, inspector, txTime).next).toMatchObject([
      { body: { conclusion: 'failed', checks: failed } },
    ]);
  });

  test('inspectors with the capability alone, of a batch that is there', () => {
    expect(attempt({}, {}, farmer)).toBe('registry/role-not-allowed');
    expect(attempt({}, { standing: standingOf('origin:harvest') })).toBe('registry/not-accredited');
    expect(attempt({}, { batch: undefined })).toBe('origin/batch-not-found');
    expect(attempt({}, {}, actorOf('registrar', ''))).toBe('registry/role-not-allowed');
  });

  test('of the last thirty days, each check once, and something was looked at', () => {
    expect(attempt({ date: '2026-10-25' })).toBe('accepted');
    expect(attempt({ date: '2026-10-24' })).toBe('origin/inspection-date');
    expect(attempt({ date: '2026-11-25' })).toBe('origin/inspection-date');
    expect(attempt({ checks: [command.checks[0], command.checks[0]] })).toBe('origin/duplicate-input');
    expect(attempt({ checks: [command.checks[1]] })).toBe('origin/inspection-empty');
  });
});
