import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startIssuer, type RunningIssuer } from './issuer.ts';
import { accessToken } from './sign-in.ts';

describe('development issuer', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'oidc-'));
  let issuer: RunningIssuer;
  beforeAll(async () => {
    issuer = await startIssuer({ port: 0, dataDir });
  });
  afterAll(async () => {
    await issuer.close();
    rmSync(dataDir, { recursive: true });
  });
  const verify = (token: string) =>
    jwtVerify(token, createRemoteJWKSet(new URL(`${issuer.url}/jwks`)), {
      issuer: issuer.url,
      audience: 'urn:daunguon:gateway',
    });

  test('signs a farmer in and gives a JWT for the gateway', async () => {
    const { payload, protectedHeader } = await verify(await accessToken(issuer.url, 'farmer'));
    expect(payload.sub).toBe('demo-farmer');
    expect(protectedHeader).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
  });

  test('refuses an unknown login', async () => {
    await expect(accessToken(issuer.url, 'nobody')).rejects.toThrow('sign-in of nobody refused: 401');
  });

  test('an altered token does not verify', async () => {
    const token = await accessToken(issuer.url, 'farmer');
    const [head = '', , signature = ''] = token.split('.');
    const forged = Buffer.from(JSON.stringify({ ...decodeJwt(token), sub: 'demo-inspector' })).toString('base64url');
    await expect(verify(`${head}.${forged}.${signature}`)).rejects.toThrow('signature verification failed');
  });

  test('keeps its key over a restart', async () => {
    const token = await accessToken(issuer.url, 'packer');
    const port = Number(new URL(issuer.url).port);
    await issuer.close();
    issuer = await startIssuer({ port, dataDir });
    expect((await verify(token)).payload.sub).toBe('demo-packer');
  });

  test('says at its own address what it is and who the demo accounts are', async () => {
    const answer = await fetch(issuer.url);
    const page = await answer.text();
    expect([answer.status, page.includes('THỬ NGHIỆM'), page.includes('<code>inspector</code>')]).toEqual([
      200,
      true,
      true,
    ]);
    expect(page).not.toContain('<button');
  });

  test('does not send codes to strangers', async () => {
    const query =
      'client_id=daunguon-web&response_type=code&scope=openid&redirect_uri=https://evil.example/&code_challenge=x&code_challenge_method=S256';
    const answer = await fetch(`${issuer.url}/auth?${query}`, { redirect: 'manual' });
    expect(answer.status).toBe(400);
  });
});
