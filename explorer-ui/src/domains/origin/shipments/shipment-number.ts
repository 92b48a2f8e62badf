import { containerNumberSchema, ssccSchema, type ShipmentIdentity } from '@daunguon/records';

export type ShipmentKind = ShipmentIdentity['kind'];
export const shipmentKinds = ['container', 'pallet', 'parcel'] as const satisfies readonly ShipmentKind[];

/** What can be told of a number while it is typed; `full`: the same with its check digit. */
export type NumberHelp =
  | { readonly is: 'empty' | 'right' | 'not-yet' | 'wrong' }
  | { readonly is: 'digit'; readonly full: string; readonly digit: string };

/** As it is recorded: without the blanks and hyphens that numbers are painted with; a tracking number keeps its hyphens. */
export const plainNumber = (kind: ShipmentKind, typed: string): string =>
  typed.toUpperCase().replace(kind === 'parcel' ? /\s+/g : /[\s-]+/g, '');

/** ISO 6346 and the SSCC: everything before the check digit, the whole, and the schema that judges it. */
const forms = {
  container: [/^[A-Z]{0,3}[UJZ]?\d{0,7}$/, /^[A-Z]{3}[UJZ]\d{6}\d?$/, 10, containerNumberSchema],
  pallet: [/^\d{0,18}$/, /^\d{17}\d?$/, 17, ssccSchema],
} as const;

/** Which check digit belongs to a container number or SSCC, before it is sent. */
export function numberHelp(kind: ShipmentKind, typed: string): NumberHelp {
  const number = plainNumber(kind, typed);
  if (number === '') return { is: 'empty' };
  if (kind === 'parcel')
    return { is: /^[A-Z0-9-]{6,40}$/.test(number) ? 'right' : number.length < 6 ? 'not-yet' : 'wrong' };
  const [begun, whole, before, schema] = forms[kind];
  if (!whole.test(number)) return { is: begun.test(number) ? 'not-yet' : 'wrong' };
  if (schema.safeParse(number).success) return { is: 'right' };
  const first = number.slice(0, before);
  const digit = [...'0123456789'].find((one) => schema.safeParse(first + one).success);
  return digit === undefined ? { is: 'wrong' } : { is: 'digit', digit, full: first + digit };
}
