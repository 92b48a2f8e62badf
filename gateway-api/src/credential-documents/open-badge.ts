import { createHash } from 'node:crypto';
import type { CredentialContent } from '@daunguon/formats/credential';
import type { Es256Key, WebKey } from '@daunguon/formats/es256';
import { addEddsaRdfcProof, buildOpenBadge, eddsaKeyFrom, openBadgesPinned } from '@daunguon/formats/open-badges';
import type { Random } from '@daunguon/formats/sd-jwt';
import { issueVcJwt } from '@daunguon/formats/vc-jwt';

/** A unit's Ed25519 key; `id` is that of its issuer-key record. */
export interface BadgeKey {
  readonly id: string;
  readonly privateKey: WebKey;
}

export interface BadgeParts {
  readonly random: Random;
  /** An https address of the picture. */
  readonly image?: string;
}

const unsigned = (content: CredentialContent, { random, image }: BadgeParts) =>
  buildOpenBadge(content, {
    salt: Buffer.from(random(16)).toString('hex'),
    sha256Hex: (text) => createHash('sha256').update(text).digest('hex'),
    ...(image === undefined ? {} : { image }),
  });

/** Open Badges 3.0 with an embedded proof by `eddsa-rdfc-2022` (§8.3), as JSON. `created` is a date and time with a zone. @throws FormatError */
export const openBadge = async (
  content: CredentialContent,
  { id, privateKey, verifierUrl, created }: BadgeKey & { readonly verifierUrl: string; readonly created: string },
  parts: BadgeParts,
): Promise<string> => {
  const key = eddsaKeyFrom(`${verifierUrl}/r/${id}`, privateKey);
  return JSON.stringify(await addEddsaRdfcProof(unsigned(content, parts), key, created, openBadgesPinned));
};

/** Open Badges 3.0 as a signed JWT (§8.2), by the key that signs the other formats. @throws FormatError */
export const openBadgeJwt = (content: CredentialContent, key: Es256Key, parts: BadgeParts): Promise<string> =>
  issueVcJwt(unsigned(content, parts), key, openBadgesPinned);
