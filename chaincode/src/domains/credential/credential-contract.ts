import { derivedId } from '@daunguon/proof';
import * as rules from '@daunguon/records';
import {
  credentialCommands,
  idFamilyLength,
  parseCommand,
  recordKey,
  standingKey,
  type RecordState,
  type UnitStanding,
} from '@daunguon/records';
import api from 'fabric-contract-api';
import type { Ledger, TransactionContext } from '../../ledger.ts';
import { transact } from '../../transact.ts';

const standingOf = async (ledger: Ledger, unit: string | undefined): Promise<UnitStanding | undefined> =>
  unit === undefined || unit === '' ? undefined : ledger.entry<UnitStanding>(standingKey(unit));

/** A credential that an act is about: its unit's standing, and the id of the act's record. */
const actContext = async (ledger: Ledger, id: string): Promise<rules.ActContext> => {
  const credential = await ledger.record(id);
  return {
    credential,
    standing: await standingOf(ledger, credential?.owner),
    actId: derivedId('act', id, (credential?.version ?? 0) + 1),
  };
};

/** The act of a credential's first version, which there is where it was imported. */
const importId = (id: string): string => derivedId('act', id, 1);

/** Issuer keys, credentials of which the ledger knows the commitment only, attested files. */
export class CredentialContract extends api.Contract {
  constructor() {
    super('Credential');
  }

  RegisterIssuerKey(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(credentialCommands.RegisterIssuerKey, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const existing = await ledger.record(command.id);
      const standing = await standingOf(ledger, ledger.actor.unit);
      return rules.registerIssuerKey({ existing, standing }, command, ledger.actor, ledger.txTime);
    });
  }

  RotateIssuerKey(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(credentialCommands.RotateIssuerKey, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const existing = await ledger.record(command.id);
      const replaced = await ledger.record(command.replaces);
      const standing = await standingOf(ledger, ledger.actor.unit);
      return rules.rotateIssuerKey({ existing, standing, replaced }, command, ledger.actor, ledger.txTime);
    });
  }

  ReportKeyTheft(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(credentialCommands.ReportKeyTheft, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const key = await ledger.record(command.id);
      const standing = await standingOf(ledger, key?.owner);
      return rules.reportKeyTheft({ key, standing }, command, ledger.actor, ledger.txTime);
    });
  }

  Issue(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(credentialCommands.Issue, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const existing = await ledger.record(command.id);
      const key = await ledger.record(command.key);
      const standing = await standingOf(ledger, ledger.actor.unit);
      return rules.issue(
        { existing, key, standing, importId: importId(command.id) },
        command,
        ledger.actor,
        ledger.txTime,
      );
    });
  }

  IssueBulk(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(credentialCommands.IssueBulk, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const standing = await standingOf(ledger, ledger.actor.unit);
      const keys = command.credentials.map(({ id }) => recordKey(id));
      const existing = await ledger.entries<RecordState>(keys, recordKey('').length + idFamilyLength);
      const rows = await Promise.all(
        command.credentials.map(async ({ id, key }, index) => ({
          existing: existing.get(keys[index] ?? ''),
          key: await ledger.record(key),
          importId: importId(id),
        })),
      );
      return rules.issueBulk({ standing, rows }, command, ledger.actor, ledger.txTime);
    });
  }

  ChangeStatus(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(credentialCommands.ChangeStatus, value);
    return transact(ctx, json, parse, async (command, ledger) =>
      rules.changeStatus(await actContext(ledger, command.id), command, ledger.actor, ledger.txTime),
    );
  }

  Supersede(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(credentialCommands.Supersede, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const { id, key } = command.successor;
      const successor = { existing: await ledger.record(id), key: await ledger.record(key) };
      const read = { ...(await actContext(ledger, command.id)), successor };
      const successorId = derivedId('successor', command.id);
      return rules.supersede({ ...read, successorId }, command, ledger.actor, ledger.txTime);
    });
  }

  Attest(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(credentialCommands.Attest, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const existing = await ledger.record(command.id);
      const standing = await standingOf(ledger, ledger.actor.unit);
      const subject = command.subject === undefined ? undefined : await ledger.record(command.subject);
      const subjectOwner = await standingOf(ledger, subject?.owner);
      return rules.attest({ existing, standing, subject, subjectOwner }, command, ledger.actor, ledger.txTime);
    });
  }

  WithdrawAttestation(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(credentialCommands.WithdrawAttestation, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const attestation = await ledger.record(command.id);
      const standing = await standingOf(ledger, attestation?.owner);
      return rules.withdrawAttestation({ attestation, standing }, command, ledger.actor);
    });
  }
}
