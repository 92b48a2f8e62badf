import { z } from 'zod';
import { DomainError } from '../../domain-error.ts';
import { idSchema, textSchema } from '../../schema-parts.ts';
import { hexDigestSchema } from './health.ts';

/** Somebody who holds the paper of a code says that another account has claimed it. */
export const disputeClaimSchema = z.strictObject({
  requestId: idSchema,
  /** Code of the patient. */
  id: idSchema,
  secret: hexDigestSchema,
  as: z.enum(['patient', 'guardian']),
});
export type DisputeClaim = z.infer<typeof disputeClaimSchema>;
/** `id` is the dispute. `upheld`: the code goes to who disputed it; what the other account agreed to is withdrawn. */
export const reviewClaimSchema = z.strictObject({
  requestId: idSchema,
  id: idSchema,
  verdict: z.enum(['upheld', 'rejected']),
  note: textSchema(500).optional(),
});
export type ReviewClaim = z.infer<typeof reviewClaimSchema>;

/** A claim that was made with a printed secret. */
export interface ClaimMade {
  /** SHA-256 of the secret that it was made with. */
  readonly digest: string;
  /** Blinded account. */
  readonly by: string;
  readonly at: string;
  /** Facility that printed the secret. */
  readonly printedBy: string;
}
export interface ClaimDispute {
  readonly id: string;
  readonly patient: string;
  readonly claim: ClaimMade;
  /** Blinded account of who disputes, and as what they speak. */
  readonly by: string;
  readonly as: DisputeClaim['as'];
  readonly at: string;
  readonly review?: { readonly verdict: ReviewClaim['verdict']; readonly note?: string; readonly at: string };
}

/** Decided once, by nobody who has one of the two accounts. */
export const reviewClaim = (
  dispute: ClaimDispute,
  { verdict, note }: Pick<ReviewClaim, 'verdict' | 'note'>,
  reviewer: string,
  at: string,
): ClaimDispute => {
  if ([dispute.by, dispute.claim.by].includes(reviewer)) throw new DomainError('health/own-review', dispute.id);
  if (dispute.review !== undefined) throw new DomainError('health/reviewed', dispute.id);
  return { ...dispute, review: { verdict, at, ...(note === undefined ? {} : { note }) } };
};
