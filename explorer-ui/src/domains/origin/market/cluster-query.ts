import type { Asked } from '../../../api/asked.ts';

export type ClusterBy = 'lot' | 'serial' | 'commune' | 'day';
export const clusterKinds = ['lot', 'serial', 'commune', 'day'] as const satisfies readonly ClusterBy[];

const label = /^01\/(\d{14})\/10\/([^/]+)(?:\/21\/([^/]+))?$/;

/** The filters of the reports behind one line of the clusters. */
export type ClusterQuery = NonNullable<Asked<'GET', '/api/origin/fake-reports'>['query']>;
export function clusterQuery(by: ClusterBy, key: string): ClusterQuery {
  const named = label.exec(key);
  if (by === 'commune') return { commune: key };
  if (by === 'day') return { from: key, to: key };
  if (named === null) return { record: key };
  const [, gtin, lot = '', serial] = named;
  const of = { gtin, lot: decodeURIComponent(lot) };
  return serial === undefined ? of : { ...of, serial: decodeURIComponent(serial) };
}

/** A label as people read it: lot and serial. */
export const labelName = (key: string): string => {
  const named = label.exec(key);
  if (named === null) return key;
  return [named[2], named[3]].flatMap((part) => (part === undefined ? [] : [decodeURIComponent(part)])).join(' · ');
};
