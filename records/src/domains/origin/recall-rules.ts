import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordDraft, RecordState } from '../../record-state.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import { requireCapability, requireRole, type UnitStanding } from '../registry/unit-standing.ts';
import { handlingRoles, requireBatch, statusOf, type BatchState } from './batch-access.ts';
import type { BatchBody } from './batch.ts';
import type { IssueRecall, LiftRecall, PropagateRecall, RecallBody } from './recall.ts';

const withRecalls = (batch: BatchState, recalls: string[]): RecordDraft<BatchBody> => {
  const body: BatchBody = { ...batch.body, recalls };
  return nextVersion(batch, { body, status: statusOf(body) });
};
const mark = (batch: BatchState, notice: string) => withRecalls(batch, [...batch.body.recalls, notice]);
const unmark = (batch: BatchState, notice: string) =>
  withRecalls(
    batch,
    batch.body.recalls.filter((recall) => recall !== notice),
  );

/** Inspectors recall any batch; whoever made or has a batch may recall it too. */
const requireRecaller = (
  standing: UnitStanding | undefined,
  actor: Actor,
  concerned: readonly string[],
  txTime: string,
): void => {
  if (actor.role === 'inspector') {
    requireRole(actor, ['inspector']);
    requireCapability(standing, actor, ['origin:inspect'], txTime);
    return;
  }
  requireRole(actor, handlingRoles);
  requireCapability(standing, actor, ['origin:harvest', 'origin:pack', 'origin:ship', 'origin:receive'], txTime);
  if (!concerned.includes(actor.unit)) throw new DomainError('origin/batch-of-other-unit');
};

const requireNotice = (record: RecordState | undefined, id: string): RecordState<RecallBody> => {
  if (record?.type !== 'origin/recall') throw new DomainError('origin/recall-not-found', id);
  return record as RecordState<RecallBody>;
};

/** The notice and the mark on the batch itself; descendants follow by `propagateRecall`. */
export const issueRecall = (
  current: { existing: RecordState | undefined; batch: RecordState | undefined; standing: UnitStanding | undefined },
  { requestId: _, id, ...body }: IssueRecall,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireFreeId(current.existing);
  const batch = requireBatch(current.batch, body.batch);
  requireRecaller(current.standing, actor, [batch.owner, batch.body.producer], txTime);
  const notice: RecallBody = { ...body, ...(batch.body.training === undefined ? {} : { training: true }) };
  return {
    next: [firstVersion({ id, type: 'origin/recall', owner: actor.unit, body: notice }), mark(batch, id)],
    entries: [],
    event: 'RecallIssued',
  };
};

/**
 * Carries a notice to descendants: each id must have a parent that is marked, before or earlier in this command.
 * After the notice was lifted, takes the marks away again. Ids already as they should be are left alone, so that it can be repeated.
 */
export const propagateRecall = (
  current: {
    notice: RecordState | undefined;
    /** The named batches and their parents. */
    batches: ReadonlyMap<string, RecordState>;
    standing: UnitStanding | undefined;
  },
  { noticeId, ids }: PropagateRecall,
  actor: Actor,
  txTime: string,
): Outcome => {
  const notice = requireNotice(current.notice, noticeId);
  // This decides nothing, the notice did: so an organisation's administrator may carry it on for those who issued it.
  if (actor.role !== 'admin') requireRecaller(current.standing, actor, [notice.owner], txTime);
  const lifted = notice.status === 'closed';
  const marked = new Set<string>();
  const carries = (id: string): boolean =>
    marked.has(id) || ((current.batches.get(id) as BatchState | undefined)?.body.recalls.includes(noticeId) ?? false);
  const next = [...new Set(ids)].flatMap((id) => {
    const batch = requireBatch(current.batches.get(id), id);
    if (lifted) return carries(id) ? [unmark(batch, noticeId)] : [];
    if (carries(id)) return [];
    if (!batch.body.parents.some((parent) => carries(parent.id))) {
      throw new DomainError('origin/recall-parent-not-marked', id);
    }
    marked.add(id);
    return [mark(batch, noticeId)];
  });
  return { next, entries: [], event: 'RecallPropagated' };
};

/** Only an inspector ends a recall. */
export const liftRecall = (
  current: { notice: RecordState | undefined; batch: RecordState | undefined; standing: UnitStanding | undefined },
  { noticeId, reason }: LiftRecall,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireRole(actor, ['inspector']);
  requireCapability(current.standing, actor, ['origin:inspect'], txTime);
  const notice = requireNotice(current.notice, noticeId);
  if (notice.status === 'closed') throw new DomainError('origin/recall-closed', noticeId);
  const batch = requireBatch(current.batch, notice.body.batch);
  const body: RecallBody = { ...notice.body, lift: { reason, at: txTime } };
  return {
    next: [nextVersion(notice, { status: 'closed', body }), unmark(batch, noticeId)],
    entries: [],
    event: 'RecallLifted',
  };
};
