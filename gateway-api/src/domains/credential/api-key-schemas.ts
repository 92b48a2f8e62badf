import { isId } from '@daunguon/proof';
import { credentialContents, textSchema } from '@daunguon/records';
import { z } from 'zod';

const id = z.string().refine(isId, 'id');

/** `label`: what the unit calls the platform that gets the key. */
export const apiKeySchema = z.strictObject({ label: textSchema(80) });
export const apiKeySecretSchema = z.strictObject({ id, secret: z.string().startsWith('dnk_') });
export const apiKeyListSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      id,
      label: z.string(),
      createdAt: z.string(),
      expiresAt: z.string(),
      lastUsedOn: z.string().optional(),
      revokedAt: z.string().optional(),
    }),
  ),
});
export const apiKeyRevokedSchema = z.strictObject({ id, revoked: z.literal(true) });

/** What a course platform issues by its key; diplomas are a registrar's. */
export const providerKinds = ['course-certificate', 'badge'] as const;

/** Course certificates of one platform, at most 500: `requestId` makes sending them again safe. */
export const providerIssueSchema = z.strictObject({
  requestId: id,
  certificates: z.array(credentialContents['course-certificate']).min(1).max(500),
});
/** Badges; `imageDigest` is that of a picture which was sent before (`POST /api/credential/badge-images`). */
export const providerBadgesSchema = z.strictObject({
  requestId: id,
  badges: z.array(credentialContents.badge).min(1).max(500),
});
