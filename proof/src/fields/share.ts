import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../base64.ts';
import { newId, normaliseId } from '../record-id.ts';
import { openBytes, sealBytes, type Random, type Subtle } from '../sealed/aes-gcm.ts';
import { readDisclosure, type Disclosure } from './disclosure.ts';

/**
 * A link to fields that a server keeps sealed until the holder takes them back: `share` names them there, `secret` opens them and stands in
 * the link alone. Both are 26 characters, written like ids.
 */
export interface ShareLink {
  readonly share: string;
  readonly secret: string;
}

/** How the fragment of such a link begins; neither a holder's secret nor a disclosure begins so. */
export const sharePrefix = 's.';
const idLength = 26;

export const newShareLink = (random: Random): ShareLink => ({ share: newId(random(16)), secret: newId(random(16)) });

/** What follows # in the link. */
export const shareFragment = ({ share, secret }: ShareLink): string => `${sharePrefix}${share}${secret}`;

export const readShareFragment = (fragment: string): ShareLink | undefined => {
  if (!fragment.startsWith(sharePrefix) || fragment.length !== sharePrefix.length + 2 * idLength) return undefined;
  const text = fragment.slice(sharePrefix.length);
  const [share, secret] = [normaliseId(text.slice(0, idLength)), normaliseId(text.slice(idLength))];
  return share === undefined || secret === undefined ? undefined : { share, secret };
};

const about = (label: string, id: string, share: string): Uint8Array => utf8ToBytes([label, id, share].join('\0'));
const keyOf = ({ share, secret }: ShareLink, id: string): Uint8Array =>
  hkdf(sha256, utf8ToBytes(secret), undefined, about('daunguon/share/v1', id, share), 32);

/** Base64 of nonce, ciphertext and tag (AES-256-GCM), bound to the record and the share. */
export const sealShare = async (
  subtle: Subtle,
  random: Random,
  link: ShareLink,
  disclosure: Disclosure,
): Promise<string> => {
  const { id } = disclosure;
  const plain = utf8ToBytes(JSON.stringify(disclosure));
  return toBase64(
    await sealBytes(subtle, random, keyOf(link, id), plain, about('daunguon/share-box/v1', id, link.share)),
  );
};

/** The shown fields of record `id`, not proven yet; undefined for what this link does not open. */
export const openShare = async (
  subtle: Subtle,
  link: ShareLink,
  id: string,
  box: unknown,
): Promise<ReturnType<typeof readDisclosure>> => {
  const bytes = typeof box === 'string' ? fromBase64(box) : undefined;
  if (bytes === undefined) return undefined;
  try {
    const plain = await openBytes(subtle, keyOf(link, id), bytes, about('daunguon/share-box/v1', id, link.share));
    const read = readDisclosure(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain)) as unknown);
    return read?.id === id ? read : undefined;
  } catch {
    return undefined;
  }
};
