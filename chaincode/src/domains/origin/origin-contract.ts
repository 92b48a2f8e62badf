import * as rules from '@daunguon/records';
import {
  originCommands,
  parseCommand,
  standingKey,
  type RecallBody,
  type RecordState,
  type UnitStanding,
} from '@daunguon/records';
import api from 'fabric-contract-api';
import type { TransactionContext } from '../../ledger.ts';
import { transact } from '../../transact.ts';
import { actorStanding, growerStanding } from '../registry/actor-standing.ts';
import { epcisContexts, seenEvents } from './epcis-capture.ts';
import { logistics } from './logistics-transactions.ts';
import { masterData } from './master-data-transactions.ts';
import {
  cropRulesOf,
  family,
  harvestContext,
  harvestContexts,
  lotHolders,
  packingPlaces,
  records,
  seasonContext,
  splitAliases,
} from './origin-reads.ts';

/** Growing areas, farms, batches and what happens to them. Each transaction: read, decide by the rule of the same name, save. */
export class OriginContract extends api.Contract {
  constructor() {
    super('Origin');
  }

  SetCropRules(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(originCommands.SetCropRules, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const existing = await ledger.record(command.id);
      const dated = await ledger.entry<rules.DatedRules>(rules.cropRulesKey(command.crop));
      return rules.setCropRules({ existing, dated }, command, ledger.actor, ledger.txTime);
    });
  }

  RegisterGrowingArea(ctx: TransactionContext, json: string): Promise<string> {
    return masterData.RegisterGrowingArea(ctx, json);
  }

  RegisterGrowingAreas(ctx: TransactionContext, json: string): Promise<string> {
    return masterData.RegisterGrowingAreas(ctx, json);
  }

  UpdateGrowingArea(ctx: TransactionContext, json: string): Promise<string> {
    return masterData.UpdateGrowingArea(ctx, json);
  }

  RegisterPackingHouse(ctx: TransactionContext, json: string): Promise<string> {
    return masterData.RegisterPackingHouse(ctx, json);
  }

  UpdatePackingHouse(ctx: TransactionContext, json: string): Promise<string> {
    return masterData.UpdatePackingHouse(ctx, json);
  }

  ReplaceSiteCode(ctx: TransactionContext, json: string): Promise<string> {
    return masterData.ReplaceSiteCode(ctx, json);
  }

  SetSiteMarket(ctx: TransactionContext, json: string): Promise<string> {
    return masterData.SetSiteMarket(ctx, json);
  }

  SetSiteStanding(ctx: TransactionContext, json: string): Promise<string> {
    return masterData.SetSiteStanding(ctx, json);
  }

  RegisterCertificate(ctx: TransactionContext, json: string): Promise<string> {
    return masterData.RegisterCertificate(ctx, json);
  }

  SetCertificateStanding(ctx: TransactionContext, json: string): Promise<string> {
    return masterData.SetCertificateStanding(ctx, json);
  }

  RegisterFarm(ctx: TransactionContext, json: string): Promise<string> {
    return masterData.RegisterFarm(ctx, json);
  }

  RecordDiaryEntry(ctx: TransactionContext, json: string): Promise<string> {
    return masterData.RecordDiaryEntry(ctx, json);
  }

  CorrectDiaryEntry(ctx: TransactionContext, json: string): Promise<string> {
    return masterData.CorrectDiaryEntry(ctx, json);
  }

  RegisterBatch(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(originCommands.RegisterBatch, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const [grower, read] = await Promise.all([
        growerStanding(ledger, command.onBehalfOf),
        harvestContext(ledger, command),
      ]);
      return rules.registerBatch({ ...read, ...grower }, command, ledger.actor, ledger.txTime);
    });
  }

  RegisterBatches(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(originCommands.RegisterBatches, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const standing = await actorStanding(ledger);
      const rows = await harvestContexts(ledger, command.batches);
      return rules.registerBatches({ standing, rows }, command, ledger.actor, ledger.txTime);
    });
  }

  Pack(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(originCommands.Pack, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const standing = await actorStanding(ledger);
      const existing = await records(ledger, [command.id, command.output.id]);
      const inputs = await records(
        ledger,
        command.inputs.map(({ batch }) => batch),
      );
      const [taken] = await lotHolders(ledger, ledger.actor.unit, [command.output.lot]);
      const alias = await ledger.record(rules.aliasIdOf(command.output.product, command.output.lot));
      const places = await packingPlaces(ledger, command, inputs);
      const read = { standing, existing, inputs, taken, alias, places, rules: await cropRulesOf(ledger, inputs) };
      return rules.pack(read, command, ledger.actor, ledger.txTime);
    });
  }

  Split(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(originCommands.Split, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const standing = await actorStanding(ledger);
      const existing = await records(ledger, [command.id, ...command.parts.map(({ id }) => id)]);
      const batch = await ledger.record(command.batch);
      const lots = command.parts.map(({ lot }) => lot);
      const taken = await lotHolders(ledger, ledger.actor.unit, lots);
      const aliases = await splitAliases(ledger, batch, lots);
      return rules.split({ standing, existing, batch, taken, aliases }, command, ledger.actor, ledger.txTime);
    });
  }

  Ship(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(originCommands.Ship, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const standing = await actorStanding(ledger);
      const existing = await records(ledger, [command.id]);
      const batch = await ledger.record(command.batch);
      const { to } = command;
      const receiver = to === undefined ? undefined : await ledger.entry<UnitStanding>(standingKey(to));
      const season = await seasonContext(ledger, batch);
      return rules.ship({ standing, existing, batch, receiver, ...season }, command, ledger.actor, ledger.txTime);
    });
  }

  Receive(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(originCommands.Receive, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const standing = await actorStanding(ledger);
      const existing = await records(ledger, [command.id]);
      const batch = await ledger.record(command.batch);
      const crops = await cropRulesOf(ledger, [batch]);
      return rules.receive({ standing, existing, batch, rules: crops }, command, ledger.actor, ledger.txTime);
    });
  }

  Merge(ctx: TransactionContext, json: string): Promise<string> {
    return logistics.Merge(ctx, json);
  }

  Sell(ctx: TransactionContext, json: string): Promise<string> {
    return logistics.Sell(ctx, json);
  }

  Destroy(ctx: TransactionContext, json: string): Promise<string> {
    return logistics.Destroy(ctx, json);
  }

  OpenShipmentUnit(ctx: TransactionContext, json: string): Promise<string> {
    return logistics.OpenShipmentUnit(ctx, json);
  }

  LoadShipmentUnit(ctx: TransactionContext, json: string): Promise<string> {
    return logistics.LoadShipmentUnit(ctx, json);
  }

  SealShipmentUnit(ctx: TransactionContext, json: string): Promise<string> {
    return logistics.SealShipmentUnit(ctx, json);
  }

  UnloadShipmentUnit(ctx: TransactionContext, json: string): Promise<string> {
    return logistics.UnloadShipmentUnit(ctx, json);
  }

  RecordGate(ctx: TransactionContext, json: string): Promise<string> {
    return logistics.RecordGate(ctx, json);
  }

  RecordInspection(ctx: TransactionContext, json: string): Promise<string> {
    return masterData.RecordInspection(ctx, json);
  }

  ReleaseBatch(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(originCommands.ReleaseBatch, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const standing = await actorStanding(ledger);
      const batch = await ledger.record(command.id);
      return rules.releaseBatch({ standing, batch }, command, ledger.actor, ledger.txTime);
    });
  }

  IssueLabels(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(originCommands.IssueLabels, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const standing = await actorStanding(ledger);
      const batch = await ledger.record(command.batch);
      return rules.issueLabels({ standing, batch }, command, ledger.actor, ledger.txTime);
    });
  }

  IssueRecall(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(originCommands.IssueRecall, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const standing = await actorStanding(ledger);
      const [existing, batch] = await records(ledger, [command.id, command.batch]);
      return rules.issueRecall({ standing, existing, batch }, command, ledger.actor, ledger.txTime);
    });
  }

  PropagateRecall(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(originCommands.PropagateRecall, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const standing = await actorStanding(ledger);
      const notice = await ledger.record(command.noticeId);
      const batches = await family(ledger, command.ids);
      return rules.propagateRecall({ standing, notice, batches }, command, ledger.actor, ledger.txTime);
    });
  }

  LiftRecall(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(originCommands.LiftRecall, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const standing = await actorStanding(ledger);
      const notice = await ledger.record(command.noticeId);
      const root = notice?.type === 'origin/recall' ? (notice as RecordState<RecallBody>).body.batch : undefined;
      const batch = await ledger.record(root);
      return rules.liftRecall({ standing, notice, batch }, command, ledger.actor, ledger.txTime);
    });
  }

  CaptureEvents(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(originCommands.CaptureEvents, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const standing = await actorStanding(ledger);
      const seen = seenEvents(command);
      const contexts = await epcisContexts(ledger, command, seen);
      return rules.captureEvents({ standing, contexts, seen }, command, ledger.actor, ledger.txTime);
    });
  }
}
