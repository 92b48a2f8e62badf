import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextFieldsVersion, type Outcome } from '../../outcome.ts';
import type { Actor, FieldsDraft, FieldsState, RecordState } from '../../record-state.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import { requireCapability, requireRole, type UnitStanding } from '../registry/unit-standing.ts';
import type {
  AccessRootBody,
  CommitBatch,
  Erase,
  ErasureBody,
  FacilityKeyBody,
  RecordAccessRoot,
  RegisterFacilityKey,
} from './health.ts';

/** The organisation that mixes: a facility's own certificate beside a commitment would say whose it is, for ever. */
export const healthDepartment = 'HealthMSP';

/** A member of the department without a unit: what is recorded in everybody's name names nobody. */
export const requireDepartment = ({ msp, unit, role }: Actor): void => {
  const may = msp === healthDepartment && unit === '' && (role === 'registrar' || role === 'admin');
  if (!may) throw new DomainError('health/not-department', msp);
};

export const registerFacilityKey = (
  current: { existing: RecordState | undefined; standing: UnitStanding | undefined },
  { requestId: _, id, ...key }: RegisterFacilityKey,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireRole(actor, ['clinic']);
  requireCapability(current.standing, actor, ['health:record'], txTime);
  requireFreeId(current.existing);
  if (Date.parse(key.validUntil) <= Date.parse(key.validFrom)) throw new DomainError('health/period-invalid');
  const body: FacilityKeyBody = { ...key, unit: actor.unit };
  return {
    next: [firstVersion({ id, type: 'health/key', owner: actor.unit, body })],
    entries: [],
    event: 'FacilityKeyRegistered',
  };
};

const requireCommitment = (record: RecordState | undefined, id: string): FieldsState => {
  if (record?.type !== 'health/commitment') throw new DomainError('health/not-found', id);
  return record as unknown as FieldsState;
};

const requireDistinct = (ids: readonly string[]): void => {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new DomainError('health/duplicate-id', twice);
};

/** What is read for a batch: whoever holds the ids of its rows, and the commitments that it replaces. */
export interface BatchContext {
  readonly existing: readonly (RecordState | undefined)[];
  readonly superseded: readonly (RecordState | undefined)[];
}

/** All rows or none. The record says its batch and nothing else; its owner is nobody. */
export const commitBatch = (current: BatchContext, command: CommitBatch, actor: Actor): Outcome => {
  requireDepartment(actor);
  const { batch, commitments, superseded = [] } = command;
  requireDistinct([...commitments.map(({ id }) => id), ...superseded]);
  current.existing.forEach(requireFreeId);
  const replaced = superseded.map((id, index) => {
    const record = requireCommitment(current.superseded[index], id);
    if (record.status !== 'active') throw new DomainError('health/status-final', id);
    return nextFieldsVersion(record, { status: 'superseded' });
  });
  const fresh = commitments.map(({ id, commitment }): FieldsDraft => ({
    ...{ id, type: 'health/commitment', version: 1, status: 'active', owner: '' },
    ...{ commitment, facets: { batch } },
  }));
  return { next: [], committed: [...fresh, ...replaced], entries: [], event: 'HealthBatchCommitted' };
};

/** A row to erase; `receiptId` follows from id and next version (proof's `derivedId`). */
export interface ErasedRow {
  readonly record: RecordState | undefined;
  readonly receiptId: string;
}

/** All rows of a release or none. Their salts were purged before: each receipt says by what. */
export const erase = (
  current: { rows: readonly ErasedRow[] },
  { ids, purge }: Pick<Erase, 'ids' | 'purge'>,
  actor: Actor,
): Outcome => {
  requireDepartment(actor);
  requireDistinct(ids);
  const body: ErasureBody = { purge };
  const erased = ids.map((id, index) => {
    const record = requireCommitment(current.rows[index]?.record, id);
    if (record.status === 'erased') throw new DomainError('health/status-final', id);
    return nextFieldsVersion(record, { status: 'erased' });
  });
  return {
    next: current.rows.map(({ receiptId }) => firstVersion({ id: receiptId, type: 'health/erasure', owner: '', body })),
    committed: erased,
    entries: [],
    event: 'HealthRecordsErased',
  };
};

/** The last day whose access log is closed; days close in their order, once. */
export const accessRootKey = 'h/access-root';

export const recordAccessRoot = (
  current: { existing: RecordState | undefined; lastDay: string | undefined },
  { requestId: _, id, ...body }: RecordAccessRoot,
  actor: Actor,
): Outcome => {
  requireDepartment(actor);
  requireFreeId(current.existing);
  if (current.lastDay !== undefined && body.day <= current.lastDay) {
    throw new DomainError('health/root-known', current.lastDay);
  }
  const checked: AccessRootBody = body;
  return {
    next: [firstVersion({ id, type: 'health/access-root', owner: '', body: checked })],
    entries: [{ key: accessRootKey, value: body.day }],
    event: 'AccessRootRecorded',
  };
};
