import type { Request } from 'express';
import { HttpProblem } from '../../http/http-problem.ts';
import type { MemberStanding } from '../../enrolment/member-standing.ts';
import type { ImportActor } from '../../import/import-record.ts';
import { isApiSecret, type ApiKey, type ApiKeys } from '../../vault/api-keys.ts';
import type { LedgerIdentity, Vault } from '../../vault/vault.ts';
import type { CredentialDeps } from './credential-deps.ts';

export interface IssuerPerson {
  /** As imports know a person: `["issuer","subject"]`. */
  readonly key: string;
  readonly identity: LedgerIdentity;
  /** Their own, of this request. */
  readonly token: string;
}

const isIssuer = ({ role, unit }: Pick<LedgerIdentity, 'role' | 'unit'>): boolean => role === 'issuer' && unit !== '';

/** The signed-in registrar of a unit that issues. @throws HttpProblem for anybody else */
export async function issuerPerson(
  { authenticate, identityOf }: Pick<CredentialDeps, 'authenticate' | 'identityOf'>,
  request: Request,
): Promise<IssuerPerson> {
  const { issuer, subject, token } = await authenticate(request);
  const identity = await identityOf(subject, token);
  if (!isIssuer(identity)) throw new HttpProblem('auth/not-your-unit');
  return { key: JSON.stringify([issuer, subject]), identity, token };
}

export interface ApiKeyActor {
  readonly apiKey: ApiKey;
  /** Of the registrar in whose name the key issues. */
  readonly identity: LedgerIdentity;
}

/** In whose name a request issues: a course platform's by its API key, or a registrar's who signed in. @throws HttpProblem for anybody else */
export async function issuerActor(
  deps: Pick<CredentialDeps, 'authenticate' | 'identityOf'> & PlatformDeps,
  request: Request,
): Promise<ImportActor> {
  const program = await apiKeyActor(deps, request);
  if (program !== undefined) {
    const { actor, unit, id } = program.apiKey;
    return { key: actor, unit, apiKey: id };
  }
  const { key, identity } = await issuerPerson(deps, request);
  return { key, unit: identity.unit };
}

export interface PlatformDeps {
  readonly apiKeys: Pick<ApiKeys, 'use'>;
  readonly vault: Pick<Vault, 'get' | 'drop'>;
  readonly standing: Pick<MemberStanding, 'of'>;
}

/**
 * The API key that a request carries (RFC 6750), while the registrar who made or last rotated it issues for its unit: by their identity
 * here, and by what the enrolment agent says now, whether they ever sign in again or not. undefined when it carries none. While the agent
 * does not answer, the key goes on as a person does. @throws HttpProblem when it is not a live one, or when its registrar works there no more
 */
export async function apiKeyActor(
  { apiKeys, vault, standing }: PlatformDeps,
  request: Request,
): Promise<ApiKeyActor | undefined> {
  const secret = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
  if (!isApiSecret(secret)) return undefined;
  const apiKey = apiKeys.use(secret, new Date());
  if (apiKey === undefined) throw new HttpProblem('auth/token-refused', '', { 'WWW-Authenticate': 'Bearer' });
  const [issuer = '', subject = ''] = JSON.parse(apiKey.actor) as string[];
  const identity = vault.get(issuer, subject);
  // A key from before this was asked says of nobody whether they are still there.
  if (apiKey.standing === '') throw new HttpProblem('auth/key-maker-left');
  const units = await standing.of(apiKey.standing);
  // What else goes on in the name of somebody who left (an import, say) ends with it.
  if (units?.length === 0) vault.drop(issuer, subject);
  const works = (of: Pick<LedgerIdentity, 'role' | 'unit'>): boolean => isIssuer(of) && of.unit === apiKey.unit;
  if (identity === undefined || !works(identity) || units?.some(works) === false)
    throw new HttpProblem('auth/key-maker-left');
  return { apiKey, identity };
}
