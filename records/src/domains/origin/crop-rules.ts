import { z } from 'zod';
import { DomainError } from '../../domain-error.ts';
import { firstVersion, type Outcome } from '../../outcome.ts';
import { recordKey, type Actor, type RecordState } from '../../record-state.ts';
import { cropSchema, dateSchema, idSchema, textSchema } from '../../schema-parts.ts';
import { grantingOrganisations, requireFreeId } from '../registry/registry-rules.ts';
import { requireRegistrar } from '../registry/unit-standing.ts';
import { vietnamDate } from '../../vietnam-date.ts';

const cropRules = {
  crop: cropSchema,
  /** First day on which these rules hold, in Việt Nam. */
  from: dateSchema,
  /** Most that packing or processing gives of what enters, by weight: dried pepper 35, husked coffee 20. */
  yieldPercent: z.int().min(1).max(100),
  /** What scales and moisture may add to that. */
  tolerancePercent: z.int().min(0).max(20),
  decision: textSchema(200).optional(),
};
/** Yield and tolerance of one crop from a day on: a rule set is never changed, a later one follows it. */
export const cropRulesBodySchema = z.strictObject(cropRules);
export type CropRulesBody = z.infer<typeof cropRulesBodySchema>;
export const setCropRulesSchema = z.strictObject({ requestId: idSchema, id: idSchema, ...cropRules });
export type SetCropRules = z.infer<typeof setCropRulesSchema>;

/** A crop's rule sets in the order of their days, in one ledger key, so that packing costs one read. */
export type DatedRules = readonly (Pick<CropRulesBody, 'from' | 'yieldPercent' | 'tolerancePercent'> & {
  readonly record: string;
})[];
export const cropRulesKey = (crop: string): string => `a/crop/${crop}`;

/** The agriculture department sets rules from today or a later day on: what was packed before is not judged anew. */
export const setCropRules = (
  current: { existing: RecordState | undefined; dated: DatedRules | undefined },
  { requestId: _, id, ...body }: SetCropRules,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireRegistrar(actor);
  if (!grantingOrganisations['origin:pack'].includes(actor.msp)) {
    throw new DomainError('registry/other-organisation', actor.msp);
  }
  requireFreeId(current.existing);
  const { crop, from, yieldPercent, tolerancePercent } = body;
  if (from < vietnamDate(txTime)) throw new DomainError('origin/rules-in-past', from);
  const before = current.dated ?? [];
  const same = before.find((rules) => rules.from === from);
  if (same !== undefined) throw new DomainError('origin/rules-of-day-exist', `${from}: ${same.record}`);
  const dated = [...before, { record: id, from, yieldPercent, tolerancePercent }];
  const key = cropRulesKey(crop);
  return {
    next: [firstVersion({ id, type: 'origin/crop-rules', owner: id, body })],
    entries: [{ key, value: dated.sort((a, b) => (a.from < b.from ? -1 : 1)) }],
    event: 'CropRulesSet',
    owned: [recordKey(id), ...(current.dated === undefined ? [key] : [])].map((owned) => ({
      key: owned,
      msp: actor.msp,
    })),
  };
};

const rulesOn = (dated: DatedRules | undefined, txTime: string): DatedRules[number] | undefined => {
  const today = vietnamDate(txTime);
  return (dated ?? []).findLast(({ from }) => from <= today);
};

/** By how much two scales may differ, in grams of a weight; without a rule set not at all. */
export const toleranceGrams = (grams: number, dated: DatedRules | undefined, txTime: string): number =>
  Math.floor((grams * (rulesOn(dated, txTime)?.tolerancePercent ?? 0)) / 100);

/** The most that may come of `grams` of a crop at this time, and the rule set that says so; without one, no more than enters. */
export const mostOf = (
  grams: number,
  dated: DatedRules | undefined,
  txTime: string,
): { grams: number; rules?: string } => {
  const rules = rulesOn(dated, txTime);
  if (rules === undefined) return { grams };
  const { record, yieldPercent, tolerancePercent } = rules;
  return { grams: Math.floor((grams * yieldPercent * (100 + tolerancePercent)) / 10_000), rules: record };
};
