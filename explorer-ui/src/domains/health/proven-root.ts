import type { AccessRootBody } from '@daunguon/records';
import { trustPolicy } from '../../proof/receipt.ts';

/**
 * The root of a day of the access log as the ledger has it: proven here, against the trust policy beside the page, like any record. A day
 * is closed once, so a proven root of this day is the only one. Undefined where it cannot be proven yet; never throws.
 */
export async function provenRoot(record: string, day: string, signal?: AbortSignal): Promise<string | undefined> {
  try {
    const policy = await trustPolicy();
    const answer = await fetch(`/r/${record}`, signal === undefined ? {} : { signal });
    if (policy === null || !answer.ok) return undefined;
    const { verify } = await import('@daunguon/proof');
    const found = verify({ bundle: await answer.json(), id: record, policy, now: Date.now() });
    const body = found.body as AccessRootBody | undefined;
    const isRoot = found.authenticity === 'authentic' && found.record?.type === 'health/access-root';
    return isRoot && body?.day === day ? body.root : undefined;
  } catch {
    return undefined;
  }
}
