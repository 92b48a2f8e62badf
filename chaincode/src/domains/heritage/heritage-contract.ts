import * as rules from '@daunguon/records';
import { heritageCommands, parseCommand, standingKey, type RecordState, type UnitStanding } from '@daunguon/records';
import api from 'fabric-contract-api';
import type { Ledger, TransactionContext } from '../../ledger.ts';
import { transact } from '../../transact.ts';
import { actorStanding } from '../registry/actor-standing.ts';

/** The records that a route names, as far as they exist. */
const namedIn = async (ledger: Ledger, route: Parameters<typeof rules.recordsOfRoute>[0]) => {
  const found = await Promise.all(rules.recordsOfRoute(route).map((id) => ledger.record(id)));
  return new Map(found.flatMap((record) => (record === undefined ? [] : [[record.id, record] as const])));
};

/** Items of heritage, shown or restricted, their media, routes. Each transaction: read, decide by the rule of the same name, save. */
export class HeritageContract extends api.Contract {
  constructor() {
    super('Heritage');
  }

  RegisterItem(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(heritageCommands.RegisterItem, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const [standing, existing] = [await actorStanding(ledger), await ledger.record(command.id)];
      const replaced = await ledger.record(command.replaces);
      return rules.registerItem({ existing, standing, replaced }, command, ledger.actor, ledger.txTime);
    });
  }

  UpdateItem(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(heritageCommands.UpdateItem, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const [standing, item] = [await actorStanding(ledger), await ledger.record(command.id)];
      return rules.updateItem({ standing, item }, command, ledger.actor, ledger.txTime);
    });
  }

  CommitItem(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(heritageCommands.CommitItem, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const [standing, existing] = [await actorStanding(ledger), await ledger.record(command.id)];
      return rules.commitItem({ standing, existing }, command, ledger.actor, ledger.txTime);
    });
  }

  RecommitItem(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(heritageCommands.RecommitItem, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const [standing, record] = [await actorStanding(ledger), await ledger.record(command.id)];
      return rules.recommitItem({ standing, record }, command, ledger.actor, ledger.txTime);
    });
  }

  AddMedia(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(heritageCommands.AddMedia, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const [standing, existing] = [await actorStanding(ledger), await ledger.record(command.id)];
      const item = await ledger.record(command.item);
      const same = await ledger.entry<string>(rules.mediaKey(command.item, command.sha256));
      const others = await ledger.entry<string[]>(rules.mediaOfKey(command.item));
      const takenDown = await Promise.all(
        [undefined, ledger.actor.unit].map((unit) => ledger.entry(rules.takenDownKey(command.sha256, unit))),
      );
      const current = { existing, standing, item, same, others, takenDown };
      return rules.addMedia(current, command, ledger.actor, ledger.txTime);
    });
  }

  DescribeMedia(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(heritageCommands.DescribeMedia, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const [standing, media] = [await actorStanding(ledger), await ledger.record(command.id)];
      return rules.describeMedia({ standing, media }, command, ledger.actor, ledger.txTime);
    });
  }

  TakeDown(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(heritageCommands.TakeDown, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const record: RecordState | undefined = await ledger.record(command.id);
      const standing = record === undefined ? undefined : await ledger.entry<UnitStanding>(standingKey(record.owner));
      const ids = (await ledger.entry<string[]>(rules.mediaOfKey(command.id))) ?? [];
      const media = await Promise.all(ids.map((id) => ledger.record(id)));
      return rules.takeDown({ record, standing, media }, command, ledger.actor, ledger.txTime);
    });
  }

  RegisterRoute(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(heritageCommands.RegisterRoute, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const [standing, existing] = [await actorStanding(ledger), await ledger.record(command.id)];
      const named = await namedIn(ledger, command);
      return rules.registerRoute({ existing, standing, named }, command, ledger.actor, ledger.txTime);
    });
  }

  UpdateRoute(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(heritageCommands.UpdateRoute, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const [standing, route] = [await actorStanding(ledger), await ledger.record(command.id)];
      const named = await namedIn(ledger, command);
      return rules.updateRoute({ route, standing, named }, command, ledger.actor, ledger.txTime);
    });
  }

  EndRoute(ctx: TransactionContext, json: string): Promise<string> {
    const parse = (value: unknown) => parseCommand(heritageCommands.EndRoute, value);
    return transact(ctx, json, parse, async (command, ledger) => {
      const [standing, route] = [await actorStanding(ledger), await ledger.record(command.id)];
      return rules.endRoute({ standing, route }, command, ledger.actor, ledger.txTime);
    });
  }
}
