import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { HttpProblem } from '../http/http-problem.ts';
import type { LedgerIdentity, Vault } from '../vault/vault.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A new key and the request for its certificate; the common name is the authority's to set. */
async function newRequest(): Promise<{ csr: string; keyPem: string }> {
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: 'CN=person',
    keys,
    signingAlgorithm: algorithm,
  });
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const keyPem = `-----BEGIN PRIVATE KEY-----\n${(der.match(/.{1,64}/g) ?? []).join('\n')}\n-----END PRIVATE KEY-----\n`;
  return { csr: request.toString('pem'), keyPem };
}

async function enrol(agentUrl: string, token: string): Promise<LedgerIdentity> {
  const { csr, keyPem } = await newRequest();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body: JSON.stringify({ csr }), signal: AbortSignal.timeout(20_000) };
  const answer = await fetch(`${agentUrl}/enrol`, request).catch(() => undefined);
  if (answer?.status === 401 || answer?.status === 403) {
    throw new HttpProblem(answer.status === 401 ? 'auth/token-refused' : 'auth/no-member');
  }
  if (answer?.status !== 201) {
    throw new HttpProblem('auth/enrolment-unavailable', '', { 'Retry-After': '5' });
  }
  return { ...((await answer.json()) as Omit<LedgerIdentity, 'keyPem'>), keyPem };
}

/** Enrols each person once, at first use; simultaneous first requests share one enrolment. */
export function personEnrolment(vault: Vault, issuer: string, agentUrl: string) {
  const running = new Map<string, Promise<LedgerIdentity>>();
  return (subject: string, token: string): Promise<LedgerIdentity> => {
    const known = vault.get(issuer, subject);
    if (known !== undefined) return Promise.resolve(known);
    const started =
      running.get(subject) ??
      enrol(agentUrl, token)
        .then((identity) => {
          vault.put(issuer, subject, identity);
          return identity;
        })
        .finally(() => running.delete(subject));
    running.set(subject, started);
    return started;
  };
}
