import { createHash, timingSafeEqual } from 'node:crypto';
import { FormatError } from '@daunguon/formats/format-error';
import { json, Router, type Request, type RequestHandler, type Response } from 'express';
import { HttpProblem } from '../http/http-problem.ts';
import { issueAny, type OtherKeys, verifyAny, verifyAnyPresentation } from './secure-any.ts';
import type { TestIssuer } from './test-issuer.ts';
import type { TestStatus } from './test-status.ts';

export interface VcApiDeps {
  /** Opened at the first request, so that a gateway that is never asked makes no keys. */
  readonly issuer: () => Promise<TestIssuer>;
  /** Bearer token of the issuing endpoint; without one there is no such endpoint, because it signs whatever it is given. */
  readonly apiKey: string | undefined;
  readonly now: () => Date;
  readonly status: TestStatus;
  /** Keys of units on the ledger, so that what they issued is verified here, too. */
  readonly ledgerKeys?: OtherKeys;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const vcdm = 'https://www.w3.org/TR/vc-data-model#';

/** Problem types of VCDM 2.0 §7.3 and Bitstring Status List 1.0. */
const problemType = (code: string): string => {
  if (/^[A-Z_]+$/.test(code)) return `https://www.w3.org/ns/credentials/status-list#${code}`;
  return `${vcdm}${/^(proof|key|issuer|holder|alg|cryptosuite|typ)-/.test(code) ? 'CRYPTOGRAPHIC_SECURITY_ERROR' : 'MALFORMED_VALUE_ERROR'}`;
};

const refused = (response: Response, error: FormatError): void => {
  const { code, message, pointer } = error;
  const detail = { type: problemType(code), title: code, detail: message, pointer };
  response
    .status(400)
    .json({ verified: false, checks: ['proof'], warnings: [], errors: [message], problemDetails: [detail] });
};

/** A refusal of the document is an answer, not a failure; what else is thrown goes on. */
const answering =
  (handle: (request: Request, response: Response) => Promise<void>): RequestHandler =>
  async (request, response) => {
    try {
      await handle(request, response);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      refused(response, error);
    }
  };

const bodyOf = (request: Request): Readonly<Record<string, unknown>> => {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new HttpProblem('http/invalid-body');
  return body as Readonly<Record<string, unknown>>;
};

const optionsOf = (body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  (typeof body['options'] === 'object' && body['options'] !== null ? body['options'] : {}) as Record<string, unknown>;

/**
 * What the public interoperability suites call (VC-API 1.0): POST /credentials/issue, /credentials/status, /credentials/verify,
 * /presentations/verify, and the status lists of what was issued here.
 */
export function vcApiRoutes({ issuer, apiKey, now, status, ledgerKeys }: VcApiDeps): Router {
  const router = Router();
  const body = json({ limit: '256kb' });
  const withKey: RequestHandler = (request, _response, next) => {
    if (apiKey === undefined) throw new HttpProblem('http/not-found');
    const sent = /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
    if (!timingSafeEqual(digest(sent), digest(apiKey)))
      throw new HttpProblem('auth/token-refused', '', { 'WWW-Authenticate': 'Bearer' });
    next();
  };
  router.post(
    '/credentials/issue',
    withKey,
    body,
    answering(async (request, response) => {
      response.status(201).json(await issueAny(bodyOf(request)['credential'], await issuer(), now(), status));
    }),
  );
  router.post(
    '/credentials/status',
    withKey,
    body,
    answering((request, response) => {
      const { credentialStatus, status: value } = bodyOf(request);
      if (typeof value !== 'boolean') throw new FormatError('status-missing', '/status', 'true or false is expected');
      status.change(credentialStatus, value);
      response.json({ status: value });
      return Promise.resolve();
    }),
  );
  router.get('/credentials/status-lists/:suite/:purpose', async (request, response) => {
    const { suite, purpose } = request.params;
    const keys = await issuer();
    const did = suite === 'eddsa' ? keys.eddsa.did : keys.ecdsa.did;
    const list = status.list(
      suite,
      purpose,
      did,
      now()
        .toISOString()
        .replace(/\.\d+Z$/, 'Z'),
    );
    if (list === undefined) throw new HttpProblem('http/not-found');
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-cache' }).type('application/vc');
    response.send(JSON.stringify(await issueAny(list, keys, now())));
  });
  router.post(
    '/credentials/verify',
    body,
    answering(async (request, response) => {
      const sent = bodyOf(request);
      const credential = await verifyAny(sent['verifiableCredential'], ledgerKeys);
      const { checks } = optionsOf(sent);
      if (!Array.isArray(checks) || !checks.includes('credentialStatus'))
        return void response.json({ verified: true, checks: ['proof'], warnings: [], errors: [] });
      const { applies, unread } = status.standing(credential);
      // What a stranger's credential points at is not fetched from here.
      const warnings = unread.map((list) => `not fetched: ${list}`);
      const errors = applies.map((purpose) => `the status ${purpose} applies`);
      const verified = errors.length === 0;
      response.status(verified ? 200 : 400).json({ verified, checks: ['proof', 'credentialStatus'], warnings, errors });
    }),
  );
  router.post(
    '/presentations/verify',
    body,
    answering(async (request, response) => {
      const sent = bodyOf(request);
      const { challenge, domain } = optionsOf(sent);
      if (typeof challenge !== 'string')
        throw new FormatError('challenge-missing', '/options/challenge', 'without one a copy could be presented again');
      const asked = { challenge, ...(typeof domain === 'string' ? { domain } : {}) };
      await verifyAnyPresentation(sent['verifiablePresentation'], asked, now(), ledgerKeys);
      response.json({ verified: true, checks: ['proof'], warnings: [], errors: [] });
    }),
  );
  return router;
}
