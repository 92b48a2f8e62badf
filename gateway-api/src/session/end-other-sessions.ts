import type { Request } from 'express';
import type { Config } from '../config.ts';
import { cookieValue, sessionCookie, sessionCookieHeader } from './cookies.ts';
import type { Session, SessionStore } from './session-store.ts';

/**
 * Ends every session of a person, as after the loss of a device that was signed in; where the request is of one of theirs, that browser gets a
 * new one in its place. Returns the cookies to set.
 */
export const endOtherSessions =
  (sessions: SessionStore, { explorerUrl }: Pick<Config, 'explorerUrl'>) =>
  (person: Pick<Session, 'issuer' | 'subject'>, request: Pick<Request, 'get'>): readonly string[] => {
    const secret = cookieValue(request.get('cookie'), sessionCookie);
    const mine = secret === undefined ? undefined : sessions.get(secret);
    sessions.endAll(person);
    if (mine?.issuer !== person.issuer || mine.subject !== person.subject) return [];
    const seconds = Math.max(1, Math.floor((mine.expiresAt - Date.now()) / 1000));
    return [sessionCookieHeader(explorerUrl, sessions.create(mine), seconds)];
  };
