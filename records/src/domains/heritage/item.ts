import { z } from 'zod';
import { communeCodeSchema, dateSchema, idSchema, instantSchema, textSchema } from '../../schema-parts.ts';
import {
  consentLevels,
  heritageEvents,
  heritageKinds,
  publicConsents,
  recognitionLevels,
  restrictedConsents,
  rightsStatements,
  takedownGrounds,
  type ConsentLevel,
} from './heritage-words.ts';

/** Codes of a list with words, as zod wants them. */
export const codesOf = <Code extends string>(list: Readonly<Record<Code, unknown>>): [Code, ...Code[]] =>
  Object.keys(list) as [Code, ...Code[]];

export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/, 'sha-256');
/** A text in Vietnamese, English beside it where somebody wrote it. */
export const bothSchema = (max: number) => z.strictObject({ vi: textSchema(max), en: textSchema(max).optional() });
const paragraphs = z.array(textSchema(2000)).min(1).max(20);
export const storySchema = z.strictObject({ vi: paragraphs, en: paragraphs.optional() });

/** Longitude and latitude in 1e-7 degrees: integers have one canonical form. Within Việt Nam's box, so that swapped axes are seen. */
const inVietnam = (least: number, most: number) =>
  z.int().refine((value) => least <= value && value <= most, 'point-outside');
const pointSchema = z.tuple([inVietnam(1_020_000_000, 1_100_000_000), inVietnam(80_000_000, 240_000_000)]);

const consentSchema = z.strictObject({
  level: z
    .enum(codesOf(consentLevels))
    .refine((level) => publicConsents.some((one) => one === level), 'consent-restricted'),
  /** Day on which the community agreed; its minutes, kept by the steward, by their digest. */
  on: dateSchema.optional(),
  minutes: digestSchema.optional(),
});

/** LIDO's core (category, work type, title, description, events, rights, source), in the words of this system. */
const described = {
  kind: z.enum(codesOf(heritageKinds)),
  /** LIDO objectWorkType, as experts call it: đình, mộ cự thạch, bản rập. */
  workType: textSchema(120),
  name: textSchema(200),
  nameEn: textSchema(200).optional(),
  summary: bothSchema(400),
  story: storySchema,
  /** The first is where it is found in lists. */
  communes: z.array(communeCodeSchema).min(1).max(20),
  /** Locality within the commune, never a home's address. */
  site: textSchema(200).optional(),
  pointE7: pointSchema.optional(),
  events: z
    .array(
      z.strictObject({ type: z.enum(codesOf(heritageEvents)), when: bothSchema(80), note: bothSchema(400).optional() }),
    )
    .max(20)
    .optional(),
  recognitions: z
    .array(
      z.strictObject({
        level: z.enum(codesOf(recognitionLevels)),
        decision: textSchema(120),
        on: dateSchema.optional(),
      }),
    )
    .max(10)
    .optional(),
  sources: z.array(textSchema(300)).max(20).optional(),
  rights: z.strictObject({
    statement: z.enum(codesOf(rightsStatements)),
    /** Institution or community, never a person. */
    holder: textSchema(200).optional(),
  }),
  consent: consentSchema,
};

/** The name that the commune had on the day of the transaction. */
const placeSchema = z.strictObject({ commune: communeCodeSchema, name: z.string() });
export const takedownSchema = z.strictObject({ ground: z.enum(codesOf(takedownGrounds)), at: instantSchema });
export type Takedown = z.infer<typeof takedownSchema>;

const shownItemSchema = z.strictObject({
  ...described,
  steward: idSchema,
  places: z.array(placeSchema).min(1),
  updateReason: textSchema(500).optional(),
  /** Restricted record of the same item, before its community agreed. */
  replaces: idSchema.optional(),
});
/** What is left of an item that was taken down. */
const takenDownItemSchema = z.strictObject({
  kind: z.enum(codesOf(heritageKinds)),
  steward: idSchema,
  takedown: takedownSchema,
});
export const itemBodySchema = z.union([shownItemSchema, takenDownItemSchema]);
export type ItemBody = z.infer<typeof shownItemSchema>;
export type TakenDownItemBody = z.infer<typeof takenDownItemSchema>;

const request = { requestId: idSchema, id: idSchema };
export const registerItemSchema = z.strictObject({ ...request, ...described, replaces: idSchema.optional() });
export type RegisterItem = z.infer<typeof registerItemSchema>;
/** `id` is the item: its whole description anew. */
export const updateItemSchema = z.strictObject({ ...request, ...described, reason: textSchema(500) });
export type UpdateItem = z.infer<typeof updateItemSchema>;
export type ItemDescription = Omit<RegisterItem, 'requestId' | 'id' | 'replaces'>;

const restricted = {
  consent: z.enum(codesOf(consentLevels)).refine((level) => isRestricted(level), 'consent-public'),
  /** Of the fields that the steward keeps (proof's `commitFields`). */
  commitment: digestSchema,
};
const isRestricted = (level: ConsentLevel): boolean => restrictedConsents.some((one) => one === level);

/** An item that is not to be shown: the ledger gets its kind, what the community allows, and a commitment to the rest. */
export const commitItemSchema = z.strictObject({ ...request, kind: z.enum(codesOf(heritageKinds)), ...restricted });
export type CommitItem = z.infer<typeof commitItemSchema>;
/** `id` is the restricted record: other contents, or another level. */
export const recommitItemSchema = z.strictObject({ ...request, ...restricted });
export type RecommitItem = z.infer<typeof recommitItemSchema>;

/** `id` is an item, a medium or a restricted record. */
export const takeDownSchema = z.strictObject({ ...request, ground: z.enum(codesOf(takedownGrounds)) });
export type TakeDown = z.infer<typeof takeDownSchema>;
