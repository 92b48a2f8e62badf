import type { ExchangeScope } from '@daunguon/records';
import type { Request, Response } from 'express';
import { HttpProblem } from '../http/http-problem.ts';
import { isAccessToken, type AccessTokens } from './access-tokens.ts';
import { isPartnerKey, type Partner, type PartnerStore } from './partner-store.ts';

/** A request that a partner may make and that its quota paid for. */
export interface Visit {
  readonly partner: Partner;
  /** How many rows the answer has; stands in the log. */
  done(rows: number): void;
}
/**
 * Lets a partner in by `Authorization: Bearer` and its key (`dnp_…`) or an access token (`dnt_…`). `what` stands in the log: written from the parameters that the route knows, so that
 * nothing else a caller puts into an address gets there.
 */
export type PartnerDoor = (
  request: Request,
  response: Response,
  scope: ExchangeScope | undefined,
  what: string,
) => Visit;

const keyIn = (request: Pick<Request, 'get'>): string =>
  /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
/** Whether a request comes from a sharing system, by its key, rather than from a person. */
export const carriesPartnerKey = (request: Pick<Request, 'get'>): boolean => {
  const key = keyIn(request);
  return isPartnerKey(key) || isAccessToken(key);
};

export const partnerDoor =
  (partners: PartnerStore, tokens: Pick<AccessTokens, 'partnerOf'>, now: () => number): PartnerDoor =>
  (request, response, scope, what) => {
    const key = keyIn(request);
    const partner = isPartnerKey(key)
      ? partners.withKey(key)
      : isAccessToken(key)
        ? tokens.partnerOf(key, now())
        : undefined;
    if (partner === undefined) throw new HttpProblem('auth/token-refused', '', { 'WWW-Authenticate': 'Bearer' });
    if (scope !== undefined && !partner.scopes.includes(scope)) throw new HttpProblem('auth/key-scope', scope);
    const turn = partners.take(partner, what, now());
    if ('wait' in turn) throw new HttpProblem('exchange/quota-exceeded', '', { 'Retry-After': String(turn.wait) });
    response.set('Cache-Control', 'no-store');
    if (partner.sandbox) response.set('DN-Sandbox', '?1');
    return { partner, done: (rows) => partners.answered(turn.seq, rows) };
  };
