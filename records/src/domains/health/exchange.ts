import { z } from 'zod';
import { DomainError } from '../../domain-error.ts';
import type { ProblemCode } from '../../problems.ts';
import { idSchema } from '../../schema-parts.ts';
import { consentPurposes, dataClasses } from './consent-terms.ts';

export const exchangeDays = 7;
export const maxJweCharacters = 30_000_000;

/** One field with what shows it alone (proof's `encodeDisclosure`); proven against the commitment on the ledger. */
export const shownFieldsSchema = z.strictObject({
  disclosure: z.literal('daunguon-fields/1'),
  id: idSchema,
  count: z.int().min(1).max(65_535),
  fields: z
    .array(z.tuple([z.string(), z.unknown(), z.string(), z.int().min(0), z.array(z.string()).max(16)]))
    .min(1)
    .max(3),
});

/** A bundle for another facility. Who has the record shows its field `/facility`: the gateway keeps no list of whose is what. */
export const sendBundleSchema = z.strictObject({
  requestId: idSchema,
  id: idSchema,
  record: idSchema,
  to: idSchema,
  patient: idSchema,
  purpose: z.enum(consentPurposes),
  classes: z.array(z.enum(dataClasses)).min(1),
  consent: idSchema.optional(),
  breakGlass: idSchema.optional(),
  shown: shownFieldsSchema,
  /** Compact JWE (RFC 7516), ECDH-ES to the receiver's registered key, A256GCM; `kid` names the key, `dn` this exchange. */
  jwe: z.string().min(1).max(maxJweCharacters),
});
export type SendBundle = z.infer<typeof sendBundleSchema>;
/** The same request id may come again until it is acknowledged; another finds the bundle gone. */
export const pickUpSchema = z.strictObject({ requestId: idSchema, id: idSchema });
export const acknowledgeSchema = z.strictObject({
  requestId: idSchema,
  id: idSchema,
  /** Which digest the receiver found. */
  match: z.enum(['exact', 'canonical', 'none']),
});

export interface ExchangeState {
  readonly id: string;
  readonly to: string;
  readonly at: string;
  /** Request id of the one pick-up. */
  readonly pickedUpBy?: string;
  readonly acknowledged: boolean;
  /** Why the pick-up was refused: the consent was withdrawn since, or ended. For good. */
  readonly refused?: ProblemCode;
}

export const exchangeEnds = ({ at }: Pick<ExchangeState, 'at'>): string =>
  new Date(Date.parse(at) + exchangeDays * 86_400_000).toISOString();

/** @throws DomainError: not for this facility (as if there were none), picked up, or too old. */
export const requirePickUp = (
  exchange: ExchangeState | undefined,
  { id, unit, requestId }: { readonly id: string; readonly unit: string; readonly requestId: string },
  now: string,
): ExchangeState => {
  if (exchange === undefined || exchange.to !== unit) throw new DomainError('health/exchange-not-found', id);
  if (exchange.acknowledged || (exchange.pickedUpBy !== undefined && exchange.pickedUpBy !== requestId)) {
    throw new DomainError('health/picked-up', id);
  }
  if (exchange.refused !== undefined) throw new DomainError(exchange.refused, id);
  if (exchangeEnds(exchange) <= now) throw new DomainError('health/exchange-expired', id);
  return exchange;
};

/** Fields of the receipt in the order of its commitment: proof for both facilities and the patient that it was handed over. */
export const receiptFields = (receipt: {
  readonly exchange: string;
  readonly record: string;
  readonly from: string;
  readonly to: string;
  readonly patient: string;
  readonly purpose: string;
  readonly consent: string | null;
  readonly breakGlass: string | null;
  readonly jweDigest: string;
  readonly match: string;
  readonly at: string;
}): (readonly [string, string | null])[] => [
  ['/kind', 'exchange-receipt'],
  ...Object.entries(receipt).map(([name, value]): readonly [string, string | null] => [`/${name}`, value]),
];
