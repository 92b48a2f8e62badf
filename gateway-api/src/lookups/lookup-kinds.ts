import { communeCodeSchema, taxCodeSchema } from '@daunguon/records';
import { z } from 'zod';

const text = (most: number) => z.string().trim().min(1).max(most);

/** What is asked of other registers: by which key, and what comes back. No answer names a person. */
export const lookupKinds = {
  /** Enterprises by tax code, as the business register has them. */
  enterprise: {
    key: taxCodeSchema,
    found: z.strictObject({
      ...{ taxCode: taxCodeSchema, name: text(200), address: text(300).optional() },
      status: z.enum(['active', 'suspended', 'dissolved']),
    }),
  },
  /** Farm households by the code of the register: that there is one, and in which commune. */
  household: {
    key: z.string().regex(/^[0-9A-Z-]{6,20}$/, 'not-allowed'),
    found: z.strictObject({ code: z.string(), commune: communeCodeSchema, farms: z.boolean() }),
  },
  /** Land parcels as `commune/sheet/parcel`: area and purpose, not whose. */
  'land-parcel': {
    key: z.string().regex(/^\d{5}\/\d{1,4}\/\d{1,5}$/, 'not-allowed'),
    found: z.strictObject({
      ...{ parcel: z.string(), commune: communeCodeSchema, areaM2: z.int().min(1), purpose: text(60) },
    }),
  },
} as const satisfies Record<string, { key: z.ZodType<string>; found: z.ZodType }>;

export type LookupKind = keyof typeof lookupKinds;
export const lookupNames = Object.keys(lookupKinds) as readonly LookupKind[];
export const isLookupKind = (text: string): text is LookupKind => Object.hasOwn(lookupKinds, text);

/** A register that can be asked: over the province's platform, once it is connected; over a file meanwhile. */
export interface LookupPort {
  /** Whose data it is, and of when. `sample`: made up, to try with. */
  readonly about: { readonly source: string; readonly asOf: string; readonly sample: boolean };
  /** By its key in normal form; undefined where the register has none. */
  find(key: string): Promise<object | undefined>;
}
export type LookupPorts = Readonly<Partial<Record<LookupKind, LookupPort>>>;
