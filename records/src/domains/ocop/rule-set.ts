import { z } from 'zod';
import { DomainError } from '../../domain-error.ts';
import { firstVersion, type LedgerEntry, type Outcome } from '../../outcome.ts';
import { recordKey, type Actor, type RecordState } from '../../record-state.ts';
import { dateSchema, idSchema, textSchema } from '../../schema-parts.ts';
import { vietnamDate } from '../../vietnam-date.ts';
import { ownerKey, requireFreeId } from '../registry/registry-rules.ts';
import { requireRegistrar } from '../registry/unit-standing.ts';

/** OCOP belongs to the agriculture department: its registrars keep the council's papers and record the decisions. */
export const ocopOwner = 'AgriMSP';

const points = z.int().min(0).max(100);
const bandSchema = z.strictObject({ stars: z.int().min(1).max(5), from: points });
export type Band = z.infer<typeof bandSchema>;

const falling = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || value < (values[index - 1] ?? value));

const ratingRules = {
  /** First day on which these rules hold, in Việt Nam. */
  from: dateSchema,
  /** Most points of each part: A product and community, B marketing, C quality. */
  weights: z
    .strictObject({ a: points, b: points, c: points })
    .refine(({ a, b, c }) => a + b + c === 100, 'rating-weights'),
  /** Best first: a band begins at its points and ends below the band before it. Below the last there are no stars. */
  bands: z
    .array(bandSchema)
    .min(1)
    .max(5)
    .refine(
      (bands) => falling(bands.map(({ stars }) => stars)) && falling(bands.map(({ from }) => from)),
      'rating-bands',
    ),
  /** So many stars and more are the ministry's to give. */
  nationalStars: z.int().min(1).max(6),
  /** How the members' totals become one. */
  combine: z.enum(['mean', 'median']),
  /** Fewest score sheets of a council. */
  minMembers: z.int().min(3).max(30),
  validityMonths: z.int().min(1).max(120),
  /** Days before the end on which the holder is told. */
  noticeDays: z.int().min(1).max(365),
  decision: textSchema(200),
};
/** How products are rated from a day on: a rule set is never changed, a later one follows it. */
export const ratingRulesBodySchema = z.strictObject(ratingRules);
export type RatingRulesBody = z.infer<typeof ratingRulesBodySchema>;
export const setRatingRulesSchema = z.strictObject({ requestId: idSchema, id: idSchema, ...ratingRules });
export type SetRatingRules = z.infer<typeof setRatingRulesSchema>;

/** Days from which rule sets hold, in their order, under one ledger key. */
export type DatedRatingRules = readonly { readonly record: string; readonly from: string }[];
export const ratingRulesKey = 'a/ocop/rules';

export const requireOcopOffice = (actor: Actor): void => {
  requireRegistrar(actor);
  if (actor.msp !== ocopOwner) throw new DomainError('registry/other-organisation', actor.msp);
};

/** Written by whatever creates an owned key, so that nobody creates one without the owner's peer (ADR 8). */
export const byOcopOwner: LedgerEntry = { key: ownerKey(ocopOwner), value: ocopOwner };

/** Rules hold from today or a later day on: what was rated before is not rated anew. Only the first may be older than the ledger. */
export const setRatingRules = (
  current: { existing: RecordState | undefined; dated: DatedRatingRules | undefined },
  { requestId: _, id, ...body }: SetRatingRules,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireOcopOffice(actor);
  requireFreeId(current.existing);
  const { from } = body;
  const before = current.dated ?? [];
  if (before.length > 0 && from < vietnamDate(txTime)) throw new DomainError('ocop/rules-in-past', from);
  const same = before.find((rules) => rules.from === from);
  if (same !== undefined) throw new DomainError('ocop/rules-of-day-exist', `${from}: ${same.record}`);
  const dated = [...before, { record: id, from }].sort((a, b) => (a.from < b.from ? -1 : 1));
  return {
    next: [firstVersion({ id, type: 'ocop/rules', owner: id, body })],
    entries: [{ key: ratingRulesKey, value: dated }, byOcopOwner],
    event: 'RatingRulesSet',
    owned: [recordKey(id), ...(current.dated === undefined ? [ratingRulesKey] : [])].map((key) => ({
      key,
      msp: ocopOwner,
    })),
  };
};

/** The rule set that holds on the day of the transaction. */
export const rulesRecordAt = (dated: DatedRatingRules | undefined, txTime: string): string => {
  const today = vietnamDate(txTime);
  const rules = (dated ?? []).findLast(({ from }) => from <= today);
  if (rules === undefined) throw new DomainError('ocop/no-rules', today);
  return rules.record;
};
