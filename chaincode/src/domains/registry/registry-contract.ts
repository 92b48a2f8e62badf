import { canonicalize } from '@daunguon/proof';
import {
  DomainError,
  getRecordSchema,
  grantAccreditation,
  grantAccreditationSchema,
  organisationKey,
  parseCommand,
  registerOrganisation,
  registerOrganisationSchema,
  registerUnit,
  registerUnitSchema,
  standingKey,
  suspendAccreditation,
  suspendAccreditationSchema,
  type AccreditationBody,
  type RecordState,
  type UnitStanding,
} from '@daunguon/records';
import api from 'fabric-contract-api';
import { openLedger, type TransactionContext } from '../../ledger.ts';
import { transact, withDomainErrors } from '../../transact.ts';

/** Organisations, units, accreditations. */
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
