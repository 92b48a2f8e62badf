import { randomBytes } from 'node:crypto';
import type { SignInAttempt } from './oidc-client.ts';
import { returnPath } from './return-path.ts';

export interface SignIn {
  readonly attempt: SignInAttempt;
  /** Path to return to. */
  readonly to: string;
}

/** Sign-ins under way, each bound to the browser that began it by a cookie (OpenID Connect Core §3.1.2.1, state). */
export interface SignIns {
  begin(to: unknown): SignIn & { readonly cookie: string };
  /** The sign-in of this browser, once; undefined when the state is another one's or it took too long. */
  take(cookie: string, state: unknown): SignIn | undefined;
}

const lifeMs = 600_000;
/** More sign-ins at once than this are no people: the oldest give way. */
const most = 10_000;
const random = (): string => randomBytes(32).toString('base64url');

export function signInsUnderWay(now: () => number = Date.now): SignIns {
  const underWay = new Map<string, SignIn & { readonly until: number }>();
  return {
    begin: (to) => {
      const cookie = random();
      const signIn = { attempt: { state: random(), nonce: random(), verifier: random() }, to: returnPath(to) };
      underWay.set(cookie, { ...signIn, until: now() + lifeMs });
      for (const [key, { until }] of underWay) {
        if (until > now() && underWay.size <= most) break;
        underWay.delete(key);
      }
      return { ...signIn, cookie };
    },
    take: (cookie, state) => {
      const found = underWay.get(cookie);
      underWay.delete(cookie);
      return found !== undefined && found.until > now() && found.attempt.state === state ? found : undefined;
    },
  };
}
