import type { z } from 'zod';
import { DomainError, type FieldError } from './domain-error.ts';

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const fieldErrors = (issues: readonly z.core.$ZodIssue[]): FieldError[] =>
  issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ pointer: pointerOf([...issue.path, key]), detail: 'unknown-field' }))
      : [{ pointer: pointerOf(issue.path), detail: issue.message }],
  );

/** The command, or a DomainError `registry/invalid-command` that names every wrong field by its pointer. */
export const parseCommand = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new DomainError('registry/invalid-command', undefined, fieldErrors(result.error.issues));
};
