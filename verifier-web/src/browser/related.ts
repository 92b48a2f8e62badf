import type { TrustPolicy } from '@daunguon/proof';
import { getJson } from '../check/get-json.ts';
import { lookUp } from '../check/look-up.ts';
import { provenRecord } from '../check/proven-record.ts';
import type { ProvenRecord } from '../check/proven-record.ts';
import { viewOf } from '../domains.ts';
import { knownHead } from './head-store.ts';
import { saveBundle, savedBundle } from './record-store.ts';

/** The records that this one names, each fetched and proven like any other; what cannot be proven is left out. */
export async function provenRelated(record: ProvenRecord, policy: TrustPolicy): Promise<Map<string, ProvenRecord>> {
  const ids = (await viewOf(record))?.related(record) ?? [];
  const found = await Promise.all(ids.map((id) => proven(id, policy)));
  return new Map(found.filter((one) => one !== null).map((one) => [one.id, one]));
}

async function proven(id: string, policy: TrustPolicy): Promise<ProvenRecord | null> {
  const [known, saved] = [knownHead(policy.origin), await savedBundle(id)];
  const { best } = await lookUp({ kind: 'record', id }, { policy, now: Date.now(), known, saved, getJson });
  const record = best && provenRecord(id, best.verification);
  if (best && record && best.source.kind !== 'saved') await saveBundle(id, best.bundle, new Date());
  return record;
}
