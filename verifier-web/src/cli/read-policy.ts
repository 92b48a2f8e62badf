import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTrustPolicy } from '@daunguon/proof';
import type { TrustPolicy } from '@daunguon/proof';

/** A trust policy that is missing or cannot be obeyed: nothing can be confirmed without one. */
export class PolicyMissing extends Error {
  constructor(folder: string, cause: unknown) {
    super(`no trust policy in ${folder}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'PolicyMissing';
  }
}

/** policy.txt and policy.json of a folder, with other gateways if some are named. */
export async function readPolicy(folder: string, gateways: readonly string[]): Promise<TrustPolicy> {
  try {
    const text = await readFile(join(folder, 'policy.txt'), 'utf8');
    const json = JSON.parse(await readFile(join(folder, 'policy.json'), 'utf8')) as Record<string, unknown>;
    return readTrustPolicy(text, gateways.length === 0 ? json : { ...json, gateways });
  } catch (error) {
    throw new PolicyMissing(folder, error);
  }
}
