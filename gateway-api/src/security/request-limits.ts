import type { Server } from 'node:http';
import type { RequestHandler } from 'express';
import type { Authenticate } from '../auth/bearer.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { isLoopback } from '../http/public-address.ts';
import type { RateLimit } from '../market/rate-limit.ts';

/** Requests a minute, 0 for as many as come; and how many may be answered at once. Routes have narrower limits of their own beside (docs/limits.md). */
export interface RequestLimits {
  readonly perAddress: number;
  readonly perPerson: number;
  readonly atOnce: number;
}

/**
 * So long a client may take for the head of its request, for all of it, and keep an idle connection: longer than proxies do, which are to close
 * first. Milliseconds.
 */
export const serverTimes = { headers: 20_000, request: 300_000, keepAlive: 65_000 } as const;
/** After so many requests a connection is closed, so that none holds its place for ever. */
const requestsPerConnection = 10_000;

/** Times and sizes of everything that listens: a client that dawdles is cut off. */
export function limitServer<Limited extends Server>(server: Limited): Limited {
  server.headersTimeout = serverTimes.headers;
  server.requestTimeout = serverTimes.request;
  server.keepAliveTimeout = serverTimes.keepAlive;
  server.maxRequestsPerSocket = requestsPerConnection;
  return server;
}

const always: readonly string[] = ['/healthz', '/readyz', '/metrics'];

/**
 * Before all routes. An address takes from its budget with every request, this machine's own excepted: a proxy on it says in X-Forwarded-For for
 * whom it asks (DN_TRUST_PROXY). Beyond `atOnce` requests are turned away, so that those under way are answered. @throws HttpProblem 429, 503
 */
export function addressLimits(limits: Pick<RequestLimits, 'perAddress' | 'atOnce'>, rate: RateLimit): RequestHandler {
  let underWay = 0;
  return (request, response, next) => {
    if (always.includes(request.path)) return next();
    const address = request.ip ?? '';
    const own = isLoopback(address.replace(/^::ffff:/, ''));
    if (limits.perAddress > 0 && !own) {
      const wait = rate.take(address, 1, limits.perAddress);
      if (wait > 0) throw new HttpProblem('http/too-many-requests', '', { 'Retry-After': String(wait) });
    }
    // A page that listens for events waits for hours and is no work.
    if (request.get('accept')?.includes('text/event-stream') === true) return next();
    if (underWay >= limits.atOnce) throw new HttpProblem('http/busy', '', { 'Retry-After': '2' });
    underWay += 1;
    response.once('close', () => (underWay -= 1));
    next();
  };
}

/** A person takes from their budget with every request that shows who they are, whatever device or token it comes with. @throws HttpProblem 429 */
export function personLimits(authenticate: Authenticate, perPerson: number, rate: RateLimit): Authenticate {
  const counted = new WeakSet<object>();
  return async (request) => {
    const person = await authenticate(request);
    if (perPerson > 0 && !counted.has(request)) {
      counted.add(request);
      const wait = rate.take(JSON.stringify([person.issuer, person.subject]), 1, perPerson);
      if (wait > 0) throw new HttpProblem('http/too-many-requests', '', { 'Retry-After': String(wait) });
    }
    return person;
  };
}
