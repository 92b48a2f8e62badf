import { describe, expect, test } from '@jest/globals';
import type { RecordState } from '../../record-state.ts';
import type { BatchBody } from './batch.ts';
import type { RecallBody } from './recall.ts';
import {
  actorOf,
  area,
  batchOf,
  farmer,
  idOf,
  inspector,
  refusalOf,
  saved,
  standingOf,
  txTime,
} from './origin-fixtures.ts';
import { issueRecall, liftRecall, propagateRecall } from './recall-rules.ts';

const requestId = idOf('Q');
const notice = (status: 'active' | 'closed' = 'active'): RecordState<RecallBody> =>
  saved({
    id: idOf('R1'),
    type: 'origin/recall',
    version: 1,
    status,
    owner: idOf('1NSP'),
    body: { batch: idOf('B1'), reason: 'Tồn dư', class: 'I' },
  });
const inspection = standingOf('origin:inspect');
const marked = (label: string, ...recalls: string[]) =>
  batchOf(label, { recalls: recalls.map(idOf) }, { status: 'recalled' });
const childOf = (label: string, parent: string, body: Partial<BatchBody> = {}) =>
  batchOf(label, { parents: [{ id: idOf(parent), weightKg: '1' }], ...body });
const propagate = (batches: RecordState[], ids: string[], state = notice(), actor = inspector, standing = inspection) =>
  propagateRecall(
    { notice: state, batches: new Map(batches.map((batch) => [batch.id, batch])), standing },
    { requestId, noticeId: idOf('R1'), ids: ids.map(idOf) },
    actor,
    txTime,
  ).next.map(({ id, status, version }) => [id, status, version]);

describe('issueRecall', () => {
  const issue = (batch: RecordState | undefined, actor = inspector, standing = inspection, existing?: RecordState) =>
    issueRecall(
      { existing, batch, standing },
      { requestId, id: idOf('R1'), batch: idOf('B1'), reason: 'Tồn dư', class: 'I' },
      actor,
      txTime,
    );

  test('writes the notice and marks the batch', () => {
    const [record, batch] = issue(batchOf('B1')).next;
    expect(record).toMatchObject({ type: 'origin/recall', status: 'active', body: { class: 'I' } });
    expect(batch).toMatchObject({ status: 'recalled', version: 2, body: { recalls: [idOf('R1')] } });
  });

  test.each([
    ['the unit that has the batch', batchOf('B1'), farmer, standingOf('origin:harvest'), 'accepted'],
    [
      'the unit that made it',
      batchOf('B1', {}, { owner: idOf('SH0P') }),
      farmer,
      standingOf('origin:harvest'),
      'accepted',
    ],
    [
      'another unit',
      batchOf('B1'),
      actorOf('farmer', 'H0'),
      standingOf('origin:harvest'),
      'origin/batch-of-other-unit',
    ],
    [
      'an inspector without accreditation',
      batchOf('B1'),
      inspector,
      standingOf('origin:ship'),
      'registry/not-accredited',
    ],
    ['a registrar', batchOf('B1'), actorOf('registrar', 'C00P'), inspection, 'registry/role-not-allowed'],
    ['an inspector, an unknown batch', undefined, inspector, inspection, 'origin/batch-not-found'],
    ['an inspector, no batch', area, inspector, inspection, 'origin/batch-not-found'],
  ])('by %s', (_name, batch, actor, standing, expected) => {
    expect(refusalOf(() => issue(batch, actor, standing))).toBe(expected);
  });

  test('a notice id in use is refused', () => {
    expect(refusalOf(() => issue(batchOf('B1'), inspector, inspection, area))).toBe('registry/id-in-use');
  });
});

describe('propagateRecall', () => {
  const family = [marked('B1', 'R1'), childOf('B2', 'B1'), childOf('B3', 'B2'), childOf('B4', 'B9')];

  test('marks children and, in the same command, their children', () => {
    expect(propagate(family, ['B2', 'B3'])).toEqual([
      [idOf('B2'), 'recalled', 2],
      [idOf('B3'), 'recalled', 2],
    ]);
  });

  test.each([
    ['a child before its parent', ['B3', 'B2']],
    ['a stranger', ['B4']],
  ])('refuses %s', (_name, ids) => {
    expect(refusalOf(() => propagate(family, ids))).toBe('origin/recall-parent-not-marked');
  });

  test("another notice's mark on the parent does not count", () => {
    expect(refusalOf(() => propagate([marked('B1', 'R2'), childOf('B2', 'B1')], ['B2']))).toBe(
      'origin/recall-parent-not-marked',
    );
  });

  test('leaves alone what is marked already, and ids named twice', () => {
    expect(propagate([marked('B1', 'R1'), childOf('B2', 'B1', { recalls: [idOf('R1')] })], ['B2', 'B2', 'B1'])).toEqual(
      [],
    );
  });

  test('takes the marks away once the notice is closed, but not those of another notice', () => {
    expect(propagate([marked('B1', 'R1'), marked('B2', 'R1', 'R2')], ['B1', 'B2'], notice('closed'))).toEqual([
      [idOf('B1'), 'active', 2],
      [idOf('B2'), 'recalled', 2],
    ]);
  });

  test('is for inspectors and the unit that issued the notice', () => {
    const standing = standingOf('origin:harvest');
    expect(refusalOf(() => propagate(family, ['B2'], notice(), farmer, standing))).toBe('origin/batch-of-other-unit');
    const admin = actorOf('admin', '', 'TechMSP');
    expect(propagate(family, ['B2'], notice(), admin)).toEqual([[idOf('B2'), 'recalled', 2]]);
    expect(refusalOf(() => propagate(family, ['B3'], notice(), admin))).toBe('origin/recall-parent-not-marked');
    expect(refusalOf(() => propagate(family, ['B2'], { ...notice(), owner: idOf('C00P') }, farmer, standing))).toBe(
      'accepted',
    );
  });
});

describe('liftRecall', () => {
  const lift = (batch: RecordState, state = notice(), actor = inspector) =>
    liftRecall(
      { notice: state, batch, standing: inspection },
      { requestId, noticeId: idOf('R1'), reason: 'Đạt' },
      actor,
      txTime,
    );

  test('closes the notice and gives the batch the standing that its body says', () => {
    expect(lift(marked('B1', 'R1')).next).toMatchObject([
      { status: 'closed', body: { lift: { reason: 'Đạt', at: txTime } } },
      { status: 'active' },
    ]);
    const usedUp = batchOf('B1', { recalls: [idOf('R1')], remainingKg: '0' }, { status: 'recalled' });
    expect(lift(usedUp).next[1]?.status).toBe('closed');
    const heldBefore = batchOf(
      'B1',
      { recalls: [idOf('R1')], hold: { reason: 'x', detail: 'y' } },
      { status: 'recalled' },
    );
    expect(lift(heldBefore).next[1]?.status).toBe('held');
    expect(lift(marked('B1', 'R1', 'R2')).next[1]?.status).toBe('recalled');
  });

  test('twice, or by a farmer, is refused', () => {
    expect(refusalOf(() => lift(marked('B1', 'R1'), notice('closed')))).toBe('origin/recall-closed');
    expect(refusalOf(() => lift(marked('B1', 'R1'), notice(), farmer))).toBe('registry/role-not-allowed');
  });
});
