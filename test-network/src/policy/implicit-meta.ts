export type ImplicitRule = 'ANY' | 'ALL' | 'MAJORITY';

/** How many of `count` sub-groups must agree (common/policies/implicitmeta.go): MAJORITY is floor(n/2)+1 over all of them. */
export const implicitThreshold = (rule: ImplicitRule, count: number): number => {
  if (count === 0) return 0;
  if (rule === 'ANY') return 1;
  return rule === 'ALL' ? count : Math.floor(count / 2) + 1;
};
