export type ClusterBy = 'lot' | 'serial' | 'commune' | 'day';
export const clusterKinds = ['lot', 'serial', 'commune', 'day'] as const satisfies readonly ClusterBy[];

const label = /^01\/(\d{14})\/10\/([^/]+)(?:\/21\/([^/]+))?$/;

/** The filters of the reports behind one line of the clusters: `?gtin=…&lot=…`. */
export function clusterQuery(by: ClusterBy, key: string): string {
  const query = new URLSearchParams();
  const named = label.exec(key);
  if (by === 'commune') query.set('commune', key);
  else if (by === 'day') ['from', 'to'].forEach((name) => query.set(name, key));
  else if (named === null) query.set('record', key);
  else {
    query.set('gtin', named[1] ?? '');
    query.set('lot', decodeURIComponent(named[2] ?? ''));
    if (named[3] !== undefined) query.set('serial', decodeURIComponent(named[3]));
  }
  return query.toString();
}

/** A label as people read it: lot and serial. */
export const labelName = (key: string): string => {
  const named = label.exec(key);
  if (named === null) return key;
  return [named[2], named[3]].flatMap((part) => (part === undefined ? [] : [decodeURIComponent(part)])).join(' · ');
};
