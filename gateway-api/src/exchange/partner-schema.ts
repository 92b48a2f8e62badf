import { exchangeScopes, idSchema } from '@daunguon/records';
import { z } from 'zod';

const text = (most: number) => z.string().trim().min(1).max(most);
/** A host name with its port where that is not 443; no scheme, no path. */
const hostSchema = z.string().regex(/^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(?::\d{1,5})?$/);

const fields = z.strictObject({
  name: text(120),
  /** The article, decision or agreement by which data is shared (Decree 278/2025, a data-sharing agreement …). */
  legalBasis: text(500),
  scopes: z.array(z.enum(exchangeScopes)).min(1),
  /** Hosts to which webhooks may go; none: no webhooks. */
  hosts: z.array(hostSchema).max(20).default([]),
  perMinute: z.int().min(1).max(6000),
  perDay: z.int().min(1).max(10_000_000),
  /** Only records of this unit are told: for a unit that asks about itself, and for a sandbox. */
  unit: idSchema.optional(),
  /** A key to try things with: it sees its sandbox unit, and every answer says so. */
  sandbox: z.boolean().default(false),
});
/** A sharing system, as an administrator makes it. */
export const partnerSchema = fields.superRefine(({ sandbox, unit, scopes: given }, context) => {
  const wrong = (path: string): void => context.addIssue({ code: 'custom', path: [path] });
  if (sandbox && unit === undefined) wrong('unit');
  // Events are not told apart by unit: who is to see one unit alone gets none.
  if (unit !== undefined && given.includes('epcis:subscribe')) wrong('scopes');
});
export type NewPartner = z.infer<typeof partnerSchema>;

const instant = z.iso.datetime();
const count = z.int().min(0);
export const partnerViewSchema = z.strictObject({
  ...{ id: z.string(), name: z.string(), legalBasis: z.string(), scopes: z.array(z.enum(exchangeScopes)) },
  ...{ hosts: z.array(z.string()), perMinute: count, perDay: count, unit: z.string().optional(), sandbox: z.boolean() },
  ...{ createdAt: instant, revokedAt: instant.optional() },
  /** Requests of this day, in Vietnam's time. */
  today: count,
});
export const partnersSchema = z.strictObject({ items: z.array(partnerViewSchema) });
/** The key is told this once. */
export const partnerKeySchema = z.strictObject({ id: z.string(), key: z.string() });
export const partnerReadsSchema = z.strictObject({
  items: z.array(
    z.strictObject({ at: instant, kind: z.enum(['request', 'delivery']), what: z.string(), rows: count.nullable() }),
  ),
  next: z.string().optional(),
});
