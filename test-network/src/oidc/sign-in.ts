import { createHash, randomBytes } from 'node:crypto';
import { gatewayResource, webClientId } from './clients.ts';

interface Endpoints {
  authorization_endpoint: string;
  token_endpoint: string;
}

const ownRedirectUri = 'http://127.0.0.1/signed-in';

/**
 * Signs a demo account in the way a browser does (OIDC authorization code with PKCE, RFC 7636) and returns the access token; `acr`: the
 * assurance level to ask for.
 * @throws when the issuer does not know the login.
 */
export async function accessToken(
  issuer: string,
  login: string,
  resource = gatewayResource,
  acr?: string,
): Promise<string> {
  const endpoints = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Endpoints;
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: webClientId,
    response_type: 'code',
    scope: 'openid profile gateway',
    resource,
    redirect_uri: ownRedirectUri,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: randomBytes(8).toString('hex'),
    ...(acr === undefined ? {} : { acr_values: acr }),
  });
  const code = await authorise(`${endpoints.authorization_endpoint}?${query}`, login);
  const answer = await fetch(endpoints.token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: webClientId,
      code,
      redirect_uri: ownRedirectUri,
      code_verifier: verifier,
      resource,
    }),
  });
  const token = (await answer.json()) as { access_token?: string; error_description?: string };
  if (token.access_token === undefined)
    throw new Error(`no token for ${login}: ${token.error_description ?? answer.status}`);
  return token.access_token;
}

/** Follows the redirects with the issuer's cookies until it sends the browser back to `redirectUri` with a code. */
export async function authorise(start: string, login: string, redirectUri = ownRedirectUri): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  let form: URLSearchParams | undefined;
  for (let hop = 0; hop < 10; hop += 1) {
    const response = await fetch(url, {
      method: form === undefined ? 'GET' : 'POST',
      ...(form === undefined ? {} : { body: form }),
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) {
      if (form !== undefined || response.status !== 200)
        throw new Error(`sign-in of ${login} refused: ${response.status}`);
      form = new URLSearchParams({ login });
      continue;
    }
    form = undefined;
    const next = new URL(location, url);
    if (next.href.startsWith(redirectUri)) {
      const code = next.searchParams.get('code');
      if (code === null) throw new Error(`sign-in of ${login} failed: ${next.searchParams.get('error_description')}`);
      return code;
    }
    url = next.href;
  }
  throw new Error('sign-in did not come to an end');
}
