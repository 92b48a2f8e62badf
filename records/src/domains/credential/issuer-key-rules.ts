import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import { requireCapability, requireRegistrar, requireRole, type UnitStanding } from '../registry/unit-standing.ts';
import type { IssuerKeyBody, RegisterIssuerKey, ReportKeyTheft, RotateIssuerKey } from './credential.ts';
import { capabilityOf, credentialKinds } from './credential-types.ts';

export type IssuerKeyState = RecordState<IssuerKeyBody>;

const anyIssuing = [...credentialKinds.map(capabilityOf), 'credential:attest'] as const;

/** Whoever works in a unit that may issue something. */
const requireIssuer = (standing: UnitStanding | undefined, actor: Actor, txTime: string): void => {
  requireRole(actor, ['issuer']);
  requireCapability(standing, actor, anyIssuing, txTime);
};

export const requireKey = (record: RecordState | undefined, id: string): IssuerKeyState => {
  if (record?.type !== 'credential/issuer-key') throw new DomainError('credential/key-not-found', id);
  return record as IssuerKeyState;
};

/** A signing key of the actor's unit that holds now, of the algorithm that every format but Open Badges is signed by. */
export const requireSigningKey = (record: RecordState | undefined, id: string, actor: Actor, txTime: string): void => {
  const { owner, status, body } = requireKey(record, id);
  if (owner !== actor.unit) throw new DomainError('credential/key-of-other-unit', id);
  const at = Date.parse(txTime);
  const holds = Date.parse(body.validFrom) <= at && at < Date.parse(body.validUntil);
  if (status !== 'active' || !holds || body.use !== 'sign' || body.algorithm !== 'ES256')
    throw new DomainError('credential/key-not-usable', id);
};

const keyDraft = ({ requestId: _, id, ...key }: RegisterIssuerKey, actor: Actor) => {
  if (Date.parse(key.validUntil) <= Date.parse(key.validFrom)) throw new DomainError('registry/period-invalid');
  const body: IssuerKeyBody = { ...key, unit: actor.unit };
  return firstVersion({ id, type: 'credential/issuer-key', owner: actor.unit, body });
};

export const registerIssuerKey = (
  current: { existing: RecordState | undefined; standing: UnitStanding | undefined },
  command: RegisterIssuerKey,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireIssuer(current.standing, actor, txTime);
  requireFreeId(current.existing);
  return { next: [keyDraft(command, actor)], entries: [], event: 'IssuerKeyRegistered' };
};

/** The old key stays readable for ever: what it signed before its end is judged by it. */
export const rotateIssuerKey = (
  current: {
    existing: RecordState | undefined;
    standing: UnitStanding | undefined;
    replaced: RecordState | undefined;
  },
  { replaces, ...command }: RotateIssuerKey,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireIssuer(current.standing, actor, txTime);
  requireFreeId(current.existing);
  const old = requireKey(current.replaced, replaces);
  if (old.owner !== actor.unit) throw new DomainError('credential/key-of-other-unit', replaces);
  if (old.status !== 'active') throw new DomainError('credential/key-not-usable', replaces);
  // An Ed25519 key for badges does not do what the P-256 key does.
  if (old.body.use !== command.use || old.body.algorithm !== command.algorithm)
    throw new DomainError('credential/key-not-usable', `${replaces}: ${old.body.use} ${old.body.algorithm}`);
  const ended = nextVersion(old, { status: 'superseded', body: { ...old.body, successor: command.id } });
  return { next: [keyDraft(command, actor), ended], entries: [], event: 'IssuerKeyRotated' };
};

/**
 * The key counts no more. What was signed by it counts if its leaf precedes this report and is proven older than the theft
 * (`countsUnderKey`). The unit itself or its department may report, also of a key that was replaced meanwhile.
 */
export const reportKeyTheft = (
  current: { key: RecordState | undefined; standing: UnitStanding | undefined },
  command: ReportKeyTheft,
  actor: Actor,
  txTime: string,
): Outcome => {
  const key = requireKey(current.key, command.id);
  if (actor.role === 'issuer') {
    requireRole(actor, ['issuer']);
    if (key.owner !== actor.unit) throw new DomainError('credential/key-of-other-unit', key.id);
  } else requireRegistrar(actor);
  if (current.standing?.msp !== actor.msp) throw new DomainError('registry/other-organisation', actor.msp);
  if (key.status === 'revoked') throw new DomainError('credential/key-not-usable', key.id);
  if (Date.parse(command.stolenOn) > Date.parse(txTime)) {
    throw new DomainError('credential/theft-in-future', command.stolenOn);
  }
  const theft = { stolenOn: command.stolenOn, reportedAt: txTime };
  return {
    next: [nextVersion(key, { status: 'revoked', body: { ...key.body, theft } })],
    entries: [],
    event: 'IssuerKeyTheftReported',
  };
};
