import { z } from 'zod';
import { dateSchema, idSchema, instantSchema, textSchema } from '../../schema-parts.ts';

/**
 * How a code is written. Several ways are in use at once and none is law, so a code is kept as printed beside its scheme:
 * `export` as the importing country lists it (VN-DNOR-0269), `province` with crop and market (75-PUC-SR-00001-CHN), `administrative` by
 * province, district and commune.
 */
export const siteSchemes = ['export', 'province', 'administrative', 'other'] as const;
export type SiteScheme = (typeof siteSchemes)[number];

/** Code of a growing area (PUC) or packing house (PHC), as printed; compared in the form of `normaliseSiteCode`. */
export const siteCodeSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 .\-/]{2,38}[A-Za-z0-9]$/, 'puc');

/** A code in the form in which two are compared: upper case, separators as one hyphen. */
export const normaliseSiteCode = (code: string): string => code.toUpperCase().replaceAll(/[ .\-/]+/g, '-');

const forms: readonly (readonly [SiteScheme, RegExp])[] = [
  ['province', /^\d{2}-(PUC|PHC)-[A-Z]{2}-\d{5}(-[A-Z]{3})?$/],
  ['export', /^VN-[A-Z]{2,8}-\d{2,5}$/],
  ['administrative', /^VN-\d{2}(-\d{2,5}){2,3}$/],
];
/** The scheme that a code has the form of. */
export const schemeOf = (code: string): SiteScheme =>
  forms.find(([, form]) => form.test(normaliseSiteCode(code)))?.[0] ?? 'other';

/** ISO 3166-1 alpha-3. */
export const marketSchema = z.string().regex(/^[A-Z]{3}$/, 'market');

/** What an importing country says of a growing area or packing house. */
export const marketStatuses = ['applied', 'approved', 'suspended', 'revoked'] as const;
const marketStanding = {
  market: marketSchema,
  status: z.enum(marketStatuses),
  /** First day on which it holds. */
  from: dateSchema,
  inspectedOn: dateSchema.optional(),
  nextInspectionOn: dateSchema.optional(),
};
export const marketStandingSchema = z.strictObject({ ...marketStanding, reason: textSchema(500).optional() });
export type MarketStanding = z.infer<typeof marketStandingSchema>;

/** Parts that growing areas and packing houses share. */
export const siteBody = {
  scheme: z.enum(siteSchemes),
  /** Codes that it had before, oldest first; none of them is given to another. */
  formerCodes: z
    .array(
      z.strictObject({
        scheme: z.enum(siteSchemes),
        code: siteCodeSchema,
        until: instantSchema,
        reason: textSchema(500),
      }),
    )
    .optional(),
  /** One entry a market, the newest; earlier ones stand in the earlier versions. */
  markets: z.array(marketStandingSchema).max(60).optional(),
  /** Certificates that were issued for it, whatever has become of them. */
  certificates: z.array(idSchema).max(50).optional(),
  /** Why this version exists. */
  change: z.strictObject({ reason: textSchema(500), at: instantSchema }).optional(),
};

const change = { requestId: idSchema, id: idSchema, reason: textSchema(500) };

/** `id` is a growing area or a packing house. */
export const replaceSiteCodeSchema = z.strictObject({
  ...change,
  code: siteCodeSchema,
  scheme: z.enum(siteSchemes).optional(),
});
export type ReplaceSiteCode = z.infer<typeof replaceSiteCodeSchema>;

/** `id` is a growing area or a packing house. */
export const setSiteMarketSchema = z.strictObject({ ...change, ...marketStanding });
export type SetSiteMarket = z.infer<typeof setSiteMarketSchema>;

/** The standing of a growing area or packing house as a whole; `revoked` is final. */
export const setSiteStandingSchema = z.strictObject({
  ...change,
  standing: z.enum(['active', 'suspended', 'revoked']),
});
export type SetSiteStanding = z.infer<typeof setSiteStandingSchema>;
