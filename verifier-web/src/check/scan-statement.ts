import { objectField, textField } from './body-fields.ts';

/** What the gateway states of a label from scans that readers told of; proven by nothing. */
export interface ScanStatement {
  scans: number;
  communes: number;
  days: number;
  copied: boolean;
  first?: Sighting;
  claim?: Sighting;
}

export interface Sighting {
  /** YYYY-MM-DD. */
  day: string;
  /** Code, where the reader named one. */
  commune?: string;
}

const sighting = (value: Record<string, unknown>): Sighting | undefined => {
  const [day, commune] = [textField(value, 'day'), textField(value, 'commune')];
  if (day === undefined || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  return commune === undefined ? { day } : { day, commune };
};

/** Reads `stated.scans` of a bundle, or what a gateway answers to a scan; null for anything of another shape. */
export function readScanStatement(bundle: unknown): ScanStatement | null {
  const stated = objectField(objectField({ bundle }, 'bundle'), 'stated');
  const scans = objectField(stated, 'scans');
  const count = (name: string): number => (Number.isSafeInteger(scans[name]) ? Math.max(0, Number(scans[name])) : -1);
  const [n, communes, days] = [count('scans'), count('communes'), count('days')];
  if (n < 0 || communes < 0 || days < 0) return null;
  const [first, claim] = [sighting(objectField(scans, 'first')), sighting(objectField(scans, 'claim'))];
  return {
    ...{ scans: n, communes, days, copied: scans['copied'] === true },
    ...(first === undefined ? {} : { first }),
    ...(claim === undefined ? {} : { claim }),
  };
}
