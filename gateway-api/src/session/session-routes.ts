import express, { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { Authenticate } from '../auth/bearer.ts';
import type { Config } from '../config.ts';
import type { IdentityOf } from '../deps.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { sent } from '../http/sent-body.ts';
import type { IndexStore } from '../index-store/index-store.ts';
import { cookieHeader, cookieValue, sessionCookie, sessionCookieHeader, signInCookie } from './cookies.ts';
import type { endOtherSessions } from './end-other-sessions.ts';
import { membershipOf } from './membership.ts';
import type { OidcClient } from './oidc-client.ts';
import { isFromPage } from './session-auth.ts';
import type { SessionStore } from './session-store.ts';
import type { SignIns } from './sign-ins.ts';

/** Where the person works from now on, and as what, for who has several roles there; without one the first. */
export const chosenUnitSchema = z.strictObject({ unit: z.string(), role: z.string().optional() });

export interface SessionDeps {
  readonly config: Config;
  readonly sessions: SessionStore;
  readonly signIns: SignIns;
  readonly oidc: OidcClient;
  readonly store: IndexStore;
  readonly authenticate: Authenticate;
  readonly identityOf: IdentityOf;
  /** Units in which the person works and as what, as the enrolment agent says, and the choice of one. */
  readonly units: {
    /** `name`: how the sign-in calls the person, for the agent, which alone keeps it. */
    of(token: string, name: string): Promise<readonly object[]>;
    choose(token: string, work: z.infer<typeof chosenUnitSchema>): Promise<void>;
  };
  /** The identity is asked for anew at its next use: the person works in another unit now. */
  forget(subject: string): void;
  /** See `endOtherSessions`. */
  readonly endOtherSessions: ReturnType<typeof endOtherSessions>;
}

/** What the page needs to sign with a key of the person's own; the gateway has no part in its enrolment. */
const signingSettings = ({ issuer, clientId, enrolmentAudience, agentPublicUrl, channel, chaincode }: Config) => ({
  ...{ issuer, clientId, enrolmentAudience, agentUrl: agentPublicUrl, channel, chaincode },
});

/** Sign-in of the workspaces: the gateway is the relying party and keeps the tokens, the page has a cookie that no script reads (ADR 12). */
export function sessionRoutes(deps: SessionDeps): Router {
  const { config, sessions, signIns, oidc } = deps;
  const secure = config.explorerUrl.startsWith('https:');
  const router = Router();
  const secretOf = (request: Request): string | undefined => cookieValue(request.get('cookie'), sessionCookie);
  const setSession = (response: Response, secret: string, maxAge: number): void =>
    void response.append('Set-Cookie', sessionCookieHeader(config.explorerUrl, secret, maxAge));
  const setSignIn = (response: Response, value: string, maxAge: number): void => {
    const options = { path: '/session', sameSite: 'Lax', maxAge, secure } as const;
    response.append('Set-Cookie', cookieHeader(signInCookie, value, options));
  };
  router.use('/session', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });

  router.get('/session', async (request, response) => {
    const secret = secretOf(request);
    const session = secret === undefined ? undefined : sessions.get(secret);
    const provider = { name: config.providerName };
    if (session === undefined) {
      response.json({ signedIn: false, provider, ended: secret !== undefined });
      return;
    }
    const membership = await membershipOf(deps, session);
    const expiresAt = new Date(session.expiresAt).toISOString();
    const signing = signingSettings(config);
    response.json({ signedIn: true, provider, name: session.name, expiresAt, signing, ...membership });
  });

  router.get('/session/sign-in', async (request, response) => {
    const { cookie, attempt } = signIns.begin(request.query['to']);
    setSignIn(response, cookie, 600);
    // For an act of issuance the issuer is asked for its level: RFC 9470 §5.
    const levels = request.query['for'] === 'issuance' ? config.issuanceAcr : [];
    response.redirect(302, await oidc.signInUrl(attempt, levels));
  });

  router.get('/session/callback', async (request, response) => {
    const cookie = cookieValue(request.get('cookie'), signInCookie);
    const begun = cookie === undefined ? undefined : signIns.take(cookie, request.query['state']);
    setSignIn(response, 'ended-ended-ended', 0);
    const code = request.query['code'];
    if (begun === undefined || typeof code !== 'string') {
      response.redirect(302, `${config.explorerUrl}/?problem=sign-in`);
      return;
    }
    const { accessToken, subject, name, expiresAt, acr } = await oidc.redeem(code, begun.attempt);
    // The token is held against the gateway's own rule before anybody is called signed in.
    await deps.authenticate({
      get: ((header: string) => (header === 'authorization' ? `Bearer ${accessToken}` : undefined)) as Request['get'],
    });
    const before = secretOf(request);
    if (before !== undefined) sessions.end(before);
    const level = acr === undefined ? {} : { acr };
    const secret = sessions.create({ issuer: config.issuer, subject, name, accessToken, expiresAt, ...level });
    setSession(response, secret, Math.max(1, Math.floor((expiresAt - Date.now()) / 1000)));
    response.redirect(302, config.explorerUrl + begun.to);
  });

  const ownPage = (request: Request): void => {
    if (!isFromPage((name) => request.get(name), config.explorerUrl)) throw new HttpProblem('auth/forged-request');
  };
  router.post('/session/sign-out', express.json({ limit: '1kb' }), (request, response) => {
    ownPage(request);
    const secret = secretOf(request);
    const session = secret === undefined ? undefined : sessions.get(secret);
    const everywhere = (request.body as { everywhere?: unknown } | undefined)?.everywhere === true;
    if (session !== undefined && everywhere) sessions.endAll(session);
    if (secret !== undefined) sessions.end(secret);
    setSession(response, 'ended-ended-ended', 0);
    response.status(204).end();
  });

  router.post('/session/unit', express.raw({ type: () => true, limit: '1kb' }), async (request, response) => {
    const person = await deps.authenticate(request);
    await deps.units.choose(person.token, sent(chosenUnitSchema, request));
    deps.forget(person.subject);
    response.status(204).end();
  });
  return router;
}
