import { z } from 'zod';
import { DomainError } from '../../domain-error.ts';
import { nextVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { idSchema } from '../../schema-parts.ts';
import { requireCapability, requireRole, type UnitStanding } from '../registry/unit-standing.ts';
import { handlingRoles, requireUsable, statusOf } from './batch-access.ts';
import type { BatchBody } from './batch.ts';

/** Most serials of one issue, and most issues of one batch: its body, which every bundle carries, stays small. */
export const maxSerials = 100_000;
export const maxLabelIssues = 20;

/**
 * The unit serials that one command issued: root and count of an RFC 6962 tree over their keys, sorted (docs/proof-format.md §10). The
 * serials themselves are no records.
 */
export const labelIssueSchema = z.strictObject({
  id: idSchema,
  count: z.int().min(1).max(maxSerials),
  root: z.string().regex(/^[0-9a-f]{64}$/, 'sha-256'),
});
export type LabelIssue = z.infer<typeof labelIssueSchema>;

/** `id` names the issue. */
export const issueLabelsSchema = z.strictObject({ requestId: idSchema, batch: idSchema, ...labelIssueSchema.shape });
export type IssueLabels = z.infer<typeof issueLabelsSchema>;

/**
 * The batch itself lists its issues, so that one proven body shows all of them and a serial that none of them holds is proven never to have
 * been issued. Only the unit that has the batch now issues labels, and only while nothing speaks against it: a recalled batch gets no more.
 */
export const issueLabels = (
  current: { batch: RecordState | undefined; standing: UnitStanding | undefined },
  { requestId: _, batch: batchId, ...issue }: IssueLabels,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireRole(actor, handlingRoles);
  requireCapability(current.standing, actor, ['origin:harvest', 'origin:pack'], txTime);
  const batch = requireUsable(current.batch, batchId, actor);
  if (batch.body.product.gtin === undefined) throw new DomainError('origin/labels-need-gtin', batchId);
  const before = batch.body.labels ?? [];
  if (before.some(({ id }) => id === issue.id)) throw new DomainError('origin/labels-issued', issue.id);
  if (before.length >= maxLabelIssues) throw new DomainError('origin/labels-too-many', String(maxLabelIssues));
  const body: BatchBody = { ...batch.body, labels: [...before, issue] };
  return { next: [nextVersion(batch, { body, status: statusOf(body) })], entries: [], event: 'LabelsIssued' };
};
