import { describe, expect, test } from '@jest/globals';
import { setRatingRulesSchema } from '@daunguon/records';
import { rulesCommand, type RulesForm } from './rules-command.ts';

const form: RulesForm = {
  ...{ from: '2027-01-01', combine: 'mean' },
  ...{ a: '40', b: '25', c: '35', five: '90', four: '70', three: '50', nationalStars: '5', minMembers: '3' },
  ...{ validityMonths: '36', noticeDays: '30', decision: ' 148/QĐ-TTg ' },
};
const id = `0${'S'.repeat(25)}`;
const commandOf = (values: RulesForm) => ({ requestId: `0${'R'.repeat(25)}`, ...rulesCommand(values, { id }) });
/** Fields that the ledger's schema refuses. */
const wrong = (typed: Partial<RulesForm>): string[] => {
  const { error } = setRatingRulesSchema.safeParse(commandOf({ ...form, ...typed }));
  return (error?.issues ?? []).map(({ path }) => path.join('/'));
};

describe('rules of rating', () => {
  test('are the command of what was typed', () => {
    expect(setRatingRulesSchema.parse(commandOf(form))).toMatchObject({
      ...{ weights: { a: 40, b: 25, c: 35 }, decision: '148/QĐ-TTg', noticeDays: 30 },
      bands: [
        { stars: 5, from: 90 },
        { stars: 4, from: 70 },
        { stars: 3, from: 50 },
      ],
    });
  });

  // With parts of 60 and 40 points a zero for the third would pass, as would a last band from 0.
  test.each<[string, Partial<RulesForm>]>([
    ['weights/c', { a: '60', b: '40', c: '' }],
    ['bands/2/from', { three: ' ' }],
    ['nationalStars', { nationalStars: '' }],
    ['minMembers', { minMembers: '' }],
    ['validityMonths', { validityMonths: '' }],
    ['noticeDays', { noticeDays: '' }],
    ['weights/a', { a: '39,5' }],
  ])('left blank or no whole number, %s is refused by its name', (field, typed) => {
    expect(wrong(typed)).toEqual([field]);
  });
});
