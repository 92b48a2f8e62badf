import { buildId, canonicalize } from '@daunguon/proof';
import {
  agreeRules,
  agreeRulesSchema,
  cosigningOrganisations,
  DomainError,
  endDelegation,
  endDelegationSchema,
  getRecordSchema,
  grantAccreditation,
  grantAccreditationSchema,
  grantDelegation,
  grantDelegationSchema,
  ledgerCheckpointKey,
  ledgerHeadKey,
  logKeysKey,
  organisationKey,
  parseCommand,
  recordCheckpoint,
  recordCheckpointSchema,
  registerBuild,
  registerBuildSchema,
  registerLogKey,
  registerLogKeySchema,
  registerOrganisation,
  registerOrganisationSchema,
  registerUnit,
  registerUnitSchema,
  rulesKey,
  rulesVotesKey,
  standingKey,
  suspendAccreditation,
  suspendAccreditationSchema,
  delegationKey,
  type AccreditationBody,
  type DelegationBody,
  type DelegationEntry,
  type LedgerCheckpoint,
  type LogKey,
  type RecordState,
  type UnitStanding,
} from '@daunguon/records';
import api from 'fabric-contract-api';
import { openLedger, type TransactionContext } from '../../ledger.ts';
import { transact, withDomainErrors } from '../../transact.ts';
import { proveCheckpoint } from './checkpoint-signatures.ts';

/** Organisations, units, accreditations; keys and checkpoints of the log, and its derivation rules. */
export class RegistryContract extends api.Contract {
  constructor() {
    super('Registry');
  }

  RegisterOrganisation(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(registerOrganisationSchema, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const existing = await ledger.record(command.id);
      const registered = await ledger.entry<string>(organisationKey(command.mspId));
      return registerOrganisation({ existing, registered }, command, ledger.actor);
    });
  }

  RegisterUnit(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(registerUnitSchema, value);
    return transact(ctx, json, parse, async (command, ledger) =>
      registerUnit({ existing: await ledger.record(command.id) }, command, ledger.actor),
    );
  }

  GrantAccreditation(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(grantAccreditationSchema, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const existing = await ledger.record(command.id);
      const standing = await ledger.entry<UnitStanding>(standingKey(command.unit));
      return grantAccreditation({ existing, standing }, command, ledger.actor);
    });
  }

  SuspendAccreditation(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(suspendAccreditationSchema, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const accreditation = (await ledger.record(command.id)) as RecordState<AccreditationBody> | undefined;
      const unit = accreditation?.type === 'registry/accreditation' ? accreditation.body.unit : undefined;
      const standing = unit === undefined ? undefined : await ledger.entry<UnitStanding>(standingKey(unit));
      return suspendAccreditation({ accreditation, standing }, command, ledger.actor, ledger.txTime);
    });
  }

  /** A unit lets another record in its name. */
  GrantDelegation(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(grantDelegationSchema, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const [existing, principal, delegate, entry] = await Promise.all([
        ledger.record(command.id),
        ledger.entry<UnitStanding>(standingKey(command.principal)),
        ledger.entry<UnitStanding>(standingKey(command.delegate)),
        ledger.entry<DelegationEntry>(delegationKey(command.delegate, command.principal)),
      ]);
      const before = await ledger.record(entry?.delegation);
      return grantDelegation({ existing, before, principal, delegate }, command, ledger.actor, ledger.txTime);
    });
  }

  EndDelegation(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(endDelegationSchema, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const delegation = await ledger.record(command.id);
      const body = delegation?.type === 'registry/delegation' ? (delegation.body as DelegationBody) : undefined;
      const principal = body && (await ledger.entry<UnitStanding>(standingKey(body.principal)));
      return endDelegation({ delegation, principal }, command, ledger.actor, ledger.txTime);
    });
  }

  /** A build of the verifier, so that everybody can see which builds there are. */
  RegisterBuild(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(registerBuildSchema, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const existing = await ledger.record(command.id);
      return registerBuild({ existing, buildId: buildId(command.manifest) }, command, ledger.actor);
    });
  }

  /** A key of the log or of a cosigner, registered by its own organisation. */
  RegisterLogKey(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(registerLogKeySchema, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const current = (await ledger.entry<LogKey[]>(logKeysKey(ledger.actor.msp))) ?? [];
      return registerLogKey(current, command, ledger.actor);
    });
  }

  /** A published checkpoint, once its log signature and the organisations' quorum are verified. Makes no leaf of the log. */
  RecordCheckpoint(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(recordCheckpointSchema, value);
    return transact(ctx, json, parse, async ({ note }, ledger) => {
      const registered = await Promise.all(
        cosigningOrganisations.map(async (mspId) => ({
          mspId,
          keys: (await ledger.entry<LogKey[]>(logKeysKey(mspId))) ?? [],
        })),
      );
      const proven = proveCheckpoint(note, registered, ledger.txTime);
      const known = await ledger.entry<LedgerCheckpoint>(ledgerCheckpointKey(proven.origin, proven.size));
      const head = await ledger.entry<LedgerCheckpoint>(ledgerHeadKey(proven.origin));
      return recordCheckpoint({ known, head }, proven, ledger.actor, ledger.txTime);
    });
  }

  /** An organisation's vote for derivation rules. */
  AgreeRules(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(agreeRulesSchema, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const votes = (await ledger.entry<string[]>(rulesVotesKey(command.rules))) ?? [];
      const agreed = await ledger.entry<unknown>(rulesKey(command.rules));
      return agreeRules({ votes, agreed }, command, ledger.actor, ledger.txTime);
    });
  }

  /** Read only: the newest version of any record. */
  Get(ctx: TransactionContext, json: string): Promise<string> {
    return withDomainErrors(async () => {
      let value: unknown;
      try {
        value = JSON.parse(json);
      } catch {
        throw new DomainError('registry/invalid-command', 'JSON');
      }
      const { id } = parseCommand(getRecordSchema, value);
      const record = await openLedger(ctx).record(id);
      if (record === undefined) throw new DomainError('registry/record-not-found', id);
      return canonicalize(record);
    });
  }
}
