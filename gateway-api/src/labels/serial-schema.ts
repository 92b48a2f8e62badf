import { idSchema } from '@daunguon/records';
import { z } from 'zod';
import { labelQuerySchema, maxLabels } from './labels-schema.ts';

/** Most serials drawn at once; the store hashes and writes them in one go, in about a fifth of a second. */
const maxDrawn = 20_000;

/** `POST /api/origin/label-serials`: `id` is that of the issue to come. */
export const drawSerialsSchema = z.strictObject({
  id: idSchema,
  batch: idSchema,
  count: z.int().min(1).max(maxDrawn),
});

/** Query of `GET /api/origin/label-issues/{id}/labels.pdf`. */
export const serialLabelsSchema = z.object({
  size: labelQuerySchema.shape.size,
  from: z.coerce.number().pipe(z.int().min(0)).default(0),
  count: z.coerce.number().pipe(z.int().min(1).max(maxLabels)).default(24),
});
