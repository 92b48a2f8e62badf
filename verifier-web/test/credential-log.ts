import { derivedId } from '@daunguon/proof';
import { RealLog } from './real-log.ts';

/** A diploma that was issued, suspended and replaced by an edit, and its key that was rotated and then reported stolen. */
export const [id, keyId, unitId] = [
  '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  '01BX5ZZKBKACTAV9WEVGEMMVRZ',
  '01CZ0000000000000000000000',
];
export const successor = derivedId('successor', id);
const type = 'credential/credential';
const commitment = 'ab'.repeat(32);
const imported = { act: 'import', ground: 'diploma-database', date: '2026-06-01' };
export const suspended = { act: 'suspend', ground: 'investigation', date: '2026-07-11', decision: '12/QĐ-SGDĐT' };
export const edited = { act: 'edit', ground: 'civil-status-change', date: '2026-09-01' };
export const key = { unit: unitId, use: 'sign', successor: '01D00000000000000000000000' };
export const theft = { stolenOn: '2026-08-01T00:00:00Z', reportedAt: '2026-09-10T00:00:00Z' };
const day = (date: string): number => Date.parse(`2026-${date}T00:00:00Z`) / 1000;

export const log = new RealLog();
export const kept: [number, number][] = [];
const keep = (date: string) => void kept.push([log.size, day(date)]);
log.put({ id: unitId, type: 'registry/unit', body: { name: 'Trường THPT Xuân Lộc (mẫu)' } });
log.put({ id: keyId, type: 'credential/issuer-key', body: key });
keep('06-20');
log.put(
  { id, type, commitment, ts: '2026-06-20T08:00:00.000Z' },
  { id: derivedId('act', id, 1), type: 'credential/act', body: imported },
);
keep('06-21');
keep('07-10');
log.put(
  { id, type, commitment, status: 'suspended' },
  { id: derivedId('act', id, 2), type: 'credential/act', body: suspended },
);
keep('07-12');
keep('08-31');
log.put(
  { id, type, commitment, status: 'superseded' },
  { id: derivedId('act', id, 3), type: 'credential/act', body: edited },
  { id: successor, type, commitment: 'cd'.repeat(32) },
);
keep('09-02');
log.put({ id: keyId, type: 'credential/issuer-key', body: key, status: 'superseded', ts: '2026-09-05T08:00:00.000Z' });
log.put({ id: keyId, type: 'credential/issuer-key', body: { ...key, theft }, status: 'revoked' });
keep('09-11');

/** What an honest gateway answers of it, by path. */
export const answers = (): Record<string, unknown> => {
  const ids = [id, successor, unitId, derivedId('act', id, 2), derivedId('act', id, 3)];
  return {
    ...Object.fromEntries(ids.map((one) => [`/r/${one}`, log.pastBundle(one, kept)])),
    [`/r/${keyId}`]: log.pastBundle(keyId, kept, [key, key]),
    [`/r/${id}/story`]: { record: { facets: { key: keyId } } },
  };
};
