import { DomainError } from '../../domain-error.ts';
import type { Outcome } from '../../outcome.ts';
import type { Actor } from '../../record-state.ts';
import {
  cosigningOrganisations,
  cosigningQuorum,
  ledgerCheckpointKey,
  ledgerHeadKey,
  logKeysKey,
  rulesKey,
  rulesVotesKey,
  type AgreeRules,
  type LedgerCheckpoint,
  type LogKey,
  type RegisterLogKey,
} from './log-keys.ts';
import { requireRegistrar } from './unit-standing.ts';

const requireCosigningOrganisation = (actor: Actor): void => {
  requireRegistrar(actor);
  if (!cosigningOrganisations.some((mspId) => mspId === actor.msp)) {
    throw new DomainError('registry/other-organisation', actor.msp);
  }
};

/** An organisation registers a key of its own; the same key again changes its period, which is how it is retired. */
export const registerLogKey = (
  current: readonly LogKey[],
  { requestId: _, ...key }: RegisterLogKey,
  actor: Actor,
): Outcome => {
  requireCosigningOrganisation(actor);
  if (Date.parse(key.validUntil) <= Date.parse(key.validFrom)) throw new DomainError('registry/period-invalid');
  const others = current.filter(({ vkey }) => vkey !== key.vkey);
  const own = logKeysKey(actor.msp);
  return {
    next: [],
    entries: [{ key: own, value: [...others, key] }],
    event: 'LogKeyRegistered',
    owned: current.length === 0 ? [{ key: own, msp: actor.msp }] : [],
  };
};

export const holdsAt = ({ validFrom, validUntil }: LogKey, txTime: string): boolean =>
  Date.parse(validFrom) <= Date.parse(txTime) && Date.parse(txTime) < Date.parse(validUntil);

/** What the signatures of a checkpoint prove, each checked against the registered keys. */
export interface ProvenCheckpoint extends Omit<LedgerCheckpoint, 'at'> {
  readonly logSigned: boolean;
  /** Organisations whose key cosigned, each once. */
  readonly organisations: readonly string[];
}

/** The ledger never knows two roots of one size, nor goes back. */
export const recordCheckpoint = (
  current: { known: LedgerCheckpoint | undefined; head: LedgerCheckpoint | undefined },
  { logSigned, organisations, ...checkpoint }: ProvenCheckpoint,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireRegistrar(actor);
  if (!logSigned) throw new DomainError('registry/checkpoint-unsigned', checkpoint.origin);
  if (organisations.length < cosigningQuorum) {
    throw new DomainError('registry/checkpoint-quorum', organisations.join(', '));
  }
  const { known, head } = current;
  if (known !== undefined && known.root !== checkpoint.root) {
    throw new DomainError('registry/checkpoint-conflict', `${known.size}: ${known.root}`);
  }
  if (known !== undefined || (head !== undefined && head.size >= checkpoint.size)) {
    throw new DomainError('registry/checkpoint-known', String(head?.size ?? checkpoint.size));
  }
  const value: LedgerCheckpoint = { ...checkpoint, at: txTime };
  const { origin, size } = checkpoint;
  return {
    next: [],
    entries: [
      { key: ledgerHeadKey(origin), value },
      { key: ledgerCheckpointKey(origin, size), value },
    ],
    event: 'CheckpointRecorded',
  };
};

/** The third organisation that agrees makes the rules hold, once. */
export const agreeRules = (
  current: { votes: readonly string[]; agreed: unknown },
  { rules }: AgreeRules,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireCosigningOrganisation(actor);
  if (current.agreed !== undefined) throw new DomainError('registry/rules-agreed', String(rules));
  const votes = [...new Set([...current.votes, actor.msp])].sort();
  const hold = votes.length >= cosigningQuorum;
  return {
    next: [],
    entries: [
      { key: rulesVotesKey(rules), value: votes },
      ...(hold ? [{ key: rulesKey(rules), value: { rules, agreedBy: votes, at: txTime } }] : []),
    ],
    event: hold ? 'RulesAgreed' : 'RulesProposed',
  };
};
