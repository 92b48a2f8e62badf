import type { FormIds } from '../../form/typed-values.ts';
import { textInput, wholeInput } from '../../format/field-input.ts';

/** The form of a rule set as people type it. */
export type RulesForm = {
  readonly from: string;
  /** Most points of each part. */
  readonly a: string;
  readonly b: string;
  readonly c: string;
  /** Points from which so many stars are given. */
  readonly five: string;
  readonly four: string;
  readonly three: string;
  readonly nationalStars: string;
  readonly combine: string;
  readonly minMembers: string;
  readonly validityMonths: string;
  readonly noticeDays: string;
  readonly decision: string;
};

/** The command of what was typed. A number left blank stays a blank, which the ledger's schema refuses by its name: it is never a zero. */
export const rulesCommand = ({ from, combine, decision, ...typed }: RulesForm, { id }: Pick<FormIds, 'id'>) => ({
  ...{ id, from, combine, decision: textInput(decision) },
  weights: { a: wholeInput(typed.a), b: wholeInput(typed.b), c: wholeInput(typed.c) },
  bands: [
    { stars: 5, from: wholeInput(typed.five) },
    { stars: 4, from: wholeInput(typed.four) },
    { stars: 3, from: wholeInput(typed.three) },
  ],
  nationalStars: wholeInput(typed.nationalStars),
  minMembers: wholeInput(typed.minMembers),
  validityMonths: wholeInput(typed.validityMonths),
  noticeDays: wholeInput(typed.noticeDays),
});
