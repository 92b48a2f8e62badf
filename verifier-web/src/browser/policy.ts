import { readTrustPolicy } from '@daunguon/proof';
import type { TrustPolicy } from '@daunguon/proof';

/** The trust policy that lies beside this page, as text and as read. */
export interface LoadedPolicy {
  text: string;
  json: unknown;
  policy: TrustPolicy;
}

let loading: Promise<LoadedPolicy | null> | null = null;

/** The policy of this page's own origin (the service worker keeps a copy for use without a network); null when there is none. */
export function trustPolicy(): Promise<LoadedPolicy | null> {
  loading ??= load().then((loaded) => {
    if (loaded === null) loading = null; // asked again at the next look-up
    return loaded;
  });
  return loading;
}

async function load(): Promise<LoadedPolicy | null> {
  try {
    const [textAnswer, jsonAnswer] = await Promise.all([fetch('/policy.txt'), fetch('/policy.json')]);
    if (!textAnswer.ok || !jsonAnswer.ok) return null;
    const [text, json] = await Promise.all([textAnswer.text(), jsonAnswer.json() as Promise<unknown>]);
    return { text, json, policy: readTrustPolicy(text, json) };
  } catch {
    return null;
  }
}
