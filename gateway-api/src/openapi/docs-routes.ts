import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import express, { Router } from 'express';
import { pagePolicy } from '../http/page-policy.ts';

/** How the page signs a person in: authorization code with PKCE (RFC 7636), without a secret. */
export interface DocsSignIn {
  readonly issuer: string;
  /** Public client that the issuer sends back to `/docs/oauth2-redirect.html`. */
  readonly clientId: string;
}

const page = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Dấu Nguồn API</title>
<link rel="stylesheet" href="/docs/assets/swagger-ui.css"><div id="swagger-ui"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></html>`;
const start = (clientId: string): string => `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  validatorUrl: null,
  docExpansion: 'none', // two hundred operations at once are more than the page can draw
  oauth2RedirectUrl: location.origin + '/docs/oauth2-redirect.html',
}).initOAuth({
  clientId: ${JSON.stringify(clientId)},
  scopes: ['openid', 'gateway'],
  usePkceWithAuthorizationCodeGrant: true,
});`;
/** Nothing is loaded from elsewhere; the issuer alone is asked, for its endpoints and for tokens. */
const policyOf = (issuer: string): string =>
  pagePolicy({
    ...{ 'script-src': "'self'", 'img-src': "'self' data:" },
    'connect-src': `'self' ${new URL(issuer).origin}`,
  });

/** The self-hosted documentation page, on which a person can sign in and try each operation. */
export function docsRoutes(document: object, { issuer, clientId }: DocsSignIn): Router {
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const policy = policyOf(issuer);
  const router = Router();
  router.get('/openapi.json', (_request, response) => void response.json(document));
  router.use('/docs', (_request, response, next) => {
    response.set('Content-Security-Policy', policy);
    next();
  });
  router.get('/docs', (_request, response) => void response.type('html').send(page));
  router.get('/docs/start.js', (_request, response) => void response.type('js').send(start(clientId)));
  for (const name of ['oauth2-redirect.html', 'oauth2-redirect.js'])
    router.get(`/docs/${name}`, (_request, response) => response.sendFile(join(assets, name)));
  router.use('/docs/assets', express.static(assets, { index: false }));
  return router;
}
