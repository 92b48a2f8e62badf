import type { AccreditationBody, RecordState, UnitBody } from '@daunguon/records';
import { administers } from '../auth/administrator.ts';
import { HttpProblem } from '../http/http-problem.ts';
import type { IndexStore, StoredDoc } from '../index-store/index-store.ts';
import type { SessionDeps } from './session-routes.ts';
import type { Session } from './session-store.ts';

const stateIn = (doc: StoredDoc): RecordState => doc['state'] as unknown as RecordState;

async function unitName(store: IndexStore, unit: string): Promise<{ name: string; kind: string } | null> {
  const doc = unit === '' ? undefined : await store.get('records', unit);
  if (doc === undefined) return null;
  const { name, kind } = stateIn(doc).body as UnitBody;
  return { name, kind };
}

/** What the unit is accredited for now, as the ledger says. */
async function accreditedFor(store: IndexStore, unit: string, now: string): Promise<string[]> {
  if (unit === '') return [];
  const { docs } = await store.find('records', { equals: { type: 'registry/accreditation', unit }, limit: 1000 });
  const valid = docs.map(stateIn).filter(({ status, body }) => {
    const { from, until } = body as AccreditationBody;
    return status === 'active' && from <= now && now < until;
  });
  return [...new Set(valid.flatMap(({ body }) => (body as AccreditationBody).may))].sort();
}

/** Who the person is on the ledger, and in which units they may work. `member` is null for somebody of no organisation. */
export async function membershipOf(
  { config, identityOf, store, units }: Pick<SessionDeps, 'config' | 'identityOf' | 'store' | 'units'>,
  { subject, name, accessToken }: Session,
) {
  try {
    const { mspId, role, unit } = await identityOf(subject, accessToken);
    const listed = (await units.of(accessToken, name)) as { unit: string; role: string; mspId: string }[];
    return {
      member: { mspId, role, unit, ...(await unitName(store, unit)) },
      administers: administers(config, { mspId, role }),
      operator: mspId === config.ownMspId,
      may: await accreditedFor(store, unit, new Date().toISOString()),
      units: await Promise.all(listed.map(async (one) => ({ ...one, ...(await unitName(store, one.unit)) }))),
    };
  } catch (error) {
    if (!(error instanceof HttpProblem) || error.code !== 'auth/no-member') throw error;
    return { member: null, administers: false, operator: false, may: [], units: [] };
  }
}
