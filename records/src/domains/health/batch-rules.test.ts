import { describe, expect, test } from '@jest/globals';
import type { Actor, FieldsState, RecordState } from '../../record-state.ts';
import * as rules from './batch-rules.ts';
import type { CommitBatch } from './health.ts';

const id = (n: number): string => `0${String(n).padStart(25, '0')}`;
const now = '2026-03-01T00:00:00.000Z';
const department: Actor = { msp: 'HealthMSP', unit: '', role: 'admin', signing: 'own' };
const clinic: Actor = { msp: 'HealthMSP', unit: id(900), role: 'clinic', signing: 'custodial' };
const standing = {
  msp: 'HealthMSP',
  commune: '26041',
  grants: [
    {
      accreditation: id(1),
      may: ['health:record'] as const,
      from: '2025-01-01T00:00:00Z',
      until: '2027-01-01T00:00:00Z',
    },
  ],
};
const rows = Array.from({ length: 64 }, (_, n) => ({ id: id(n), commitment: 'ab'.repeat(32) }));
const batch: CommitBatch = { requestId: id(700), batch: id(701), commitments: rows };
const none = { existing: rows.map(() => undefined), superseded: [] };
const recorded: FieldsState = {
  ...{ id: id(800), type: 'health/commitment', version: 1, status: 'active', owner: '', commitment: 'cd'.repeat(32) },
  ...{ facets: { batch: id(701) }, ts: now, by: department },
};
const record = recorded as unknown as RecordState;
const code = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('a batch', () => {
  test('says commitment, version, status and batch of each row, and nothing else', () => {
    const { committed = [], next, entries } = rules.commitBatch(none, batch, department);
    expect(committed).toHaveLength(64);
    expect(committed[0]).toEqual({
      ...{ id: id(0), type: 'health/commitment', version: 1, status: 'active', owner: '' },
      ...{ commitment: 'ab'.repeat(32), facets: { batch: id(701) } },
    });
    expect([next, entries]).toEqual([[], []]);
  });

  test.each<[string, Actor]>([
    ['a facility', clinic],
    ['a facility that calls itself registrar', { ...clinic, role: 'registrar' }],
    ['another department', { ...department, msp: 'EduMSP' }],
  ])('%s records none', (_who, actor) => {
    expect(code(() => rules.commitBatch(none, batch, actor))).toBe('health/not-department');
  });

  test('no id twice, none that is in use', () => {
    const twice = { ...batch, commitments: [...rows.slice(0, 63), rows[0]!] };
    expect(code(() => rules.commitBatch(none, twice, department))).toBe('health/duplicate-id');
    expect(code(() => rules.commitBatch({ ...none, existing: [record] }, batch, department))).toBe(
      'registry/id-in-use',
    );
  });

  test('a corrected record is superseded, once; by which is not said', () => {
    const command = { ...batch, superseded: [recorded.id] };
    const { committed = [] } = rules.commitBatch({ ...none, superseded: [record] }, command, department);
    expect(committed.at(-1)).toMatchObject({ id: recorded.id, version: 2, status: 'superseded' });
    const again = { ...none, superseded: [{ ...record, status: 'superseded' as const }] };
    expect(code(() => rules.commitBatch(again, command, department))).toBe('health/status-final');
    expect(code(() => rules.commitBatch({ ...none, superseded: [undefined] }, command, department))).toBe(
      'health/not-found',
    );
  });
});

describe('an erasure', () => {
  const other = { ...record, id: id(810) };
  const command = { ids: [recorded.id, other.id], purge: 'ef'.repeat(32) };
  const rows = [
    { record, receiptId: id(3) },
    { record: other, receiptId: id(4) },
  ];

  test('leaves status and receipts that name neither record nor person, the same for every row', () => {
    const { next, committed = [] } = rules.erase({ rows }, command, department);
    expect(committed.map(({ id: of, version, status }) => [of, version, status])).toEqual([
      [recorded.id, 2, 'erased'],
      [other.id, 2, 'erased'],
    ]);
    expect(next.map(({ id: of }) => of)).toEqual([id(3), id(4)]);
    for (const one of next) expect(one).toMatchObject({ type: 'health/erasure', owner: '' });
    expect(next.map(({ body }) => body)).toEqual(Array(2).fill({ purge: 'ef'.repeat(32) }));
  });

  test('once, by the department, of what there is', () => {
    const erased = { ...other, status: 'erased' as const };
    const [first] = rows as [(typeof rows)[0]];
    const second = (one: RecordState | undefined) => ({ rows: [first, { record: one, receiptId: id(4) }] });
    expect(code(() => rules.erase(second(erased), command, department))).toBe('health/status-final');
    expect(code(() => rules.erase({ rows }, command, clinic))).toBe('health/not-department');
    expect(code(() => rules.erase(second(undefined), command, department))).toBe('health/not-found');
    const twice = { ...command, ids: [recorded.id, recorded.id] };
    expect(code(() => rules.erase({ rows: [first, first] }, twice, department))).toBe('health/duplicate-id');
  });
});

test('days of the access log close once, in their order', () => {
  const command = { requestId: id(4), id: id(5), day: '2026-02-28', root: 'ab'.repeat(32) };
  const close = (lastDay: string | undefined) => () =>
    rules.recordAccessRoot({ existing: undefined, lastDay }, command, department);
  expect(close('2026-02-27')().next[0]?.body).toEqual({ day: '2026-02-28', root: 'ab'.repeat(32) });
  expect(code(close('2026-02-28'))).toBe('health/root-known');
  expect(code(close('2026-03-01'))).toBe('health/root-known');
});

test('an accredited facility registers the key under which it receives', () => {
  const jwk = { kty: 'EC', crv: 'P-256', x: 'a'.repeat(43), y: 'b'.repeat(43) } as const;
  const command = {
    requestId: id(6),
    id: id(7),
    use: 'seal',
    jwk,
    validFrom: now,
    validUntil: '2027-01-01T00:00:00Z',
  } as const;
  const register = (actor: Actor, may: typeof standing | undefined) => () =>
    rules.registerFacilityKey({ existing: undefined, standing: may }, command, actor, now);
  expect(register(clinic, standing)().next[0]).toMatchObject({ owner: clinic.unit, type: 'health/key' });
  expect(code(register(clinic, { ...standing, grants: [] }))).toBe('registry/not-accredited');
  expect(code(register({ ...clinic, role: 'farmer' }, standing))).toBe('registry/role-not-allowed');
});
