import { isId } from '@daunguon/proof';
import { actBodySchema, credentialKinds } from '@daunguon/records';
import { z } from 'zod';

const id = z.string().refine(isId, 'id');

export const registerQuery = z.strictObject({
  kind: z.enum(credentialKinds).default('diploma'),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  after: z.string().max(500).optional(),
});
/** Serial or register number, as people type it. */
export const registerFindSchema = z.strictObject({ number: z.string().trim().min(1).max(40) });
export const registerLinkSchema = z.strictObject({ id });

const entry = z.strictObject({
  id,
  status: z.string(),
  version: z.int(),
  contents: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The sealed contents are not here, or do not open: `contents` is empty. */
  missing: z.literal(true).optional(),
});
export const registerAnswer = z.strictObject({ items: z.array(entry), next: z.string().optional() });
export const foundAnswer = z.strictObject({ items: z.array(entry) });
export const linkAnswer = z.strictObject({ id, link: z.string() });
export const entryAnswer = entry.extend({ acts: z.array(actBodySchema.extend({ version: z.int() })) });
