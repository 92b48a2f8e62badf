import type { RequestHandler } from 'express';
import type { Health } from './operations-routes.ts';

/**
 * `DN-Index: block=12, lag=0` on every answer that reads the index (RFC 9651 dictionary): its last block, and for how many seconds it has been
 * behind the ledger. A page never shows a number without saying as of when.
 */
export const indexHeader =
  ({ position, lagSeconds }: Pick<Health, 'position' | 'lagSeconds'>): RequestHandler =>
  (request, response, next) => {
    if (request.method === 'GET') response.set('DN-Index', `block=${position()}, lag=${lagSeconds()}`);
    next();
  };
