import { isId } from '@daunguon/proof';
import { actBodySchema, credentialKinds, recordStatuses } from '@daunguon/records';
import { z } from 'zod';

const id = z.string().refine(isId, 'id');
const day = z.iso.date();
const act = actBodySchema.extend({ version: z.int().min(2) });

/** One credential of the person who is signed in, as the ledger knows it: nothing of its contents. */
const held = z.strictObject({
  id,
  kind: z.enum(credentialKinds),
  month: z.string(),
  status: z.enum(recordStatuses),
  unit: z.strictObject({ id, name: z.string() }),
  acts: z.array(act),
  /** The id of what replaced it. */
  successor: id.optional(),
  /** Whether this server can open it for its holder; else its unit can. */
  opens: z.boolean(),
  /** A law wants its register kept, so that erasure will be refused. */
  mustBeKept: z.boolean(),
  erasure: z.strictObject({ askedOn: day, answered: z.boolean() }).optional(),
});
export type HeldCredential = z.infer<typeof held>;
export const heldSchema = z.strictObject({ items: z.array(held) });

export const holderIdSchema = z.strictObject({ id });
/** Without an id all links of the person are renewed. */
export const recoverSchema = z.strictObject({ id: id.optional() });
/** Base64 of the key that opens what is sealed under a commitment. */
export const openedKeysSchema = z.strictObject({
  id,
  keys: z.array(z.strictObject({ commitment: z.string(), key: z.base64() })),
});
export const erasureAskedSchema = z.strictObject({ askedOn: day, mustBeKept: z.boolean() });
export const erasureRequestsSchema = z.strictObject({
  items: z.array(
    held.pick({ id: true, kind: true, month: true, status: true, mustBeKept: true }).extend({ askedOn: day }),
  ),
});
