import type { SigningSettings } from '../api/answers.ts';

/** A sign-in for the enrolment agent's audience, begun on this page: the gateway is no party to it and never sees the token. */
interface Begun {
  readonly state: string;
  readonly verifier: string;
  /** What the person calls the device. */
  readonly label: string;
}
const key = 'dn-enrolment';
const redirectUri = (): string => `${location.origin}/signing/enrolled`;

const base64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

interface Endpoints {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
}
const endpointsOf = async ({ issuer }: SigningSettings): Promise<Endpoints> =>
  (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Endpoints;

/** Leaves for the issuer (authorization code with PKCE, RFC 7636). */
export async function beginEnrolment(settings: SigningSettings, label: string): Promise<void> {
  const begun: Begun = { state: random(), verifier: random(), label };
  sessionStorage.setItem(key, JSON.stringify(begun));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(begun.verifier));
  const query = new URLSearchParams({
    client_id: settings.clientId,
    response_type: 'code',
    // A scope for issuers that know no resource indicators (RFC 8707) and give audiences by scope, such as Keycloak.
    scope: 'openid enrolment',
    resource: settings.enrolmentAudience,
    redirect_uri: redirectUri(),
    state: begun.state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  });
  location.assign(`${(await endpointsOf(settings)).authorization_endpoint}?${query}`);
}

/** Back from the issuer: the token for the agent, used once and kept nowhere. @throws when the answer is not to this page's own question */
export async function enrolmentToken(
  settings: SigningSettings,
  code: string,
  state: string,
): Promise<{ readonly token: string; readonly label: string }> {
  const begun = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Begun | null;
  sessionStorage.removeItem(key);
  if (begun === null || begun.state !== state) throw new Error('state');
  const answer = await fetch((await endpointsOf(settings)).token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: settings.clientId,
      redirect_uri: redirectUri(),
      code_verifier: begun.verifier,
      resource: settings.enrolmentAudience,
      code,
    }),
  });
  const said = (await answer.json()) as { access_token?: string; error_description?: string };
  if (said.access_token === undefined) throw new Error(said.error_description ?? String(answer.status));
  return { token: said.access_token, label: begun.label };
}
