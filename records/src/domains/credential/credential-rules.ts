import { DomainError, inRow } from '../../domain-error.ts';
import { firstVersion, nextFieldsVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { Actor, FieldsDraft, FieldsState, RecordDraft, RecordState } from '../../record-state.ts';
import { vietnamDate } from '../../vietnam-date.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import { requireCapability, requireRegistrar, requireRole, type UnitStanding } from '../registry/unit-standing.ts';
import type {
  ActBody,
  Attest,
  AttestationBody,
  ChangeStatus,
  Issue,
  IssueBulk,
  IssuedRow,
  Supersede,
  WithdrawAttestation,
} from './credential.ts';
import { groundFits, statusAfter } from './credential-acts.ts';
import { capabilityOf, type CredentialKind } from './credential-types.ts';
import { requireSigningKey } from './issuer-key-rules.ts';

/** What is read for one credential to be issued. */
export interface IssueContext {
  readonly existing: RecordState | undefined;
  readonly key: RecordState | undefined;
}
/** `importId`: the act that says of the first version that it was imported; follows from the credential's id. */
export type FirstIssueContext = IssueContext & { readonly importId: string };

/** The month must lie in the accreditation, not only the day of the transaction: nobody issues for years before it was accredited. */
export const monthCovered = (
  { grants }: Pick<UnitStanding, 'grants'>,
  { kind, month }: Pick<IssuedRow, 'kind' | 'month'>,
): boolean =>
  grants.some(
    ({ may, from, until }) =>
      may.includes(capabilityOf(kind)) && from.slice(0, 7) <= month && month <= until.slice(0, 7),
  );

const requireMonth = (standing: UnitStanding, row: IssuedRow, txTime: string): void => {
  if (row.month > vietnamDate(txTime).slice(0, 7)) throw new DomainError('credential/date-in-future', row.month);
  if (!monthCovered(standing, row))
    throw new DomainError('registry/not-accredited', `${capabilityOf(row.kind)}, ${row.month}`);
};

const issueOne = (
  { existing, key }: IssueContext,
  standing: UnitStanding | undefined,
  row: IssuedRow,
  actor: Actor,
  txTime: string,
): FieldsDraft => {
  const held = requireCapability(standing, actor, [capabilityOf(row.kind)], txTime);
  requireMonth(held, row, txTime);
  requireFreeId(existing);
  requireSigningKey(key, row.key, actor, txTime);
  const { id, kind, commitment, month } = row;
  const facets = { kind, month, key: row.key };
  return { id, type: 'credential/credential', version: 1, status: 'active', owner: actor.unit, commitment, facets };
};

const actDraft = (id: string, owner: string, { act, ground, decision, date }: ActBody): RecordDraft<ActBody> =>
  firstVersion({
    id,
    type: 'credential/act',
    owner,
    body: { act, ground, date, ...(decision === undefined ? {} : { decision }) },
  });

/** Public, and found from the credential alone, as every act is: whoever checks an imported credential learns where it came from. */
const importActOf = (
  read: Pick<FirstIssueContext, 'importId'> | undefined,
  { imported }: Pick<IssuedRow, 'imported'>,
  { unit }: Actor,
): RecordDraft<ActBody>[] =>
  imported === undefined || read === undefined
    ? []
    : [actDraft(read.importId, unit, { act: 'import', ground: imported.source, date: imported.asOf })];

export const issue = (
  current: FirstIssueContext & { standing: UnitStanding | undefined },
  { requestId: _, ...row }: Issue,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireRole(actor, ['issuer']);
  const committed = [issueOne(current, current.standing, row, actor, txTime)];
  const next = importActOf(current, row, actor);
  return { next, committed, entries: [], event: 'CredentialIssued' };
};

/** All rows or none; the refusal names the first wrong row. */
export const issueBulk = (
  current: { standing: UnitStanding | undefined; rows: readonly FirstIssueContext[] },
  { credentials }: IssueBulk,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireRole(actor, ['issuer']);
  const seen = new Set<string>();
  const committed = credentials.map((row, index) => {
    const read = current.rows[index];
    if (read === undefined) throw new Error(`row ${index} was not read`);
    return inRow('/credentials', index, () => {
      if (seen.has(row.id)) throw new DomainError('credential/duplicate-id', row.id);
      seen.add(row.id);
      return issueOne(read, current.standing, row, actor, txTime);
    });
  });
  const next = credentials.flatMap((row, index) => importActOf(current.rows[index], row, actor));
  return { next, committed, entries: [], event: 'CredentialsIssued' };
};

const requireCredential = (record: RecordState | undefined, id: string): FieldsState => {
  if (record?.type !== 'credential/credential') throw new DomainError('credential/not-found', id);
  return record as unknown as FieldsState;
};

/** The issuing unit, while it may still issue this kind, or a registrar of the organisation above it. */
const requireAuthority = (
  credential: FieldsState,
  standing: UnitStanding | undefined,
  actor: Actor,
  txTime: string,
): void => {
  if (actor.role !== 'issuer') {
    requireRegistrar(actor);
    if (standing?.msp !== actor.msp) throw new DomainError('registry/other-organisation', actor.msp);
    return;
  }
  requireRole(actor, ['issuer']);
  if (credential.owner !== actor.unit) throw new DomainError('credential/of-other-unit', credential.id);
  requireCapability(standing, actor, [capabilityOf(credential.facets['kind'] as CredentialKind)], txTime);
};

const requireAct = ({ act, ground, date }: Pick<ActBody, 'act' | 'ground' | 'date'>, txTime: string): void => {
  if (!groundFits(act, ground)) throw new DomainError('credential/ground-not-fitting', `${act}: ${ground}`);
  if (date > vietnamDate(txTime)) throw new DomainError('credential/date-in-future', date);
};

/** What is read of a credential that an act is about; `standing` is its unit's, `actId` follows from it and its next version. */
export interface ActContext {
  readonly credential: RecordState | undefined;
  readonly standing: UnitStanding | undefined;
  readonly actId: string;
}

/** Registers of diplomas are kept for ever: their contents are erased by nobody's wish (Law 91/2025/QH15 lets a law require keeping). */
export const mustBeKept = ({ facets, status }: FieldsState): boolean =>
  facets['kind'] === 'diploma' && status !== 'cancelled';

export const changeStatus = (
  { credential: read, standing, actId }: ActContext,
  command: ChangeStatus,
  actor: Actor,
  txTime: string,
): Outcome => {
  const credential = requireCredential(read, command.id);
  requireAuthority(credential, standing, actor, txTime);
  requireAct(command, txTime);
  const status = statusAfter(credential.status, command.act);
  if (status === undefined) throw new DomainError('credential/status-final', credential.status);
  if (command.act === 'erase' && mustBeKept(credential)) {
    throw new DomainError('credential/register-must-be-kept', credential.id);
  }
  return {
    next: [actDraft(actId, credential.owner, command)],
    committed: [nextFieldsVersion(credential, { status })],
    entries: [],
    event: 'CredentialStatusChanged',
  };
};

/** A credential is replaced once: the id of what replaces it follows from its own, so that whoever has the old finds the new. */
export const supersede = (
  current: ActContext & { successor: IssueContext; successorId: string },
  command: Supersede,
  actor: Actor,
  txTime: string,
): Outcome => {
  const old = requireCredential(current.credential, command.id);
  requireRole(actor, ['issuer']);
  requireAuthority(old, current.standing, actor, txTime);
  requireAct(command, txTime);
  const { successor } = command;
  if (successor.id !== current.successorId) throw new DomainError('credential/successor-id', current.successorId);
  if (old.status !== 'active' && old.status !== 'suspended') {
    throw new DomainError('credential/status-final', old.status);
  }
  const issued = issueOne(current.successor, current.standing, successor, actor, txTime);
  return {
    next: [actDraft(current.actId, old.owner, command)],
    committed: [issued, nextFieldsVersion(old, { status: 'superseded' })],
    entries: [],
    event: 'CredentialSuperseded',
  };
};

/** Roles of people who may stand for a file in their unit’s name. */
export const attestingRoles = ['issuer', 'inspector', 'council', 'commune', 'clinic', 'authority'];

/**
 * A file belongs to a record of the actor's own organisation: nobody hangs a paper on another's. Whoever wrote its last version (an
 * inspector's recall, say) does not make it theirs; only what no unit owns is its writer's.
 */
const requireSubject = (
  subject: RecordState | undefined,
  owner: Pick<UnitStanding, 'msp'> | undefined,
  id: string,
  actor: Actor,
): void => {
  if (subject === undefined) throw new DomainError('registry/record-not-found', id);
  if ((owner ?? subject.by).msp !== actor.msp) throw new DomainError('registry/other-organisation', actor.msp);
};

export const attest = (
  current: {
    existing: RecordState | undefined;
    standing: UnitStanding | undefined;
    /** What `subject` names, and the standing of the unit that owns it. */
    subject?: RecordState | undefined;
    subjectOwner?: Pick<UnitStanding, 'msp'> | undefined;
  },
  { requestId: _, id, ...file }: Attest,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireRole(actor, attestingRoles);
  requireCapability(current.standing, actor, ['credential:attest'], txTime);
  requireFreeId(current.existing);
  if (file.subject !== undefined) requireSubject(current.subject, current.subjectOwner, file.subject, actor);
  const body: AttestationBody = { ...file, unit: actor.unit };
  return {
    next: [firstVersion({ id, type: 'credential/attestation', owner: actor.unit, body })],
    entries: [],
    event: 'FileAttested',
  };
};

/** The unit itself, accredited or not, or the department above it. */
export const withdrawAttestation = (
  current: { attestation: RecordState | undefined; standing: UnitStanding | undefined },
  { id }: WithdrawAttestation,
  actor: Actor,
): Outcome => {
  const { attestation } = current;
  if (attestation?.type !== 'credential/attestation') throw new DomainError('registry/record-not-found', id);
  if (actor.role === 'registrar') {
    requireRegistrar(actor);
    if (current.standing?.msp !== actor.msp) throw new DomainError('registry/other-organisation', actor.msp);
  } else {
    requireRole(actor, attestingRoles);
    if (attestation.owner !== actor.unit) throw new DomainError('credential/of-other-unit', id);
  }
  if (attestation.status !== 'active') throw new DomainError('credential/status-final', attestation.status);
  return { next: [nextVersion(attestation, { status: 'revoked' })], entries: [], event: 'AttestationWithdrawn' };
};
