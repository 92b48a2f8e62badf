import { carbonProblems } from './domains/carbon/carbon-problems.ts';
import { credentialProblems } from './domains/credential/credential-problems.ts';
import { healthProblems } from './domains/health/health-problems.ts';
import { heritageProblems } from './domains/heritage/heritage-problems.ts';
import { ocopProblems } from './domains/ocop/ocop-problems.ts';
import { originProblems } from './domains/origin/origin-problems.ts';
import { registryProblems } from './domains/registry/registry-problems.ts';

/** Every refusal the ledger can give, by code. */
export const problems = {
  ...registryProblems,
  ...originProblems,
  ...ocopProblems,
  ...credentialProblems,
  ...carbonProblems,
  ...healthProblems,
  ...heritageProblems,
} as const;
export type ProblemCode = keyof typeof problems;
