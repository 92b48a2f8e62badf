import { textInput } from '../../../format/field-input.ts';
import { stillOffered } from '../../../form/still-offered.ts';
import type { Choice } from '../../../form/select-field.ts';
import type { Content } from './shipment-contents.ts';

/** What goes in: of what was chosen, that which can still be loaded. */
export const loadOf = (
  chosen: { readonly batches: string; readonly units: string },
  offered: { readonly batches: readonly Choice[]; readonly units: readonly Choice[] },
): { readonly batches?: string[]; readonly units?: string[] } => {
  const [batches, units] = [stillOffered(chosen.batches, offered.batches), stillOffered(chosen.units, offered.units)];
  return { ...(batches.length === 0 ? {} : { batches }), ...(units.length === 0 ? {} : { units }) };
};

/** What comes out: all that is inside but what was chosen to stay; both parted by blanks. */
export const unloadOf = (contents: readonly Content[], staying: string) => {
  const stays = new Set(staying.split(' '));
  const out = contents.filter(({ id }) => !stays.has(id));
  const ids = (isUnit: boolean): string[] => out.filter((one) => one.isUnit === isUnit).map(({ id }) => id);
  const [batches, units] = [ids(false), ids(true)];
  return {
    out: out.map(({ id }) => id).join(' '),
    fields: { ...(batches.length === 0 ? {} : { batches }), ...(units.length === 0 ? {} : { units }) },
  };
};

/** A port by its UN/LOCODE as people type it, and a terminal where one was named. */
export const portOf = (locode: string, terminal: string) => ({
  ...{ locode: locode.trim().toUpperCase(), ...(terminal.trim() === '' ? {} : { terminal: textInput(terminal) }) },
});
