import { exchangeScopes, type ExchangeScope } from '@daunguon/records';
import express, { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { createRateLimit } from '../market/rate-limit.ts';
import { tokenSeconds, type AccessTokens } from './access-tokens.ts';
import type { Partner, PartnerStore } from './partner-store.ts';

export interface OAuthDeps {
  readonly partners: Pick<PartnerStore, 'withKey'>;
  readonly tokens: AccessTokens;
  readonly publicUrl: string;
  readonly now: () => number;
}

/** RFC 6749, section 5.1. */
export const tokenSchema = z.strictObject({
  ...{ access_token: z.string(), token_type: z.literal('Bearer'), expires_in: z.int(), scope: z.string() },
});
/** RFC 6749, section 5.2: its own words, not a problem of RFC 9457. */
export const tokenErrorSchema = z.strictObject({
  error: z.enum(['invalid_request', 'invalid_client', 'unsupported_grant_type', 'invalid_scope', 'slow_down']),
});
type TokenError = z.infer<typeof tokenErrorSchema>['error'];

const form = express.urlencoded({ extended: false, limit: '8kb', parameterLimit: 20 });
/** Tokens a partner asks for within a minute: one an hour is enough. */
const perMinute = 30;

interface Client {
  readonly id: string;
  readonly secret: string;
}

/** By HTTP Basic, whose parts are form-encoded (RFC 6749, section 2.3.1), or in the form; never both, never in the address. */
function clientOf(request: Request, asked: Readonly<Record<string, unknown>>): Client | undefined {
  const [, basic] = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(request.get('authorization') ?? '') ?? [];
  const { client_id: id, client_secret: secret } = asked;
  if (basic === undefined) return typeof id === 'string' && typeof secret === 'string' ? { id, secret } : undefined;
  if (secret !== undefined) return undefined;
  try {
    const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(basic, 'base64').toString('utf8')) ?? [];
    const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
    return { id: decode(user), secret: decode(password) };
  } catch {
    return undefined;
  }
}

/** Scopes of a request, all that the partner has where none is named; undefined for one that it has not. */
function scopesOf(partner: Pick<Partner, 'scopes'>, asked: unknown): readonly ExchangeScope[] | undefined {
  if (asked === undefined || asked === '') return partner.scopes;
  const names = typeof asked === 'string' ? asked.split(' ') : [''];
  return names.every((name) => (partner.scopes as readonly string[]).includes(name))
    ? (names as ExchangeScope[])
    : undefined;
}

/** Client credentials for sharing systems (RFC 6749, section 4.4) and where to find them (RFC 8414). The client is the system, its secret the key. */
export function oauthRoutes({ partners, tokens, publicUrl, now }: OAuthDeps): Router {
  const router = Router();
  const limit = createRateLimit(now);
  const refuse = (response: Response, status: number, error: TokenError): void => {
    if (error === 'invalid_client') response.set('WWW-Authenticate', 'Basic realm="oauth"');
    response.status(status).json({ error });
  };

  router.get('/.well-known/oauth-authorization-server', (_request, response) => {
    response.json({
      ...{ issuer: publicUrl, token_endpoint: `${publicUrl}/oauth/token`, response_types_supported: [] },
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      scopes_supported: exchangeScopes,
      service_documentation: `${publicUrl}/docs`,
    });
  });
  router.post('/oauth/token', form, (request, response) => {
    response.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' });
    const asked = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    const client = clientOf(request, asked);
    const partner = client === undefined ? undefined : partners.withKey(client.secret);
    if (client === undefined || partner === undefined || partner.id !== client.id)
      return refuse(response, 401, 'invalid_client');
    if (asked['grant_type'] === undefined || Object.values(asked).some((value) => typeof value !== 'string'))
      return refuse(response, 400, 'invalid_request');
    if (asked['grant_type'] !== 'client_credentials') return refuse(response, 400, 'unsupported_grant_type');
    const scopes = scopesOf(partner, asked['scope']);
    if (scopes === undefined) return refuse(response, 400, 'invalid_scope');
    const wait = limit.take(partner.id, 1, perMinute);
    if (wait > 0) {
      response.set('Retry-After', String(wait));
      return refuse(response, 429, 'slow_down');
    }
    const token = tokens.issue(partner, scopes, now());
    response.json({ access_token: token, token_type: 'Bearer', expires_in: tokenSeconds, scope: scopes.join(' ') });
  });
  return router;
}
