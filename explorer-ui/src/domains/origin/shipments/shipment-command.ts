import type { CommandBody, CommandTarget } from '../../../api/asked.ts';
import { commandForm, versionOf, type FormIds, type FormValues } from '../../../command/command-form.ts';
import type { RecordState, ShipmentUnitBody } from '@daunguon/records';

const targets = {
  load: { transaction: 'Origin:LoadShipmentUnit', path: '/api/origin/shipment-units/load' },
  seal: { transaction: 'Origin:SealShipmentUnit', path: '/api/origin/shipment-units/seal' },
  unload: { transaction: 'Origin:UnloadShipmentUnit', path: '/api/origin/shipment-units/unload' },
  gate: { transaction: 'Origin:RecordGate', path: '/api/origin/shipment-units/gate' },
} as const;
type Act = keyof typeof targets;
type PathOfAct<One extends Act> = (typeof targets)[One]['path'];

/** Draft of one act on one unit of shipment as it now is: several stand on one page, and a gate is passed twice. */
const shipmentDraft = (act: string, unit: Pick<RecordState, 'id' | 'version'>): string =>
  `origin/shipments/${act}/${versionOf(unit)}`;

/** The form of one act on a unit of shipment. Call in an injection context. */
export const shipmentCommand = <One extends Act, Name extends string>(
  act: One,
  unit: () => RecordState<ShipmentUnitBody>,
  initial: FormValues<Name>,
  commandOf: (values: FormValues<Name>, ids: FormIds) => Omit<CommandBody<PathOfAct<One>>, 'id' | 'shipmentUnit'>,
) =>
  commandForm(
    () => shipmentDraft(act, unit()),
    initial,
    targets[act] as unknown as CommandTarget<PathOfAct<One>>,
    (values, ids) =>
      ({ id: ids.id, shipmentUnit: unit().id, ...commandOf(values, ids) }) as unknown as CommandBody<PathOfAct<One>>,
  );
