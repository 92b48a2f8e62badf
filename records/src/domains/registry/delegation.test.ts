import { describe, expect, test } from '@jest/globals';
import {
  actorOf,
  area,
  farmer,
  idOf,
  refusalOf,
  registrar,
  row,
  saved,
  standingOf,
  txTime,
} from '../origin/origin-fixtures.ts';
import { registerBatch } from '../origin/batch-rules.ts';
import { recordDiaryEntry } from '../origin/diary-rules.ts';
import { delegationKey, endDelegation, grantDelegation } from './delegation.ts';

const [principal, delegate] = [idOf('C00P'), idOf('TEAM')];
const clerk = actorOf('commune', 'TEAM');
const standing = standingOf('origin:harvest');
const until = '2027-11-24T00:00:00.000Z';
const grant = { requestId: idOf('Q'), id: idOf('DE1'), principal, delegate, until };
const current = { existing: undefined, before: undefined, principal: standing, delegate: standing };
const granting = (change: object = {}, actor = farmer, context: object = {}) =>
  refusalOf(() => grantDelegation({ ...current, ...context }, { ...grant, ...change }, actor, txTime));

describe('grantDelegation', () => {
  test('the unit itself lets another record in its name, under one key', () => {
    expect(grantDelegation(current, grant, farmer, txTime)).toMatchObject({
      next: [{ type: 'registry/delegation', owner: principal, status: 'active', body: { principal, delegate, until } }],
      entries: [{ key: delegationKey(delegate, principal), value: { delegation: idOf('DE1'), until } }],
    });
  });

  test('a registrar enters it from the paper that was signed; nobody else does it for the unit', () => {
    expect(granting({ paper: 'ab'.repeat(32) }, registrar)).toBe('accepted');
    expect(granting({}, registrar)).toBe('registry/delegation-without-paper');
    expect(granting({}, clerk)).toBe('registry/delegation-of-other-unit');
    expect(granting({}, actorOf('registrar', '', 'EduMSP'))).toBe('registry/other-organisation');
  });

  test('it names two units of one organisation and ends within two years', () => {
    expect(granting({ delegate: principal })).toBe('registry/delegation-to-itself');
    expect(granting({}, farmer, { delegate: undefined })).toBe('registry/unit-not-found');
    expect(granting({ until: txTime })).toBe('registry/delegation-period');
    expect(granting({ until: '2029-01-01T00:00:00.000Z' })).toBe('registry/delegation-period');
  });
});

describe('endDelegation', () => {
  const body = { principal, delegate, until };
  const record = saved({
    ...{ id: idOf('DE1'), version: 1, owner: principal, body },
    type: 'registry/delegation',
    status: 'active',
  });
  const now = { delegation: record, principal: standing };
  const command = { requestId: idOf('Q2'), id: idOf('DE1'), reason: 'đã có điện thoại' };

  test('either unit or the registrar ends it at once', () => {
    for (const actor of [farmer, clerk, registrar]) {
      expect(endDelegation(now, command, actor, txTime)).toMatchObject({
        next: [{ status: 'revoked', version: 2, body: { ended: { reason: 'đã có điện thoại', at: txTime } } }],
        entries: [{ value: { delegation: idOf('DE1'), until: txTime } }],
      });
    }
    expect(refusalOf(() => endDelegation(now, command, actorOf('packer', 'SH0P'), txTime))).toBe(
      'registry/delegation-of-other-unit',
    );
  });

  test('of two of one pair the newer alone is in force: what it ends does not live on in the other', () => {
    const second = { ...grant, id: idOf('DE2') };
    const granted = grantDelegation({ ...current, before: record }, second, farmer, txTime);
    expect(granted.next).toMatchObject([
      { id: idOf('DE2'), status: 'active' },
      { id: idOf('DE1'), version: 2, status: 'superseded' },
    ]);
    const older = { ...now, delegation: { ...record, status: 'superseded' as const } };
    expect(refusalOf(() => endDelegation(older, command, farmer, txTime))).toBe('registry/delegation-ended');
    const ended = { ...record, status: 'revoked' as const };
    expect(grantDelegation({ ...current, before: ended }, second, farmer, txTime).next).toHaveLength(1);
  });

  test('it ends once', () => {
    const ended = { ...now, delegation: { ...record, status: 'revoked' as const } };
    expect(refusalOf(() => endDelegation(ended, command, farmer, txTime))).toBe('registry/delegation-ended');
    expect(refusalOf(() => endDelegation({ ...now, delegation: area }, command, farmer, txTime))).toBe(
      'registry/record-not-found',
    );
  });
});

describe('recording for another unit', () => {
  const harvest = {
    existing: undefined,
    taken: undefined,
    area,
    farm: undefined,
    intervals: undefined,
    alias: undefined,
  };
  const delegation = { delegation: idOf('DE1'), until };
  const command = { requestId: idOf('Q3'), ...row, onBehalfOf: principal };
  const attempt = (context: object, actor = clerk) =>
    refusalOf(() => registerBatch({ ...harvest, standing, ...context }, command, actor, txTime));

  test('the batch is the principal’s, and says for whom and whose person typed', () => {
    const { next } = registerBatch({ ...harvest, standing, delegation }, command, clerk, txTime);
    expect(next[0]).toMatchObject({
      owner: principal,
      body: { producer: principal, onBehalfOf: principal, enteredBy: delegate },
    });
  });

  test('so is the diary entry', () => {
    const activity = { kind: 'irrigation', source: 'giếng' } as const;
    const entry = { requestId: idOf('Q4'), id: idOf('D1'), growingArea: area.id, date: '2026-11-20', activity };
    const context = { existing: undefined, standing, delegation, area, farm: undefined, months: new Map() };
    const { next } = recordDiaryEntry(context, { ...entry, onBehalfOf: principal }, clerk, txTime);
    expect(next[0]).toMatchObject({ owner: principal, body: { unit: principal, enteredBy: delegate } });
  });

  test('without a delegation, or after it, nobody records for another; nor with a role that records nothing', () => {
    expect(attempt({})).toBe('registry/not-delegated');
    expect(attempt({ delegation: { ...delegation, until: txTime } })).toBe('registry/not-delegated');
    expect(attempt({ delegation }, actorOf('carrier', 'TEAM'))).toBe('registry/role-not-allowed');
    expect(attempt({ delegation, standing: standingOf('origin:ship') })).toBe('registry/not-accredited');
  });
});
