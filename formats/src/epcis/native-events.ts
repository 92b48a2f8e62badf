import { ownNamespace } from './context.ts';
import type { JsonObject } from './json.ts';
import { eventUrn } from './event-fields.ts';

/** A lot as EPCIS names it. */
export interface NamedLot {
  readonly batch: string;
  readonly lot: string;
  readonly gtin?: string | undefined;
}
export interface WeighedLot extends NamedLot {
  readonly weightKg: string;
}

/** A step that the ledger recorded by a transaction of its own, with what EPCIS says of it. */
export interface NativeStep {
  readonly step: NativeStepName;
  readonly id: string;
  /** ISO 8601 UTC, the transaction's. */
  readonly at: string;
  readonly unit: string;
  readonly commune?: string | undefined;
  readonly inputs: readonly WeighedLot[];
  readonly outputs: readonly WeighedLot[];
  /** Unit that it was sent to. */
  readonly to?: string | undefined;
  /** Container, pallet or parcel that it happened to. */
  readonly shipmentUnit?: string | undefined;
  readonly harvest?: { readonly date: string; readonly growingArea?: string | undefined } | undefined;
}

/** Context of names that are our own statement. */
export const ownContext: JsonObject = { dn: ownNamespace };
export const unitUri = (unit: string): string => `urn:daunguon:unit:${unit}`;

/** Class of a lot: GTIN and lot, or the batch's own id where it has no GTIN. */
export const lotUri = ({ batch, lot, gtin }: NamedLot): string =>
  gtin === undefined
    ? `urn:daunguon:batch:${batch}`
    : `https://id.gs1.org/01/${gtin}/10/${lot.replaceAll(/[^A-Za-z0-9._-]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)}`;

const quantities = (lots: readonly WeighedLot[]): JsonObject[] =>
  lots.map((lot) => ({ epcClass: lotUri(lot), quantity: Number(lot.weightKg), uom: 'KGM' }));

/** Step -> action (none: a transformation), bizStep, disposition. CBV has no word for a harvest: it commissions the lot. */
const words = {
  harvest: ['ADD', 'commissioning', 'active'],
  pack: ['', 'packing', 'in_progress'],
  split: ['', 'repackaging', 'in_progress'],
  ship: ['OBSERVE', 'shipping', 'in_transit'],
  receive: ['OBSERVE', 'receiving', 'in_progress'],
  recall: ['OBSERVE', 'holding', 'recalled'],
  lift: ['OBSERVE', 'inspecting', 'conformant'],
  merge: ['', 'commissioning', 'active'],
  sell: ['OBSERVE', 'retail_selling', 'retail_sold'],
  destroy: ['DELETE', 'destroying', 'destroyed'],
  load: ['OBSERVE', 'loading', 'in_progress'],
  seal: ['OBSERVE', 'loading', 'container_closed'],
  unload: ['OBSERVE', 'unloading', 'container_open'],
  'gate-in': ['OBSERVE', 'arriving', 'in_progress'],
  'gate-out': ['OBSERVE', 'departing', 'in_transit'],
} as const satisfies Readonly<Record<string, readonly [string, string, string]>>;
export type NativeStepName = keyof typeof words;
/** Whether EPCIS has words for a step of the ledger. */
export const isNativeStep = (step: string): step is NativeStepName => Object.hasOwn(words, step);

const party = (unit: string, name: 'source' | 'destination'): JsonObject[] => [
  { type: 'possessing_party', [name]: unitUri(unit) },
];

/** The lots of a step that changes none, and the unit of shipment that they are in. */
const seen = ({ inputs, outputs, shipmentUnit }: NativeStep): JsonObject => {
  const lots = outputs.length > 0 ? outputs : inputs;
  const unit =
    shipmentUnit === undefined && lots.length > 0
      ? {}
      : { epcList: shipmentUnit === undefined ? [] : [`urn:daunguon:shipment-unit:${shipmentUnit}`] };
  return { ...unit, ...(lots.length > 0 ? { quantityList: quantities(lots) } : {}) };
};

/** An EPCIS event of a native step; its time and place are the transaction's and the unit's. */
export const nativeEvent = (native: NativeStep): JsonObject => {
  const { step, at, unit, to, harvest } = native;
  const [action, bizStep, disposition] = words[step];
  const what =
    action === ''
      ? { inputQuantityList: quantities(native.inputs), outputQuantityList: quantities(native.outputs) }
      : { action, ...seen(native) };
  const persistent = step === 'recall' ? { set: ['recalled'] } : step === 'lift' ? { unset: ['recalled'] } : undefined;
  return {
    type: action === '' ? 'TransformationEvent' : 'ObjectEvent',
    eventID: eventUrn(native.id),
    eventTime: at,
    eventTimeZoneOffset: '+07:00',
    recordTime: at,
    ...what,
    bizStep,
    disposition,
    ...(persistent === undefined ? {} : { persistentDisposition: persistent }),
    readPoint: { id: unitUri(unit) },
    bizLocation: { id: unitUri(unit) },
    ...(to === undefined ? {} : { sourceList: party(unit, 'source'), destinationList: party(to, 'destination') }),
    ...(harvest === undefined
      ? {}
      : {
          ilmd: {
            'gs1:harvestDate': harvest.date,
            ...(harvest.growingArea === undefined ? {} : { 'dn:growingArea': harvest.growingArea }),
          },
        }),
    ...(native.commune === undefined ? {} : { 'dn:commune': native.commune }),
    'dn:unit': unit,
  };
};
