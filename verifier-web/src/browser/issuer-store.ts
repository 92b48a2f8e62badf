import type { TrustPolicy } from '@daunguon/proof';
import { getJson } from '../check/get-json.ts';
import { readIssuerDirectory } from '../check/issuer-directory.ts';
import type { IssuerDirectory } from '../check/issuer-directory.ts';
import { sourceTimeoutMs } from '../check/source.ts';

const cacheName = 'issuers-1';
const key = '/saved/issuers';

/** The directory of issuer keys, newest first: from a gateway, else the kept one. Only what proves itself is ever kept or used. */
export async function issuerDirectory(policy: TrustPolicy): Promise<IssuerDirectory> {
  for (const gateway of policy.gateways) {
    const answer = await getJson(`${gateway.replace(/\/+$/, '')}/api/credential/directory`, sourceTimeoutMs);
    if (answer?.status !== 200) continue;
    const directory = readIssuerDirectory(answer.json, policy, Date.now());
    if (directory.size === 0) continue;
    await keep(answer.json);
    return directory;
  }
  return readIssuerDirectory(await kept(), policy, Date.now());
}

async function keep(json: unknown): Promise<void> {
  try {
    await (await caches.open(cacheName)).put(key, new Response(JSON.stringify(json)));
  } catch {
    // no Cache API: it is fetched anew next time
  }
}

async function kept(): Promise<unknown> {
  try {
    return await (await (await caches.open(cacheName)).match(key))?.json();
  } catch {
    return null;
  }
}
