import { commandForm, versionOf, type FormIds, type FormValues } from '../../../command/command-form.ts';
import type { RecordState, ShipmentUnitBody } from '@daunguon/records';

const commands = {
  load: 'LoadShipmentUnit',
  seal: 'SealShipmentUnit',
  unload: 'UnloadShipmentUnit',
  gate: 'RecordGate',
} as const;

/** Draft of one act on one unit of shipment as it now is: several stand on one page, and a gate is passed twice. */
const shipmentDraft = (act: string, unit: Pick<RecordState, 'id' | 'version'>): string =>
  `origin/shipments/${act}/${versionOf(unit)}`;

/** The form of one act on a unit of shipment. Call in an injection context. */
export const shipmentCommand = <Name extends string>(
  act: keyof typeof commands,
  unit: () => RecordState<ShipmentUnitBody>,
  initial: FormValues<Name>,
  commandOf: (values: FormValues<Name>, ids: FormIds) => object,
) =>
  commandForm(
    () => shipmentDraft(act, unit()),
    initial,
    { transaction: `Origin:${commands[act]}`, path: `/api/origin/shipment-units/${act}` },
    (values, ids) => ({ id: ids.id, shipmentUnit: unit().id, ...commandOf(values, ids) }),
  );
