import { describe, expect, test } from '@jest/globals';
import type { Actor, RecordState } from '../../record-state.ts';
import {
  codeOf,
  credential,
  department,
  idOf,
  issuer,
  issuerKey,
  row,
  schoolMay,
  standing,
  txTime,
} from './credential-fixtures.ts';
import type { ChangeStatus, IssueBulk, Supersede } from './credential.ts';
import { actBodySchema } from './credential.ts';
import { attest, changeStatus, issue, issueBulk, supersede, withdrawAttestation } from './credential-rules.ts';

const importId = idOf('1MP0RT');
const free = { existing: undefined, key: issuerKey(), importId, standing };
const requestId = idOf('RQ');

test('what the ledger is told of a diploma: a commitment, its kind, its month', () => {
  const { next, committed, event } = issue(free, { requestId, ...row }, issuer, txTime);
  expect([event, next]).toEqual(['CredentialIssued', []]);
  expect(committed).toEqual([
    {
      id: row.id,
      type: 'credential/credential',
      version: 1,
      status: 'active',
      owner: issuer.unit,
      commitment: 'd'.repeat(64),
      facets: { kind: 'diploma', month: '2026-06', key: row.key },
    },
  ]);
});

test.each<[string, object, object, Actor]>([
  ['registry/role-not-allowed', {}, {}, department],
  ['registry/not-accredited', { standing: schoolMay('credential:badge') }, {}, issuer],
  ['registry/not-accredited', {}, { month: '2026-02' }, issuer],
  ['credential/date-in-future', {}, { month: '2026-12' }, issuer],
  ['registry/id-in-use', { existing: credential() }, {}, issuer],
  ['credential/key-not-found', { key: undefined }, {}, issuer],
  ['credential/key-not-usable', { key: issuerKey({}, 'superseded') }, {}, issuer],
  ['credential/key-of-other-unit', {}, {}, { ...issuer, unit: idOf('0THER') }],
])('%s', (code, current, change, actor) => {
  expect(codeOf(() => issue({ ...free, ...current }, { requestId, ...row, ...change }, actor, txTime))).toBe(code);
});

test('what was taken from a shared database says so in public, and nothing of the person', () => {
  const imported = { source: 'diploma-database', asOf: '2026-11-01' } as const;
  const one = issue(free, { requestId, ...row, imported }, issuer, txTime);
  const said = {
    ...{ id: importId, type: 'credential/act', version: 1, status: 'active', owner: issuer.unit },
    body: { act: 'import', ground: 'diploma-database', date: '2026-11-01' },
  };
  expect(one.next).toEqual([said]);
  const both = [
    { ...row, imported },
    { ...row, id: idOf('NEW2') },
  ];
  const rows = both.map(() => free);
  expect(issueBulk({ standing, rows }, { requestId, credentials: both }, issuer, txTime).next).toEqual([said]);
});

test('an accreditation that ended yesterday issues nothing', () => {
  const ended = { ...standing, grants: standing.grants.map((grant) => ({ ...grant, until: '2026-11-23T00:00:00Z' })) };
  expect(codeOf(() => issue({ ...free, standing: ended }, { requestId, ...row }, issuer, txTime))).toBe(
    'registry/not-accredited',
  );
});

test('in bulk all or none, and the refusal names the row', () => {
  const rows = [row, { ...row, id: idOf('NEW2'), kind: 'badge' as const }];
  const contexts = rows.map(() => ({ existing: undefined, key: issuerKey(), importId }));
  const bulk = (credentials: IssueBulk['credentials']) =>
    issueBulk({ standing, rows: contexts }, { requestId, credentials }, issuer, txTime);
  expect(bulk(rows).committed?.map(({ id, facets }) => [id, facets['kind']])).toEqual([
    [idOf('NEW'), 'diploma'],
    [idOf('NEW2'), 'badge'],
  ]);
  expect(codeOf(() => bulk([row, row]))).toBe('credential/duplicate-id');
  try {
    bulk([row, { ...row, id: idOf('NEW2'), month: '2026-02' }]);
    throw new Error('accepted');
  } catch (error) {
    expect(error).toMatchObject({ code: 'registry/not-accredited', errors: [{ pointer: '/credentials/1' }] });
  }
});

const actOf = (act: ChangeStatus['act'], ground: ChangeStatus['ground']): ChangeStatus => ({
  requestId,
  id: idOf('D1P'),
  act,
  ground,
  decision: '12/QĐ-SGDĐT',
  date: '2026-11-24',
});
const change = (
  command: ChangeStatus,
  current: RecordState | undefined = credential(),
  actor: Actor = issuer,
  of = standing,
) => changeStatus({ credential: current, standing: of, actId: idOf('ACT') }, command, actor, txTime);

test.each([
  ['suspend', 'investigation', 'active', 'suspended'],
  ['resume', 'investigation-closed', 'suspended', 'active'],
  ['revoke', 'fraud', 'active', 'revoked'],
  ['revoke', 'court-decision', 'suspended', 'revoked'],
  ['cancel', 'issued-in-error', 'active', 'cancelled'],
  ['refuse-erasure', 'register-must-be-kept', 'active', 'active'],
] as const)('%s for %s: %s becomes %s, and the ground is a record of its own', (act, ground, from, to) => {
  const { next, committed } = change(actOf(act, ground), credential({ status: from }));
  expect(committed).toEqual([expect.objectContaining({ status: to, version: 2, commitment: 'c'.repeat(64) })]);
  expect(next[0]).toMatchObject({ id: idOf('ACT'), type: 'credential/act', version: 1 });
  expect(actBodySchema.parse(next[0]?.body)).toEqual({ act, ground, decision: '12/QĐ-SGDĐT', date: '2026-11-24' });
});

test.each([
  ['revoke', 'fraud', 'revoked'],
  ['suspend', 'investigation', 'superseded'],
  ['resume', 'investigation-closed', 'cancelled'],
  ['cancel', 'issued-in-error', 'erased'],
] as const)('no %s for %s of what is %s', (act, ground, status) => {
  expect(codeOf(() => change(actOf(act, ground), credential({ status })))).toBe('credential/status-final');
});

test('who may: the issuing unit, or a registrar of its department', () => {
  const revoke = actOf('revoke', 'fraud');
  expect(change(revoke, credential(), department).committed?.[0]?.status).toBe('revoked');
  const codes = (actor: Actor, of = standing): string => codeOf(() => change(revoke, credential(), actor, of));
  expect(codes({ ...department, msp: 'AgriMSP' })).toBe('registry/other-organisation');
  expect(codes({ ...issuer, unit: idOf('0THER') })).toBe('credential/of-other-unit');
  expect(codes({ ...issuer, role: 'farmer' })).toBe('registry/role-not-allowed');
  expect(codes(issuer, schoolMay('credential:badge'))).toBe('registry/not-accredited');
  expect(codeOf(() => change(revoke, issuerKey()))).toBe('credential/not-found');
});

test('a ground must fit the act, and a date must have come', () => {
  expect(codeOf(() => change(actOf('revoke', 'clerical-error')))).toBe('credential/ground-not-fitting');
  expect(codeOf(() => change({ ...actOf('revoke', 'fraud'), date: '2026-11-25' }))).toBe('credential/date-in-future');
});

test('a diploma stays in its register: erasure is refused, a badge and a diploma issued in error are erased', () => {
  const erase = actOf('erase', 'holder-request');
  expect(codeOf(() => change(erase))).toBe('credential/register-must-be-kept');
  expect(change(erase, credential({ status: 'cancelled' })).committed?.[0]?.status).toBe('erased');
  const badge = credential({ facets: { kind: 'badge', month: '2026-06', key: row.key } });
  expect(change(erase, badge).committed?.[0]?.status).toBe('erased');
});

test('a replacement has the id that follows from the old one, once', () => {
  const command: Supersede = {
    ...actOf('suspend', 'investigation'),
    act: 'edit',
    ground: 'civil-status-change',
    successor: row,
  };
  const replace = (old = credential(), successorId: string = row.id) =>
    supersede({ credential: old, standing, actId: idOf('ACT'), successor: free, successorId }, command, issuer, txTime);
  expect(replace().committed?.map(({ id, status, version }) => [id, status, version])).toEqual([
    [row.id, 'active', 1],
    [idOf('D1P'), 'superseded', 2],
  ]);
  expect(codeOf(() => replace(credential(), idOf('0THER')))).toBe('credential/successor-id');
  expect(codeOf(() => replace(credential({ status: 'revoked' })))).toBe('credential/status-final');
});

test('a file is attested by its digest', () => {
  const command = { requestId, id: idOf('F1LE'), digest: 'e'.repeat(64), bytes: 1234, mediaType: 'application/pdf' };
  const { next } = attest({ existing: undefined, standing }, command, issuer, txTime);
  expect(next[0]).toMatchObject({
    type: 'credential/attestation',
    body: { digest: 'e'.repeat(64), unit: issuer.unit },
  });
  const may = schoolMay('credential:diploma');
  expect(codeOf(() => attest({ existing: undefined, standing: may }, command, issuer, txTime))).toBe(
    'registry/not-accredited',
  );
});

test.each([
  ['authority', 'done'],
  ['inspector', 'done'],
  ['verifier', 'registry/role-not-allowed'],
  ['farmer', 'registry/role-not-allowed'],
])('who works as %s stands for a file of the unit: %s', (role, code) => {
  const command = { requestId, id: idOf('F1LE'), digest: 'e'.repeat(64), bytes: 9, mediaType: 'application/pdf' };
  const actor = { ...issuer, role };
  expect(codeOf(() => attest({ existing: undefined, standing }, command, actor, txTime))).toBe(code);
});

describe('a file that belongs to a record', () => {
  const command = { requestId, id: idOf('F1LE'), digest: 'e'.repeat(64), bytes: 9, mediaType: 'application/pdf' };
  const about = (subject: RecordState | undefined, subjectOwner?: { msp: string }) =>
    attest(
      { existing: undefined, standing, subject, subjectOwner },
      { ...command, subject: idOf('D1P') },
      issuer,
      txTime,
    );

  test('is one of the own organisation', () => {
    expect(about(credential()).next[0]).toMatchObject({ body: { subject: idOf('D1P') } });
    expect(codeOf(() => about(undefined))).toBe('registry/record-not-found');
    const foreign = { ...credential(), by: { ...issuer, msp: 'AgriMSP' } };
    expect(codeOf(() => about(foreign))).toBe('registry/other-organisation');
    // Whose it is counts where a unit owns it, not whose hand wrote its last version.
    expect(about(foreign, standing).next[0]).toMatchObject({ body: { subject: idOf('D1P') } });
    expect(codeOf(() => about(credential(), { msp: 'AgriMSP' }))).toBe('registry/other-organisation');
  });

  test('is no longer stood for after its unit, or the department above it, took that back', () => {
    const { next } = attest({ existing: undefined, standing }, command, issuer, txTime);
    const attestation = { ...credential(), ...next[0] } as RecordState;
    const withdraw = (by = issuer, state: RecordState | undefined = attestation) =>
      withdrawAttestation({ attestation: state, standing }, { requestId, id: command.id }, by);
    expect(withdraw().next[0]).toMatchObject({ status: 'revoked', version: 2, body: { digest: command.digest } });
    expect(withdraw(department).next[0]?.status).toBe('revoked');
    expect(codeOf(() => withdraw({ ...department, msp: 'AgriMSP' }))).toBe('registry/other-organisation');
    expect(codeOf(() => withdraw({ ...issuer, unit: idOf('0THER') }))).toBe('credential/of-other-unit');
    expect(codeOf(() => withdraw(issuer, { ...attestation, status: 'revoked' }))).toBe('credential/status-final');
    expect(codeOf(() => withdraw(issuer, credential()))).toBe('registry/record-not-found');
  });
});
