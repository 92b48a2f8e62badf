import type { Request, Response } from 'express';
import { HttpProblem } from '../http/http-problem.ts';

const most = 1000;

/** `perPage` (30 unless said, at most 1,000) and `nextPageToken` of a request. */
export const pageOf = (request: Request): { readonly perPage: number; readonly token?: string } => {
  const { perPage, nextPageToken } = request.query;
  const wanted = perPage === undefined ? 30 : Number(perPage);
  if (!Number.isInteger(wanted) || wanted < 1) throw new HttpProblem('epcis/invalid-query', 'perPage');
  if (nextPageToken !== undefined && typeof nextPageToken !== 'string')
    throw new HttpProblem('epcis/invalid-query', 'nextPageToken');
  return { perPage: Math.min(wanted, most), ...(nextPageToken === undefined ? {} : { token: nextPageToken }) };
};

/** `Link: <…>; rel="next"` (RFC 8288): the same request with the token of the next page. Absent on the last one. */
export const nextLink = (request: Request, response: Response, token: string | undefined): void => {
  if (token === undefined) return;
  const url = new URL(request.originalUrl, 'http://localhost');
  url.searchParams.set('nextPageToken', token);
  response.set('Link', `<${url.pathname}${url.search}>; rel="next"`);
};
