import type { Request, RequestHandler, Response } from 'express';
import type { Authenticate, SignedIn } from '../auth/bearer.ts';
import type { AuditEntry, AuditLog } from '../vault/audit-log.ts';
import type { LedgerIdentity, Person } from '../vault/vault.ts';
import { isAdministrative } from './administrative-acts.ts';
import type { SecurityEvent, SecurityEventKind } from './security-event.ts';
import type { SecurityLog } from './syslog.ts';

export interface RequestWatch {
  /** Before all routes: notes acts of administration, and tells of what is of interest to a security operations centre. */
  readonly middleware: RequestHandler;
  /** Notes who sent a request, for the middleware. */
  watched(authenticate: Authenticate): Authenticate;
}

export interface WatchDeps {
  readonly auditLog: AuditLog;
  readonly securityLog: SecurityLog;
  readonly tag: (person: Person) => string;
  readonly knownAs: (person: Person) => Pick<LedgerIdentity, 'unit' | 'role'> | undefined;
  readonly now: () => number;
}

/** Ids and other words of a path are no part of what is told: they stand by the pattern of the route that answered. */
const patternOf = (request: Request): string => {
  const route = (request.route as { path?: unknown } | undefined)?.path;
  return typeof route === 'string' ? route : request.path;
};
const idsIn = (request: Request): string =>
  Object.values(request.params).flat().filter((id) => /^[\w.~-]{1,80}$/.test(String(id))).join(' '); // prettier-ignore

/** Before a route answered its pattern is not known; a part of the path that is no id or name of a route may be anything, and is left out. */
const askedPath = (path: string): string =>
  path.split('/').map((part) => (/^[\w.~-]{0,80}$/.test(part) ? part : '…')).join('/'); // prettier-ignore

const codeKinds: Readonly<Record<string, SecurityEventKind>> = {
  'upload/malware': 'malware',
  'upload/scanner-down': 'scanner-down',
  'auth/sign-in-failed': 'sign-in-failed',
};
const statusKinds: Readonly<Record<number, SecurityEventKind>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  429: 'rate-limited',
};

/** What an answer tells a security operations centre; nothing of most. */
function kindOf(path: string, status: number, code: string): SecurityEventKind | undefined {
  if (codeKinds[code] !== undefined) return codeKinds[code];
  if (path === '/session/callback') return status === 302 ? 'sign-in' : 'sign-in-failed';
  if (path === '/session/sign-out' && status === 204) return 'sign-out';
  return statusKinds[status];
}

const outcomeOf = (status: number): 'done' | 'refused' | 'failed' =>
  status >= 500 ? 'failed' : status >= 400 ? 'refused' : 'done';

export function watchRequests({ auditLog, securityLog, tag, knownAs, now }: WatchDeps): RequestWatch {
  const senders = new WeakMap<object, SignedIn>();
  const whoOf = (request: Request): Pick<AuditEntry, 'who' | 'unit' | 'role'> => {
    const person = senders.get(request);
    if (person === undefined) return { who: '', unit: '', role: '' };
    const { unit = '', role = '' } = knownAs(person) ?? {};
    return { who: tag(person), unit, role };
  };
  const at = (): string => new Date(now()).toISOString();
  const tell = (request: Request, response: Response, kind: SecurityEventKind, act: string): void => {
    const { who, unit, role } = whoOf(request);
    const [status, code] = [response.statusCode, codeIn(response)];
    securityLog.send({
      ...{ at: at(), kind, outcome: outcomeOf(status), act, status, requestId: String(response.get('X-Request-Id')) },
      ...(who === '' ? {} : { who, unit, role }),
      ...(code === '' ? {} : { code }),
      ...(request.ip === undefined ? {} : { source: request.ip }),
    } satisfies SecurityEvent);
  };
  const middleware: RequestHandler = (request, response, next) => {
    const administers = isAdministrative(request.method, request.path);
    const requestId = String(response.get('X-Request-Id'));
    const nobody = { who: '', unit: '', role: '', target: '' };
    if (administers)
      auditLog.append({
        ...{ at: at(), phase: 'asked', act: `${request.method} ${askedPath(request.path)}`, ...nobody, requestId },
        ...{ status: 0, code: '' },
      });
    response.once('close', () => {
      const act = `${request.method} ${patternOf(request)}`;
      const [status, code] = [response.statusCode, codeIn(response)];
      try {
        if (administers)
          auditLog.append({
            ...{ at: at(), phase: response.writableFinished ? outcomeOf(status) : 'failed', act },
            ...{ target: idsIn(request), ...whoOf(request), requestId, status, code },
          });
      } catch (error) {
        console.error(requestId, 'the end of an act of administration could not be noted', error);
      }
      if (administers) tell(request, response, 'administration', act);
      const kind = kindOf(request.path, status, code);
      if (kind !== undefined) tell(request, response, kind, act);
    });
    next();
  };
  return {
    middleware,
    watched: (authenticate) => async (request) => {
      const person = await authenticate(request);
      senders.set(request, person);
      return person;
    },
  };
}

/** Code of the problem that was answered. */
const codeIn = (response: Response): string => String((response.locals as { problem?: unknown }).problem ?? '');
