import { z } from 'zod';
import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { idSchema, instantSchema, textSchema } from '../../schema-parts.ts';
import { requireFreeId } from './registry-rules.ts';
import { requireUnitOf, type UnitStanding } from './unit-standing.ts';

const request = { requestId: idSchema, id: idSchema };
const delegation = {
  /** Unit in whose name is recorded: a household without a telephone. */
  principal: idSchema,
  /** Unit whose people type: a cooperative, a community digital team. */
  delegate: idSchema,
  until: instantSchema,
  /** SHA-256 of the paper that the principal signed; needed where the department's registrar enters it. */
  paper: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'sha-256')
    .optional(),
};
export const delegationBodySchema = z.strictObject({
  ...delegation,
  ended: z.strictObject({ reason: textSchema(500), at: instantSchema }).optional(),
});
export type DelegationBody = z.infer<typeof delegationBodySchema>;
export const grantDelegationSchema = z.strictObject({ ...request, ...delegation });
export type GrantDelegation = z.infer<typeof grantDelegationSchema>;
/** `id` is the delegation. */
export const endDelegationSchema = z.strictObject({ ...request, reason: textSchema(500) });
export type EndDelegation = z.infer<typeof endDelegationSchema>;

/** What one unit may do in another's name, in one ledger key: recording costs one read more. */
export interface DelegationEntry {
  readonly delegation: string;
  readonly until: string;
}
export const delegationKey = (delegate: string, principal: string): string => `a/for/${delegate}/${principal}`;

/** Renewed at least every two years: whoever may speak for somebody is asked about again. */
const longestMs = 2 * 366 * 86_400_000;
const registrars: readonly string[] = ['registrar', 'admin'];

const isRegistrar = ({ role }: Actor): boolean => registrars.includes(role);
const isOf = (actor: Actor, unit: string): boolean => actor.unit === unit;

/**
 * The unit itself lets another record in its name; for one without a telephone the registrar enters the paper that it signed. One delegation of
 * a pair is in force: the one before it is superseded, so that to end this is to end what the other unit may do.
 */
export const grantDelegation = (
  current: {
    existing: RecordState | undefined;
    /** The newest of the same two units before. */
    before: RecordState | undefined;
    principal: UnitStanding | undefined;
    delegate: UnitStanding | undefined;
  },
  { requestId: _, id, ...body }: GrantDelegation,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireFreeId(current.existing);
  requireUnitOf(current.principal, actor);
  requireUnitOf(current.delegate, actor);
  if (body.principal === body.delegate) throw new DomainError('registry/delegation-to-itself', body.delegate);
  if (!isRegistrar(actor) && !isOf(actor, body.principal)) {
    throw new DomainError('registry/delegation-of-other-unit', body.principal);
  }
  if (isRegistrar(actor) && body.paper === undefined) throw new DomainError('registry/delegation-without-paper', id);
  const left = Date.parse(body.until) - Date.parse(txTime);
  if (left <= 0 || left > longestMs) throw new DomainError('registry/delegation-period', body.until);
  const { before } = current;
  return {
    next: [
      firstVersion({ id, type: 'registry/delegation', owner: body.principal, body }),
      ...(before?.status === 'active' ? [nextVersion(before, { status: 'superseded' })] : []),
    ],
    entries: [
      {
        key: delegationKey(body.delegate, body.principal),
        value: { delegation: id, until: body.until } satisfies DelegationEntry,
      },
    ],
    event: 'DelegationGranted',
  };
};

/** Either unit ends it, or the registrar, at once. What was recorded until then stays as it is. */
export const endDelegation = (
  current: { delegation: RecordState | undefined; principal: UnitStanding | undefined },
  { id, reason }: EndDelegation,
  actor: Actor,
  txTime: string,
): Outcome => {
  if (current.delegation?.type !== 'registry/delegation') throw new DomainError('registry/record-not-found', id);
  const record = current.delegation as RecordState<DelegationBody>;
  requireUnitOf(current.principal, actor);
  const { principal, delegate } = record.body;
  if (!isRegistrar(actor) && !isOf(actor, principal) && !isOf(actor, delegate)) {
    throw new DomainError('registry/delegation-of-other-unit', principal);
  }
  if (record.status !== 'active') throw new DomainError('registry/delegation-ended', id);
  const body: DelegationBody = { ...record.body, ended: { reason, at: txTime } };
  const ended: DelegationEntry = { delegation: id, until: txTime };
  return {
    next: [nextVersion(record, { status: 'revoked', body })],
    entries: [{ key: delegationKey(delegate, principal), value: ended }],
    event: 'DelegationEnded',
  };
};

/**
 * As whom somebody records: their own unit, or the one that delegated it to theirs and in whose name the record then stands. The record's `by`
 * goes on saying who typed.
 */
export const actingFor = (
  actor: Actor,
  onBehalfOf: string | undefined,
  entry: DelegationEntry | undefined,
  txTime: string,
): Actor => {
  if (onBehalfOf === undefined) return actor;
  if (entry === undefined || Date.parse(entry.until) <= Date.parse(txTime)) {
    throw new DomainError('registry/not-delegated', onBehalfOf);
  }
  return { ...actor, unit: onBehalfOf };
};
