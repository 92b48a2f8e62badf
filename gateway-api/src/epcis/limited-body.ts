import type { RequestHandler } from 'express';
import { HttpProblem } from '../http/http-problem.ts';
import { readLimited } from '../http/limited-body.ts';

/**
 * Reads a body of at most `limit` bytes into `request.body`. What is longer is refused as soon as that is known, by its announced length or
 * by what has come: the rest is thrown away unread, and soon the connection with it.
 */
export const limitedBody =
  (limit: number): RequestHandler =>
  async (request, _response, next) => {
    request.body = await readLimited(request, limit, () => new HttpProblem('http/body-too-large', `${limit}`));
    next();
  };
