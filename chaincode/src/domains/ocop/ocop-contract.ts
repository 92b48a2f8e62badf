import { commitRecord } from '@daunguon/proof';
import * as rules from '@daunguon/records';
import { ocopCommands, parseCommand, type RatingState, type SheetState } from '@daunguon/records';
import api from 'fabric-contract-api';
import type { TransactionContext } from '../../ledger.ts';
import { transact } from '../../transact.ts';
import { actorStanding } from '../registry/actor-standing.ts';
import { councilContext, links, ratingContext, rulesOfToday, sheetIds } from './ocop-reads.ts';

/** OCOP products from dossier to stars. Each transaction: read, decide by the rule of the same name, save. */
export class OcopContract extends api.Contract {
  constructor() {
    super('Ocop');
  }

  SetRatingRules(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(ocopCommands.SetRatingRules, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const existing = await ledger.record(command.id);
      const dated = await ledger.entry<rules.DatedRatingRules>(rules.ratingRulesKey);
      return rules.setRatingRules({ existing, dated }, command, ledger.actor, ledger.txTime);
    });
  }

  SubmitProduct(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(ocopCommands.SubmitProduct, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const [standing, existing] = [await actorStanding(ledger), await ledger.record(command.id)];
      const named = await links(ledger, command);
      return rules.submitProduct({ existing, standing, links: named }, command, ledger.actor, ledger.txTime);
    });
  }

  UpdateProduct(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(ocopCommands.UpdateProduct, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const [standing, product] = [await actorStanding(ledger), await ledger.record(command.id)];
      const named = await links(ledger, command);
      return rules.updateProduct({ product, standing, links: named }, command, ledger.actor, ledger.txTime);
    });
  }

  ReceiveProduct(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(ocopCommands.ReceiveProduct, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const [standing, product] = [await actorStanding(ledger), await ledger.record(command.id)];
      return rules.receiveProduct({ product, standing }, command, ledger.actor, ledger.txTime);
    });
  }

  ReturnProduct(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(ocopCommands.ReturnProduct, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const [standing, product] = [await actorStanding(ledger), await ledger.record(command.id)];
      return rules.returnProduct({ product, standing }, command, ledger.actor, ledger.txTime);
    });
  }

  OpenCouncil(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(ocopCommands.OpenCouncil, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const [existing, product] = [await ledger.record(command.id), await ledger.record(command.product)];
      const standings = await Promise.all(
        command.members.map((unit) => ledger.entry<rules.UnitStanding>(rules.standingKey(unit))),
      );
      const current = { existing, product, rules: await rulesOfToday(ledger), standings };
      return rules.openCouncil(current, command, ledger.actor);
    });
  }

  SealScores(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(ocopCommands.SealScores, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const [standing, existing] = [await actorStanding(ledger), await ledger.record(command.id)];
      const council = await ledger.record(command.council);
      const [sheet] = await sheetIds(ledger, command.council, [ledger.actor.unit]);
      return rules.sealScores({ existing, council, standing, sheet }, command, ledger.actor);
    });
  }

  EndScoring(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(ocopCommands.EndScoring, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const { council, members, rules: ruleSet } = await councilContext(ledger, command.id);
      const sheets = await sheetIds(ledger, command.id, members);
      return rules.endScoring({ council, rules: ruleSet, sheets }, command, ledger.actor);
    });
  }

  OpenScores(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(ocopCommands.OpenScores, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const [standing, sheet] = [await actorStanding(ledger), await ledger.record(command.id)];
      const body = sheet?.type === 'ocop/sheet' ? (sheet as SheetState).body : undefined;
      const { council, rules: ruleSet } = await councilContext(ledger, body?.council);
      const opened = { council: body?.council ?? '', member: body?.member ?? '', scores: command.scores };
      const commitment = commitRecord(opened, command.salt);
      return rules.openScores({ sheet, council, rules: ruleSet, standing, commitment }, command, ledger.actor);
    });
  }

  CancelCouncil(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(ocopCommands.CancelCouncil, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const { council, product } = await councilContext(ledger, command.id);
      return rules.cancelCouncil({ council, product }, command, ledger.actor);
    });
  }

  DecideRating(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(ocopCommands.DecideRating, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const existing = await ledger.record(command.id);
      const { council, sealed, ...judged } = await councilContext(ledger, command.council);
      const ids = await sheetIds(ledger, command.council, sealed);
      const sheets = await Promise.all(ids.map((id) => ledger.record(id)));
      const read = await ratingContext(ledger, judged, command.certificate);
      return rules.decideRating({ ...read, existing, council, sheets }, command, ledger.actor, ledger.txTime);
    });
  }

  RecordNationalDecision(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(ocopCommands.RecordNationalDecision, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const rating = await ledger.record(command.id);
      const body = rating?.type === 'ocop/rating' ? (rating as RatingState).body : undefined;
      const judged = { product: await ledger.record(body?.product), rules: await ledger.record(body?.rules) };
      const read = await ratingContext(ledger, judged, command.certificate);
      return rules.recordNationalDecision({ ...read, rating }, command, ledger.actor, ledger.txTime);
    });
  }

  RevokeRating(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(ocopCommands.RevokeRating, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const rating = await ledger.record(command.id);
      const body = rating?.type === 'ocop/rating' ? (rating as RatingState).body : undefined;
      const product = await ledger.record(body?.product);
      return rules.revokeRating({ rating, product }, command, ledger.actor, ledger.txTime);
    });
  }
}
