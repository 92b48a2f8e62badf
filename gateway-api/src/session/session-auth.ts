import type { Authenticate } from '../auth/bearer.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { cookieValue, sessionCookie } from './cookies.ts';
import type { SessionStore } from './session-store.ts';

/** Every writing request of the page carries it. Another site's page cannot send it without asking first, and is never allowed to. */
const pageHeader = 'DN-Page';

/**
 * True if a request can only come from the page itself: a header that forms and links cannot send, and an origin, where the browser names one,
 * that is the page's own (OWASP: custom request header, verifying origin).
 */
export const isFromPage = (header: (name: string) => string | undefined, explorerUrl: string): boolean => {
  const origin = header('origin');
  return header(pageHeader) === '1' && (origin === undefined || origin === new URL(explorerUrl).origin);
};

/** Bearer token, as programs send it; else the session cookie of the page, with protection against forged requests. */
export function sessionAuth(
  bearer: Authenticate,
  sessions: Pick<SessionStore, 'get'>,
  explorerUrl: string,
): Authenticate {
  return async (request) => {
    const header = (name: string): string | undefined => request.get(name);
    const secret = cookieValue(header('cookie'), sessionCookie);
    if (header('authorization') !== undefined || secret === undefined) return bearer(request);
    const session = sessions.get(secret);
    if (session === undefined) throw new HttpProblem('auth/session-ended');
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (!reads && !isFromPage(header, explorerUrl)) throw new HttpProblem('auth/forged-request');
    const { issuer, subject, accessToken, acr } = session;
    return { issuer, subject, token: accessToken, ...(acr === undefined ? {} : { acr }) };
  };
}
