import { join } from 'node:path';
import { bearerAuth } from './auth/bearer.ts';
import type { Config } from './config.ts';
import { ask, type personEnrolment } from './enrolment/enrol-person.ts';
import type { IndexStore } from './index-store/index-store.ts';
import { endOtherSessions } from './session/end-other-sessions.ts';
import { oidcClient } from './session/oidc-client.ts';
import { sessionAuth } from './session/session-auth.ts';
import { openSessions } from './session/session-store.ts';
import { signInsUnderWay } from './session/sign-ins.ts';
import type { SessionDeps } from './session/session-routes.ts';
import type { SubjectKeys } from './vault/subject-keys.ts';

/** Sessions of the workspaces: `authenticate` takes bearer tokens and the page's cookie. */
export function mountSession(
  config: Config,
  keys: SubjectKeys,
  store: IndexStore,
  identityOf: ReturnType<typeof personEnrolment>,
): SessionDeps {
  const sessions = openSessions(join(config.dataDir, 'sessions', 'sessions.db'), keys);
  return {
    ...{ config, store, sessions, identityOf },
    signIns: signInsUnderWay(),
    oidc: oidcClient(config),
    authenticate: sessionAuth(
      bearerAuth(config.issuer, config.audience, config.amrLevels),
      sessions,
      config.explorerUrl,
    ),
    units: {
      of: async (token, name) => (await ask<{ items: object[] }>(config.agentUrl, token, '/members', { name })).items,
      choose: (token, work) => ask(config.agentUrl, token, '/member/unit', work),
    },
    forget: identityOf.forget,
    endOtherSessions: endOtherSessions(sessions, config),
  };
}
