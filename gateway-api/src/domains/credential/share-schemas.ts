import { isId } from '@daunguon/proof';
import { z } from 'zod';

const id = z.string().refine(isId, 'id');
const fields = z
  .array(z.string().regex(/^[A-Za-z]{1,40}$/))
  .min(1)
  .max(50);

/** `box`: the chosen fields, sealed on the holder's device; `fields`: their names, by which the holder knows the share again. */
export const newShareSchema = z.strictObject({ id, share: id, fields, box: z.base64().min(1).max(60_000) });
export const shareNameSchema = z.strictObject({ share: id });
export const shareMadeSchema = z.strictObject({ share: id, madeOn: z.iso.date() });
export const sharesSchema = z.strictObject({
  items: z.array(z.strictObject({ share: id, id, fields: z.array(z.string()), madeOn: z.iso.date() })),
});
export const shareWithdrawnSchema = z.strictObject({ share: id, withdrawn: z.literal(true) });
export const shareBoxSchema = z.strictObject({ box: z.base64() });
