import { createHash } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { levelIn } from '../auth/assurance-level.ts';
import type { Config } from '../config.ts';
import { HttpProblem } from '../http/http-problem.ts';

/** What a sign-in must come back with. Kept by the gateway; the page never sees it. */
export interface SignInAttempt {
  readonly state: string;
  readonly nonce: string;
  /** PKCE (RFC 7636). */
  readonly verifier: string;
}

/** Tokens of one person, as the issuer gave them. */
export interface SignInTokens {
  readonly accessToken: string;
  readonly subject: string;
  readonly name: string;
  /** How well the person signed in (`acr`, or what `amr` stands for), where the issuer says so. */
  readonly acr?: string;
  /** When the access token ends, milliseconds. */
  readonly expiresAt: number;
}

interface Endpoints {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly jwks_uri: string;
}

export type OidcSettings = Pick<
  Config,
  'issuer' | 'audience' | 'clientId' | 'clientSecret' | 'scope' | 'prompt' | 'explorerUrl' | 'amrLevels'
>;

const timeoutMs = 5000;
const unreachable = (cause: unknown): HttpProblem => {
  console.error('the issuer does not answer', cause);
  return new HttpProblem('auth/issuer-unreachable', '', { 'Retry-After': '5' });
};

/** The gateway as relying party of any OpenID Connect issuer: authorization code with PKCE (OpenID Connect Core §3.1). */
export function oidcClient(settings: OidcSettings) {
  const redirectUri = `${settings.explorerUrl}/session/callback`;
  let known: Endpoints | undefined;
  const endpoints = async (): Promise<Endpoints> => {
    if (known !== undefined) return known;
    const url = `${settings.issuer}/.well-known/openid-configuration`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) }).catch((error: unknown) => {
      throw unreachable(error);
    });
    const found = (await answer.json().catch(() => undefined)) as Endpoints | undefined;
    if (found?.issuer !== settings.issuer) throw unreachable('the discovery document is another issuer’s');
    known = found;
    return known;
  };

  return {
    /** Where the browser goes to sign in; `acrValues`: with any of these assurance levels. */
    async signInUrl({ state, nonce, verifier }: SignInAttempt, acrValues: readonly string[] = []): Promise<string> {
      // Who states methods alone may not know levels, and would answer from the sign-in that was too weak.
      const prompt = acrValues.length > 0 && settings.amrLevels.length > 0 ? 'login' : settings.prompt;
      const query = new URLSearchParams({
        client_id: settings.clientId,
        response_type: 'code',
        scope: settings.scope,
        redirect_uri: redirectUri,
        resource: settings.audience,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        ...{ state, nonce },
        ...(prompt === '' ? {} : { prompt }),
        ...(acrValues.length === 0 ? {} : { acr_values: acrValues.join(' ') }),
      });
      return `${(await endpoints()).authorization_endpoint}?${query}`;
    },

    /** Tokens for the code; the id token's issuer, audience, signature, time and nonce are checked. @throws HttpProblem */
    async redeem(code: string, { nonce, verifier }: SignInAttempt): Promise<SignInTokens> {
      const { token_endpoint, jwks_uri } = await endpoints();
      const secret = settings.clientSecret;
      const answer = await fetch(token_endpoint, {
        method: 'POST',
        signal: AbortSignal.timeout(timeoutMs),
        headers: secret ? { authorization: `Basic ${btoa(`${settings.clientId}:${secret}`)}` } : {},
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: settings.clientId,
          redirect_uri: redirectUri,
          code_verifier: verifier,
          resource: settings.audience,
          code,
        }),
      }).catch((error: unknown) => {
        throw unreachable(error);
      });
      const said = (await answer.json().catch(() => ({}))) as { access_token?: string; id_token?: string };
      if (!said.access_token || !said.id_token) throw new HttpProblem('auth/sign-in-failed');
      try {
        const { payload } = await jwtVerify(said.id_token, createRemoteJWKSet(new URL(jwks_uri)), {
          issuer: settings.issuer,
          audience: settings.clientId,
          requiredClaims: ['sub', 'exp'],
        });
        if (payload['nonce'] !== nonce) throw new Error('nonce');
        const exp = decodeJwt(said.access_token).exp ?? 0;
        const name = typeof payload['name'] === 'string' ? payload['name'] : '';
        const level = levelIn(payload, settings.amrLevels);
        return { accessToken: said.access_token, subject: String(payload.sub), name, expiresAt: exp * 1000, ...level };
      } catch {
        throw new HttpProblem('auth/sign-in-failed');
      }
    },
  };
}
export type OidcClient = ReturnType<typeof oidcClient>;
