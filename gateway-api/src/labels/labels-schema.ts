import { idSchema } from '@daunguon/records';
import { z } from 'zod';

/** Most labels in one PDF: about ten sheets. */
export const maxLabels = 240;

const size = z.enum(['a4-3x8', 'roll-50x30']).default('a4-3x8');

/** `POST /api/origin/labels`. */
export const labelsSchema = z
  .strictObject({
    ids: z.array(idSchema).min(1).max(100),
    size,
    copies: z.int().min(1).max(maxLabels).default(1),
  })
  .refine(({ ids, copies }) => ids.length * copies <= maxLabels, { path: ['copies'], message: 'too-large' });

/** Query of `GET /api/origin/batches/{id}/label.pdf`. */
export const labelQuerySchema = z.object({
  size,
  copies: z.coerce.number().pipe(z.int().min(1).max(maxLabels)).default(1),
});
