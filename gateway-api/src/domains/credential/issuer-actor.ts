import type { Request } from 'express';
import { HttpProblem } from '../../http/http-problem.ts';
import type { ImportActor } from '../../import/import-store.ts';
import { isApiSecret, type ApiKey, type ApiKeys } from '../../vault/api-keys.ts';
import type { LedgerIdentity, Vault } from '../../vault/vault.ts';
import type { CredentialDeps } from './credential-deps.ts';

export interface IssuerPerson {
  /** As imports know a person: `["issuer","subject"]`. */
  readonly key: string;
  readonly identity: LedgerIdentity;
}

const isIssuer = ({ role, unit }: LedgerIdentity): boolean => role === 'issuer' && unit !== '';

/** The signed-in registrar of a unit that issues. @throws HttpProblem for anybody else */
export async function issuerPerson(
  { authenticate, identityOf }: Pick<CredentialDeps, 'authenticate' | 'identityOf'>,
  request: Request,
): Promise<IssuerPerson> {
  const { issuer, subject, token } = await authenticate(request);
  const identity = await identityOf(subject, token);
  if (!isIssuer(identity)) throw new HttpProblem('auth/not-your-unit');
  return { key: JSON.stringify([issuer, subject]), identity };
}

export interface ApiKeyActor {
  readonly apiKey: ApiKey;
  /** Of the registrar in whose name the key issues. */
  readonly identity: LedgerIdentity;
}

/** In whose name a request issues: a course platform's by its API key, or a registrar's who signed in. @throws HttpProblem for anybody else */
export async function issuerActor(
  deps: Pick<CredentialDeps, 'authenticate' | 'identityOf'> & Parameters<typeof apiKeyActor>[0],
  request: Request,
): Promise<ImportActor> {
  const program = apiKeyActor(deps, request);
  if (program !== undefined) {
    const { actor, unit, id } = program.apiKey;
    return { key: actor, unit, apiKey: id };
  }
  const { key, identity } = await issuerPerson(deps, request);
  return { key, unit: identity.unit };
}

/**
 * The API key that a request carries (RFC 6750), while the registrar who made or last rotated it issues for its unit; undefined when it
 * carries none. @throws HttpProblem when it is not a live one, or when its registrar works there no more
 */
export function apiKeyActor(
  { apiKeys, vault }: { readonly apiKeys: Pick<ApiKeys, 'use'>; readonly vault: Pick<Vault, 'get'> },
  request: Request,
): ApiKeyActor | undefined {
  const secret = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
  if (!isApiSecret(secret)) return undefined;
  const apiKey = apiKeys.use(secret, new Date());
  if (apiKey === undefined) throw new HttpProblem('auth/token-refused', '', { 'WWW-Authenticate': 'Bearer' });
  const [issuer = '', subject = ''] = JSON.parse(apiKey.actor) as string[];
  const identity = vault.get(issuer, subject);
  if (identity === undefined || !isIssuer(identity) || identity.unit !== apiKey.unit)
    throw new HttpProblem('auth/key-maker-left');
  return { apiKey, identity };
}
