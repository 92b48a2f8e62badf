/** An issuer that states how people signed in (`amr`, RFC 8176) and no level: what the gateway makes of it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { requireAssurance } from '../../../gateway-api/src/auth/assurance.ts';
import { bearerAuth } from '../../../gateway-api/src/auth/bearer.ts';
import { readConfig } from '../../../gateway-api/src/config.ts';
import { oidcClient } from '../../../gateway-api/src/session/oidc-client.ts';
import { startIssuer, type RunningIssuer } from './issuer.ts';
import { accessToken, authorise } from './sign-in.ts';

const level = 'urn:example:high';
const dataDir = mkdtempSync(join(tmpdir(), 'oidc-'));
let issuer: RunningIssuer;
let methods = ['pwd'];
beforeAll(async () => {
  const redirectUris = ['http://localhost:8082/session/callback'];
  issuer = await startIssuer({ port: 0, dataDir, redirectUris, methods: () => methods });
});
afterAll(async () => {
  await issuer.close();
  rmSync(dataDir, { recursive: true });
});

const settings = (mapping: string) =>
  readConfig({ DN_OIDC_ISSUER: issuer.url, DN_OIDC_ISSUANCE_ACR: level, DN_OIDC_AMR_LEVELS: mapping });

/** Signs in as the workspaces do, for an act of issuance. */
async function session(mapping: string) {
  const config = settings(mapping);
  const client = oidcClient(config);
  const [state = '', nonce = '', verifier = ''] = [0, 1, 2].map(() => randomBytes(32).toString('base64url'));
  const attempt = { state, nonce, verifier };
  const start = await client.signInUrl(attempt, config.issuanceAcr);
  return client.redeem(await authorise(start, 'farmer', 'http://localhost:8082/session/callback'), attempt);
}
const bearer = async (mapping: string) => {
  const token = await accessToken(issuer.url, 'farmer');
  expect(decodeJwt(token)).toMatchObject({ amr: methods });
  expect(decodeJwt(token)).not.toHaveProperty('acr');
  const config = settings(mapping);
  return bearerAuth(config.issuer, config.audience, config.amrLevels)({ get: (() => `Bearer ${token}`) as never });
};

test.each([
  ['the session of a page', session],
  ['a bearer token', bearer],
])('%s has the level for which its methods stand, and issues with it; other methods do not', async (_case, signIn) => {
  const mapping = `${level}=face+hwk ${level}=mfa`;
  methods = ['pwd', 'hwk'];
  const weak = await signIn(mapping);
  expect(weak).not.toHaveProperty('acr');
  expect(() => requireAssurance(settings(mapping), weak)).toThrow(
    expect.objectContaining({ code: 'auth/insufficient-assurance' }),
  );
  methods = ['pwd', 'mfa'];
  const strong = await signIn(mapping);
  expect(strong).toMatchObject({ acr: level });
  requireAssurance(settings(mapping), strong);
  // Without a setting that says so, methods stand for nothing.
  expect(await signIn('')).not.toHaveProperty('acr');
});
