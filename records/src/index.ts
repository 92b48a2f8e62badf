/** What is recorded: schemas, types, pure rules, problem codes. */
export * from './data/communes.ts';
export * from './domain-error.ts';
export * from './domain-slug.ts';
export { domains } from './domains.ts';
export * from './domains/origin/origin.ts';
export * from './domains/registry/registry.ts';
export { parseCommand } from './parse-command.ts';
export type { Problem } from './problem.ts';
export { problems, type ProblemCode } from './problems.ts';
export * from './record-state.ts';
export * from './schema-parts.ts';
export { gramsOf, weightKgOf } from './weight.ts';
