import {
  disclosurePrefix,
  openShare,
  openWithSecret,
  readDisclosure,
  readHolderSecret,
  readShareFragment,
  sharePrefix,
} from '@daunguon/proof';
import type { DisclosedField, Field, ShareLink, TrustPolicy } from '@daunguon/proof';
import type { GetJson } from './source.ts';

/**
 * What the holder's link carries in its fragment, which browsers send to nobody: the secret that opens the whole record, some of
 * its fields and nothing more, or what opens such fields as long as the holder leaves them at a gateway.
 */
export type Holder =
  | { kind: 'secret'; secret: string }
  | { kind: 'fields'; id: string; fields: readonly DisclosedField[] }
  | { kind: 'share'; link: ShareLink };

/** The holder's part of an address; null where there is none, or none of ours. */
export function readHolder(address: string): Holder | null {
  const fragment = address.slice(address.indexOf('#') + 1);
  if (!address.includes('#') || fragment === '') return null;
  if (fragment.startsWith(disclosurePrefix)) return readShown(fragment.slice(disclosurePrefix.length));
  if (fragment.startsWith(sharePrefix)) {
    const link = readShareFragment(fragment);
    return link === undefined ? null : { kind: 'share', link };
  }
  const secret = readHolderSecret(fragment);
  return secret === undefined ? null : { kind: 'secret', secret };
}

function readShown(base64url: string): Holder | null {
  try {
    const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(binary, (one) => one.charCodeAt(0)));
    const read = readDisclosure(JSON.parse(text) as unknown);
    return read === undefined ? null : { kind: 'fields', ...read };
  } catch {
    return null;
  }
}

const shareTimeoutMs = 8000;

/** The fields that a share shows; `null` where no gateway has it (any more), or it is not of this record. They are not proven yet. */
export async function sharedFields(
  { gateways }: Pick<TrustPolicy, 'gateways'>,
  getJson: GetJson,
  id: string,
  link: ShareLink,
): Promise<readonly DisclosedField[] | null> {
  for (const gateway of gateways) {
    const answer = await getJson(`${gateway.replace(/\/+$/, '')}/api/credential/shares/${link.share}`, shareTimeoutMs);
    const { box } = (answer?.json ?? {}) as { box?: unknown };
    const shown = await openShare(crypto.subtle, link, id, box);
    if (shown !== undefined) return shown.fields;
  }
  return null;
}

/** The record's fields under the secret: `null` where nothing sealed was sent, or it does not open. They are not proven yet. */
export async function openedFields(bundle: unknown, id: string, secret: string): Promise<readonly Field[] | null> {
  try {
    const { sealed } = bundle as { sealed?: unknown };
    return await openWithSecret(crypto.subtle, id, sealed, secret);
  } catch {
    return null;
  }
}
