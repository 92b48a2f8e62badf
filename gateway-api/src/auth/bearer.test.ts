import { expect, test } from '@jest/globals';
import { generateKeyPair, SignJWT } from 'jose';
import { bearerAuth } from './bearer.ts';

const issuer = 'http://issuer.test';
const audience = 'urn:test:gateway';
const { privateKey, publicKey } = await generateKeyPair('ES256');
const other = await generateKeyPair('ES256');
const authenticate = bearerAuth(issuer, audience, [], () => Promise.resolve(() => publicKey));

const token = (claims: { iss?: string; aud?: string; exp?: number } = {}, key = privateKey): Promise<string> =>
  new SignJWT({ iss: issuer, aud: audience, exp: Math.floor(Date.now() / 1000) + 60, sub: 'person', ...claims })
    .setProtectedHeader({ alg: 'ES256' })
    .sign(key);
const signIn = (header: string | undefined) => authenticate({ get: (() => header) as never });

test('a good token names the person', async () => {
  expect(await signIn(`Bearer ${await token()}`)).toMatchObject({ issuer, subject: 'person' });
});

test.each([
  ['none', () => Promise.resolve('')],
  ['expired', () => token({ exp: 1 })],
  ['of another issuer', () => token({ iss: 'http://evil.test' })],
  ['for another audience', () => token({ aud: 'urn:other' })],
  ['signed by another key', () => token({}, other.privateKey)],
])('a token is refused: %s', async (_case, make) => {
  await expect(signIn(`Bearer ${await make()}`)).rejects.toMatchObject({ status: 401, code: 'auth/token-refused' });
});
