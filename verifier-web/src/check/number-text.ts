import type { Said } from './said.ts';

/** A number of the ledger, 0 or above ("1250.5"), as each language writes it: 1.250,5 and 1,250.5; undefined where it is none. */
export function numberSaid(number: string | undefined, unit = ''): Said | undefined {
  if (number === undefined || !/^\d+(\.\d+)?$/.test(number)) return undefined;
  const [whole = '', fraction] = number.split('.');
  const written = (between: string, point: string): string =>
    whole.replace(/\B(?=(\d{3})+$)/g, between) + (fraction === undefined ? '' : point + fraction) + unit;
  return { vi: written('.', ','), en: written(',', '.') };
}

/** Kilograms of the ledger. */
export const weightSaid = (kg: string | undefined): Said | undefined => numberSaid(kg, ' kg');
