import { X509Certificate } from 'node:crypto';
import { HttpProblem } from '../http/http-problem.ts';
import type { LedgerIdentity, Vault } from '../vault/vault.ts';
import { newRequest } from './request-certificate.ts';

/** What the members file says of a person now. */
type Membership = Pick<LedgerIdentity, 'mspId' | 'unit' | 'role'>;

/** A changed or ended membership takes effect after so long at the latest. */
const membershipMs = 10_000;
/** A certificate that ends sooner is renewed at its next use. */
const renewBeforeMs = 7 * 86_400_000;

/** What the agent refuses, as it says it. */
const refusals = [
  'auth/not-your-unit',
  'auth/invitation-refused',
  'auth/may-not-invite',
  'auth/too-many-invitations',
  'auth/registrars-only',
  'auth/no-such-device',
  'auth/no-such-member',
] as const;
const refused = (said: { code?: unknown } | null): HttpProblem =>
  new HttpProblem(refusals.find((code) => code === said?.code) ?? 'auth/no-member');

/** Asks the agent with the person's own token. @throws HttpProblem: refused, or not answering. */
export async function ask<Answer>(agentUrl: string, token: string, path: string, body?: object): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const request = { ...sent, headers, signal: AbortSignal.timeout(20_000) };
  const answer = await fetch(`${agentUrl}${path}`, request).catch(() => undefined);
  if (answer?.status === 401) throw new HttpProblem('auth/token-refused');
  if (answer?.status === 403 || answer?.status === 404)
    throw refused((await answer.json().catch(() => null)) as { code?: unknown } | null);
  if (answer?.ok !== true) throw new HttpProblem('auth/enrolment-unavailable', '', { 'Retry-After': '5' });
  return (answer.status === 204 ? undefined : await answer.json()) as Answer;
}

const usable = (identity: LedgerIdentity, now: number): boolean =>
  Date.parse(new X509Certificate(identity.certificatePem).validTo) - now > renewBeforeMs;

const sameMembership = (a: Membership, b: Membership): boolean =>
  a.mspId === b.mspId && a.unit === b.unit && a.role === b.role;

/**
 * The ledger identity of a person: enrolled at first use, again when role, unit or organisation have changed or the certificate is
 * near its end; refused when the person is no member any more. Simultaneous requests share one enrolment. While the agent does not
 * answer, an enrolled person goes on: the chaincode decides what they may.
 */
export function personEnrolment(vault: Vault, issuer: string, agentUrl: string, now: () => number = Date.now) {
  const running = new Map<string, Promise<LedgerIdentity>>();
  const confirmedAt = new Map<string, number>();

  const enrol = async (subject: string, token: string): Promise<LedgerIdentity> => {
    const { csr, keyPem } = await newRequest();
    const enrolled = await ask<Omit<LedgerIdentity, 'keyPem'>>(agentUrl, token, '/enrol', { csr });
    const identity = { ...enrolled, keyPem, person: { issuer, subject } };
    vault.put(issuer, subject, identity);
    return identity;
  };
  const current = async (subject: string, token: string, known: LedgerIdentity | undefined) => {
    if (known === undefined) return enrol(subject, token);
    let member: Membership;
    try {
      member = await ask<Membership>(agentUrl, token, '/member');
    } catch (error) {
      const { code } = error as HttpProblem;
      if (code === 'auth/enrolment-unavailable') return known;
      // What works in their name without them (an import, an API key) ends with the membership.
      if (code === 'auth/no-member') vault.drop(issuer, subject);
      throw error;
    }
    return sameMembership(member, known) && usable(known, now()) ? known : enrol(subject, token);
  };

  const identityOf = async (subject: string, token: string): Promise<LedgerIdentity> => {
    const known = vault.get(issuer, subject);
    const age = now() - (confirmedAt.get(subject) ?? -Infinity);
    if (known !== undefined && age >= 0 && age < membershipMs && usable(known, now())) return known;
    const started =
      running.get(subject) ??
      current(subject, token, known)
        .then((identity) => {
          confirmedAt.set(subject, now());
          return identity;
        })
        .finally(() => running.delete(subject));
    running.set(subject, started);
    return started;
  };
  /** The membership is asked for anew at the next use. */
  const forget = (subject: string): void => void confirmedAt.delete(subject);
  return Object.assign(identityOf, { forget });
}
