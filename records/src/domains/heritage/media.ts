import { z } from 'zod';
import { idSchema, textSchema } from '../../schema-parts.ts';
import { c2paVerdicts, mediaKinds } from './heritage-words.ts';
import { bothSchema, codesOf, digestSchema, takedownSchema } from './item.ts';

const pixels = z.int().min(1).max(100_000);
const bytesSchema = z.int().min(1).max(4_000_000_000);

/** Media types that are taken, per kind; what a file is says its own beginning, never its name. */
export const heritageMediaTypes = {
  image: ['image/jpeg', 'image/png', 'image/webp', 'image/tiff', 'image/avif'],
  video: ['video/mp4'],
  model: ['model/gltf-binary'],
} as const;
const allTypes = Object.values(heritageMediaTypes).flat();

const file = {
  kind: z.enum(codesOf(mediaKinds)),
  mediaType: z.enum(allTypes as [(typeof allTypes)[number], ...typeof allTypes]),
  /** SHA-256 and size of the master: the very bytes that the steward keeps. */
  sha256: digestSchema,
  bytes: bytesSchema,
  width: pixels.optional(),
  height: pixels.optional(),
  /** Of a video, milliseconds. */
  durationMs: z.int().min(1).max(86_400_000).optional(),
  /** Smaller copies without any metadata, which the gallery shows. */
  derivatives: z
    .array(z.strictObject({ sha256: digestSchema, bytes: bytesSchema, width: pixels, height: pixels }))
    .max(6),
  c2pa: z.strictObject({
    verdict: z.enum(codesOf(c2paVerdicts)),
    /** C2PA status code that decided, as in claimSignature.mismatch. */
    code: z
      .string()
      .regex(/^[A-Za-z0-9.]{1,80}$/)
      .optional(),
  }),
};
const words = {
  /** What can be seen, for people who cannot. */
  alt: bothSchema(300),
  caption: bothSchema(300).optional(),
  /** Institution or community, never a person who did not ask to be named. */
  credit: textSchema(200).optional(),
};

const shownMediaSchema = z.strictObject({ item: idSchema, ...file, ...words });
/** Digests stay, words go. */
const takenDownMediaSchema = z.strictObject({ item: idSchema, ...file, takedown: takedownSchema });
export const mediaBodySchema = z.union([shownMediaSchema, takenDownMediaSchema]);
export type MediaBody = z.infer<typeof shownMediaSchema>;
export type TakenDownMediaBody = z.infer<typeof takenDownMediaSchema>;

const request = { requestId: idSchema, id: idSchema };
export const addMediaSchema = z.strictObject({ ...request, item: idSchema, ...file, ...words });
export type AddMedia = z.infer<typeof addMediaSchema>;
/** `id` is the medium. */
export const describeMediaSchema = z.strictObject({ ...request, ...words });
export type DescribeMedia = z.infer<typeof describeMediaSchema>;
