import type { Request } from 'express';
import type { Config } from '../config.ts';
import { HttpProblem } from '../http/http-problem.ts';
import type { Authenticate, SignedIn } from './bearer.ts';

/** Acts by which something is issued or certified: whoever does them must have signed in well enough, where the issuer says how well. */
const issuing: ReadonlySet<string> = new Set([
  ...['Registry:GrantAccreditation', 'Registry:RegisterOrganisation'],
  ...['Credential:RegisterIssuerKey', 'Credential:RotateIssuerKey', 'Credential:Issue', 'Credential:IssueBulk'],
  ...['Credential:Supersede', 'Credential:Attest'],
  ...['Carbon:ApproveMonitoring', 'Carbon:IssueUnits', 'Carbon:ReleaseBuffer'],
  ...['Ocop:DecideRating', 'Ocop:RecordNationalDecision'],
]);
export const isIssuing = (transaction: string): boolean => issuing.has(transaction);

/** The same acts where they have a path of their own, beside those that are one command. An API key, once made, issues without its maker. */
const issuingPaths: readonly RegExp[] = [
  /^\/api\/credential\/custodial\/(keys|issue|supersede|badge)$/,
  /^\/api\/credential\/imports\/[^/]+\/commit$/,
  /^\/api\/exchange\/imports\/credentials\/[^/]+\/commit$/,
  /^\/api\/credential\/api-keys(\/[^/]+\/rotate)?$/,
];

type Levels = Pick<Config, 'issuanceAcr'>;

/** @throws HttpProblem: 401 with the challenge of RFC 9470 §3, which names the levels to sign in with */
export function requireAssurance({ issuanceAcr }: Levels, { acr }: Pick<SignedIn, 'acr'>): void {
  if (issuanceAcr.length === 0 || (acr !== undefined && issuanceAcr.includes(acr))) return;
  const challenge = `Bearer error="insufficient_user_authentication", acr_values="${issuanceAcr.join(' ')}"`;
  throw new HttpProblem('auth/insufficient-assurance', '', { 'WWW-Authenticate': challenge });
}

/**
 * Holds who acts against the level that acts of issuance ask for, by the path of the request: no route can forget it. Those that name their
 * transaction in the body hold it themselves (`isIssuing`). `commands`: path of each transaction.
 */
export function assured(
  authenticate: Authenticate,
  levels: Levels,
  commands: readonly { readonly path: string; readonly transaction: string }[],
): Authenticate {
  const paths = new Set(commands.filter(({ transaction }) => isIssuing(transaction)).map(({ path }) => path));
  const issues = (path: string): boolean => paths.has(path) || issuingPaths.some((pattern) => pattern.test(path));
  return async (request) => {
    const person = await authenticate(request);
    const { method, path } = request as Partial<Request>;
    if (method === 'POST' && path !== undefined && issues(path)) requireAssurance(levels, person);
    return person;
  };
}
