import * as rules from '@daunguon/records';
import type { RecordState, ShipmentUnitState } from '@daunguon/records';
import type { Ledger } from '../../ledger.ts';
import { actorStanding } from '../registry/actor-standing.ts';
import { lotHolders, records, seasonContext } from './origin-reads.ts';
import { transaction } from './origin-transaction.ts';

/** A shipment unit with all that is in it, and what a command wants to put in or take out. */
const cargoOf = async (
  ledger: Ledger,
  command: { id: string; shipmentUnit: string; batches?: readonly string[]; units?: readonly string[] },
) => {
  const standing = await actorStanding(ledger);
  const existing = await records(ledger, [command.id]);
  const unit = await ledger.record(command.shipmentUnit);
  const units = new Map<string, RecordState>();
  const wanted = new Set(command.batches ?? []);
  // A parcel in a pallet in a container: three levels, so that this ends.
  let level = [command.shipmentUnit, ...(command.units ?? [])];
  for (let depth = 0; depth < 4 && level.length > 0; depth += 1) {
    const found = (await records(ledger, level)).flatMap((record) =>
      record?.type === 'origin/shipment-unit' ? [record as ShipmentUnitState] : [],
    );
    for (const one of found) {
      units.set(one.id, one);
      one.body.batches.forEach((batch) => wanted.add(batch));
    }
    level = found.flatMap(({ body }) => body.units).filter((id) => !units.has(id));
  }
  const ids = [...wanted];
  const loaded = await records(ledger, ids);
  const batches = new Map(loaded.flatMap((record) => (record === undefined ? [] : [[record.id, record] as const])));
  return { standing, existing, unit, units, batches };
};

/** Merging, selling, destroying, and what goods travel in. */
export const logistics = {
  Merge: transaction('Merge', async (command, ledger) => {
    const standing = await actorStanding(ledger);
    const existing = await records(ledger, [command.id, command.output.id]);
    const inputs = await records(
      ledger,
      command.inputs.map(({ batch }) => batch),
    );
    const [taken] = await lotHolders(ledger, ledger.actor.unit, [command.output.lot]);
    const first = inputs[0]?.type === 'origin/batch' ? (inputs[0] as rules.BatchState).body.product : undefined;
    const alias = await ledger.record(first && rules.aliasIdOf(first, command.output.lot));
    return rules.merge({ standing, existing, inputs, taken, alias }, command, ledger.actor, ledger.txTime);
  }),
  Sell: transaction('Sell', async (command, ledger) => {
    const standing = await actorStanding(ledger);
    const existing = await records(ledger, [command.id]);
    const batch = await ledger.record(command.batch);
    const season = await seasonContext(ledger, batch);
    return rules.sell({ standing, existing, batch, ...season }, command, ledger.actor, ledger.txTime);
  }),
  Destroy: transaction('Destroy', async (command, ledger) => {
    const standing = await actorStanding(ledger);
    const existing = await records(ledger, [command.id]);
    const batch = await ledger.record(command.batch);
    return rules.destroy({ standing, existing, batch }, command, ledger.actor, ledger.txTime);
  }),
  OpenShipmentUnit: transaction('OpenShipmentUnit', async (command, ledger) => {
    const standing = await actorStanding(ledger);
    const existing = await ledger.record(command.id);
    const newest = await ledger.record(await ledger.entry<string>(rules.shipmentUnitKey(command.identity)));
    return rules.openShipmentUnit({ standing, existing, newest }, command, ledger.actor, ledger.txTime);
  }),
  LoadShipmentUnit: transaction('LoadShipmentUnit', async (command, ledger) =>
    rules.loadShipmentUnit(await cargoOf(ledger, command), command, ledger.actor, ledger.txTime),
  ),
  SealShipmentUnit: transaction('SealShipmentUnit', async (command, ledger) =>
    rules.sealShipmentUnit(await cargoOf(ledger, command), command, ledger.actor, ledger.txTime),
  ),
  UnloadShipmentUnit: transaction('UnloadShipmentUnit', async (command, ledger) =>
    rules.unloadShipmentUnit(await cargoOf(ledger, command), command, ledger.actor, ledger.txTime),
  ),
  RecordGate: transaction('RecordGate', async (command, ledger) =>
    rules.recordGate(await cargoOf(ledger, command), command, ledger.actor, ledger.txTime),
  ),
};
