import type { Request } from 'express';
import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { HttpProblem } from '../http/http-problem.ts';
import { levelIn, type AmrLevel } from './assurance-level.ts';

export interface SignedIn {
  readonly issuer: string;
  readonly subject: string;
  readonly token: string;
  /** How well the person signed in, where the issuer says so (OpenID Connect Core §2, `acr` or `amr`; RFC 9068 §2.2.1). */
  readonly acr?: string;
}
/** The person behind a request: bearer token (RFC 6750) or session of the page; rejects with a problem. */
export type Authenticate = (request: Pick<Request, 'get'> & { readonly method?: string }) => Promise<SignedIn>;

const unauthorized = (): HttpProblem =>
  new HttpProblem('auth/token-refused', '', { 'WWW-Authenticate': 'Bearer error="invalid_token"' });

/** Keys of the issuer, found by discovery (OpenID Connect Discovery 1.0 §4) at first use. */
function issuerKeys(issuer: string): () => Promise<JWTVerifyGetKey> {
  let keys: JWTVerifyGetKey | undefined;
  return async () => {
    if (keys !== undefined) return keys;
    try {
      const answer = await fetch(`${issuer}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(5000) });
      const found = (await answer.json()) as { issuer: string; jwks_uri: string };
      if (found.issuer !== issuer) throw new Error('issuer differs');
      keys = createRemoteJWKSet(new URL(found.jwks_uri));
      return keys;
    } catch (cause) {
      console.error('issuer discovery failed', cause);
      throw new HttpProblem('auth/issuer-unreachable', '', {
        'Retry-After': '5',
      });
    }
  };
}

/** `amrLevels`: what methods of signing in stand for, where the issuer names no level. */
export function bearerAuth(
  issuer: string,
  audience: string,
  amrLevels: readonly AmrLevel[] = [],
  keys = issuerKeys(issuer),
): Authenticate {
  return async (request) => {
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.get('authorization') ?? '')?.[1];
    if (token === undefined) throw unauthorized();
    const key = await keys();
    try {
      const { payload } = await jwtVerify(token, key, { issuer, audience, requiredClaims: ['sub', 'exp'] });
      return { issuer, subject: String(payload.sub), token, ...levelIn(payload, amrLevels) };
    } catch {
      throw unauthorized();
    }
  };
}
