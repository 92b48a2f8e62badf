import type { Request } from 'express';
import { HttpProblem } from '../../http/http-problem.ts';
import { isApiSecret, type ApiKey, type ApiKeys } from '../../vault/api-keys.ts';
import type { LedgerIdentity } from '../../vault/vault.ts';
import type { CredentialDeps } from './credential-deps.ts';

export interface IssuerPerson {
  /** As imports know a person: `["issuer","subject"]`. */
  readonly key: string;
  readonly identity: LedgerIdentity;
}

/** The signed-in registrar of a unit that issues. @throws HttpProblem for anybody else */
export async function issuerPerson(
  { authenticate, identityOf }: Pick<CredentialDeps, 'authenticate' | 'identityOf'>,
  request: Request,
): Promise<IssuerPerson> {
  const { issuer, subject, token } = await authenticate(request);
  const identity = await identityOf(subject, token);
  if (identity.role !== 'issuer' || identity.unit === '') throw new HttpProblem('auth/not-your-unit');
  return { key: JSON.stringify([issuer, subject]), identity };
}

/** The API key that a request carries (RFC 6750); undefined when it carries none. @throws HttpProblem when it is not a live one */
export function apiKeyOf(
  { apiKeys }: { readonly apiKeys: Pick<ApiKeys, 'use'> },
  request: Request,
): ApiKey | undefined {
  const secret = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
  if (!isApiSecret(secret)) return undefined;
  const key = apiKeys.use(secret, new Date());
  if (key === undefined) throw new HttpProblem('auth/token-refused', '', { 'WWW-Authenticate': 'Bearer' });
  return key;
}
