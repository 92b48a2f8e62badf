import type { z } from 'zod';
import { DomainError, type FieldError } from './domain-error.ts';
import { fieldProblems } from './field-problems.ts';

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Codes of zod's own checks; a schema's own checks carry their code as the message. */
const codeOf = (issue: z.core.$ZodIssue): string => {
  if (Object.hasOwn(fieldProblems, issue.message)) return issue.message;
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'missing' : 'wrong-type';
  if (issue.code === 'too_small') return 'too-small';
  if (issue.code === 'too_big') return 'too-large';
  return 'not-allowed';
};

const fieldErrors = (issues: readonly z.core.$ZodIssue[]): FieldError[] =>
  issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ pointer: pointerOf([...issue.path, key]), detail: 'unknown-field' }))
      : [{ pointer: pointerOf(issue.path), detail: codeOf(issue) }],
  );

/** The command, or a DomainError `registry/invalid-command` that names every wrong field by its pointer. */
export const parseCommand = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> => {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw new DomainError('registry/invalid-command', '', fieldErrors(result.error.issues));
};
