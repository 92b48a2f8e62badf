import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';
import { assuranceLevels, enrolmentResource, gatewayResource, webClientId } from './clients.ts';
import { readAccounts, type DemoAccount } from './demo-accounts.ts';
import { errorPage, frontPage, signInPage, style, stylePath } from './sign-in-page.ts';
import { issuerKeys, type IssuerKeys } from './signing-keys.ts';

export interface IssuerOptions {
  /** 0 takes a free port. */
  port: number;
  /** JSON list of accounts; default: the demonstration's. */
  accountsFile?: string;
  /** Folder for the issuer's keys. */
  dataDir: string;
  /** Where the web client may be sent back to; the defaults fit the standard ports. */
  redirectUris?: string[];
  /** Methods of a sign-in (`amr`, RFC 8176) that it states in the place of a level (`acr`), as issuers do that know no levels. */
  methods?: () => string[];
}

export interface RunningIssuer {
  url: string;
  accounts: readonly DemoAccount[];
  close(): Promise<void>;
}

const defaultRedirects = [
  'http://localhost:8080/docs/oauth2-redirect.html',
  'http://localhost:8082/signed-in',
  'http://localhost:8082/',
  'http://127.0.0.1/signed-in',
];

/** What may be asked for: issuers that know no resource indicators give each audience by its scope. Here the resource alone decides. */
const resourceScopes = 'gateway enrolment';

const html = 'text/html; charset=utf-8';
/**
 * Content Security Policy (Level 3) of every answer: the pages' own style and form. A form whose answer leads on to an application must name that
 * application, too. Who signs in while another is signed in passes a form that sends itself: the provider adds its script's hash to `script-src`,
 * where there is one.
 */
const policyOf = (redirects: readonly string[]): string =>
  [
    ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"],
    ["form-action 'self'", ...new Set(redirects.map((redirect) => new URL(redirect).origin))].join(' '),
  ].join('; ');

/** A development OpenID Connect issuer with demo accounts. It proves nothing about anybody; production uses VNeID or Keycloak. */
export async function startIssuer(options: IssuerOptions): Promise<RunningIssuer> {
  const accounts = readAccounts(options.accountsFile);
  let handle: (request: IncomingMessage, response: ServerResponse) => void = (_, response) =>
    response.writeHead(503).end();
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, 'localhost', resolve);
  });
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const redirects = [...defaultRedirects, ...(options.redirectUris ?? [])];
  const provider = new Provider(url, configuration(accounts, issuerKeys(options.dataDir), redirects));
  const callback = provider.callback();
  const policy = policyOf(redirects);
  const { methods } = options;
  handle = (request, response) => {
    response.setHeader('content-security-policy', policy);
    if ((request.url ?? '').startsWith('/interaction/')) {
      interact({ provider, accounts, ...(methods === undefined ? {} : { methods }) }, request, response).catch(() => {
        if (!response.headersSent) response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' });
        response.end('Phiên đăng nhập đã hết hạn. This sign-in has expired: start again.\n');
      });
    } else if (request.url === '/') response.setHeader('content-type', html).end(frontPage(accounts));
    else if (request.url === stylePath) response.setHeader('content-type', 'text/css').end(style);
    else void callback(request, response);
  };
  return {
    url,
    accounts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function configuration(accounts: readonly DemoAccount[], keys: IssuerKeys, redirects: string[]): Configuration {
  return {
    jwks: keys.jwks,
    cookies: { keys: keys.cookieKeys },
    clients: [
      {
        client_id: webClientId,
        token_endpoint_auth_method: 'none',
        application_type: 'web',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: redirects,
        id_token_signed_response_alg: 'ES256',
      },
    ],
    responseTypes: ['code'],
    acrValues: [...assuranceLevels],
    scopes: ['openid', 'profile', 'offline_access'],
    claims: { openid: ['sub', 'amr'], profile: ['name', 'preferred_username'] },
    pkce: { required: () => true },
    clientBasedCORS: () => true,
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    ttl: {
      AccessToken: 3600,
      IdToken: 3600,
      Grant: 86_400,
      Session: 86_400,
      Interaction: 3600,
      RefreshToken: 86_400,
      AuthorizationCode: 60,
    },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => gatewayResource,
        useGrantedResource: () => true,
        getResourceServerInfo: (_, resource) => ({
          scope: resourceScopes,
          audience: resource === enrolmentResource ? enrolmentResource : gatewayResource,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 3600,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    findAccount: (_, sub) => {
      const account = accounts.find((one) => one.sub === sub);
      if (account === undefined) return undefined;
      return { accountId: sub, claims: () => ({ sub, name: account.name, preferred_username: account.login }) };
    },
    // How well somebody signed in goes into access tokens, too (RFC 9068 §2.2.1): the gateway asks them by RFC 9470.
    extraTokenClaims: ({ oidc }) => {
      const { acr, amr } = oidc.entities.AuthorizationCode ?? {};
      return { ...(acr === undefined ? {} : { acr }), ...(amr === undefined ? {} : { amr }) };
    },
    renderError: (context, { error, error_description: why = '' }) => {
      context.type = 'html';
      context.body = errorPage(`${error}: ${why}`);
    },
    // Demo accounts consent to the project's own client by signing in.
    loadExistingGrant: async (context) => {
      const { provider, client, session } = context.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const known = session.grantIdFor(client.clientId);
      const grant =
        (known === undefined ? undefined : await provider.Grant.find(known)) ??
        new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile offline_access gateway');
      for (const resource of [gatewayResource, enrolmentResource]) grant.addResourceScope(resource, resourceScopes);
      await grant.save();
      return grant;
    },
  };
}

async function interact(
  { provider, accounts, methods }: { provider: Provider; accounts: readonly DemoAccount[]; methods?: () => string[] },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const login = request.method === 'POST' ? new URLSearchParams(await body(request)).get('login') : undefined;
  const account = accounts.find((one) => one.login === login);
  if (account !== undefined) {
    // Nobody is proven here: the level is the one that was asked for, else the lowest.
    const asked = String(params['acr_values'] ?? '').split(' ');
    const acr = assuranceLevels.find((level) => asked.includes(level)) ?? assuranceLevels[0];
    const stated = methods === undefined ? { acr } : { amr: methods() };
    await provider.interactionFinished(request, response, { login: { accountId: account.sub, ...stated } });
    return;
  }
  const wrong = login ?? undefined;
  response.writeHead(wrong === undefined ? 200 : 401, {
    'content-type': html,
    'cache-control': 'no-store',
  });
  response.end(signInPage(request.url ?? '', accounts, wrong));
}

async function body(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 4096) throw new Error('form too large');
  }
  return text;
}
