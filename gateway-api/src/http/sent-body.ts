import type { Request } from 'express';
import { parseCommand } from '@daunguon/records';
import type { z } from 'zod';
import { parseJson } from './parse-json.ts';

/** The JSON of a raw request body by its schema. @throws DomainError that names every wrong field */
export const sent = <Schema extends z.ZodType>(schema: Schema, { body: raw }: Request): z.infer<Schema> =>
  parseCommand(schema, parseJson(Buffer.isBuffer(raw) ? raw : Buffer.alloc(0)));
