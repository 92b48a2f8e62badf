import { isId } from '@daunguon/proof';
import { credentialContents, supersedeSchema } from '@daunguon/records';
import { z } from 'zod';
import { paperQuestionSchema } from './paper-schemas.ts';

const id = z.string().refine(isId, 'id');
const hex = z.string().regex(/^[0-9a-f]{64}$/, 'sha-256');
const base64 = z.base64().min(1).max(400);

/** `badge`: an Ed25519 key for Open Badges, beside the P-256 key that signs everything else. */
export const custodialKeySchema = z.strictObject({
  requestId: id,
  id,
  use: z.enum(['sign', 'seal', 'badge']),
  replaces: id.optional(),
});

/** OIDC subject of the holder's account, by which they recover a lost link; kept blinded. */
const holder = z.string().min(1).max(200).optional();
const contents = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('diploma'), contents: credentialContents.diploma, holder }),
  z.strictObject({ kind: z.literal('course-certificate'), contents: credentialContents['course-certificate'], holder }),
  z.strictObject({ kind: z.literal('badge'), contents: credentialContents.badge, holder }),
]);
export const custodialIssueSchema = z.strictObject({ requestId: id, credentials: z.array(contents).min(1).max(500) });

const { requestId, act, ground, decision, date } = supersedeSchema.shape;
export const custodialSupersedeSchema = z.strictObject({
  ...{ requestId, id, act, ground, decision, date },
  credential: contents,
});

const wrap = z.strictObject({ key: id, ephemeral: base64, wrap: base64 });
const sealed = z.strictObject({
  sealed: z.literal('daunguon-sealed/1'),
  type: z.string().regex(/^[a-z0-9-]{1,40}\/[a-z0-9-]{1,40}$/),
  version: z.int().min(1),
  box: z.base64().min(1).max(100_000),
  wraps: z.strictObject({ holder: base64.optional(), unit: wrap.optional() }),
});
/**
 * What a browser sealed, stored before its command goes to the ledger. `paper`: its three numbers, where the unit wants the printed
 * document to be looked up; only their tag is kept.
 */
export const storeSealedSchema = z.strictObject({
  contents: z
    .array(
      z.strictObject({
        ...{ id, commitment: hex, sealed, tokenHash: hex.optional() },
        paper: paperQuestionSchema.omit({ unit: true }).optional(),
      }),
    )
    .min(1)
    .max(500),
});

/** `token` shows that the sender has the old secret; the new one is never sent. */
export const rotateLinkSchema = z.strictObject({
  id,
  token: hex,
  wraps: z
    .array(z.strictObject({ commitment: hex, wrap: base64 }))
    .min(1)
    .max(100),
  tokenHash: hex,
});

export const linksAnswerSchema = z.strictObject({
  links: z.array(z.strictObject({ id, link: z.string() })),
  /** Who could open the contents when they were sealed, besides holder and unit. */
  custody: z.literal('custodial'),
  txId: z.string(),
  blockNumber: z.int(),
});
export const recoveredSchema = z.strictObject({
  links: z.array(z.strictObject({ id, link: z.string() })),
  /** Only their unit can renew these. */
  atUnit: z.array(id),
});
export const storedSchema = z.strictObject({ stored: z.int() });
export const rotatedSchema = z.strictObject({ rotated: z.literal(true) });
