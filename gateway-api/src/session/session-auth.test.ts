import { expect, test } from '@jest/globals';
import { cookieHeader, cookieValue } from './cookies.ts';
import { sessionAuth } from './session-auth.ts';

const session = {
  ...{ issuer: 'http://issuer.test', subject: 'demo-farmer', name: 'Nông dân' },
  ...{ accessToken: 'kept', expiresAt: 1 },
};
const secret = 'a'.repeat(43);
const authenticate = sessionAuth(
  () => Promise.resolve({ issuer: 'http://issuer.test', subject: 'bearer', token: 'sent' }),
  { get: (given) => (given === secret ? session : undefined) },
  'http://localhost:8082',
);
const ask = (method: string, headers: Record<string, string>) =>
  authenticate({ method, get: ((name: string) => headers[name.toLowerCase()]) as never });
const cookie = `other=1; dn_session=${secret}`;

test('reads need the cookie only', async () => {
  expect(await ask('GET', { cookie })).toEqual({ issuer: 'http://issuer.test', subject: 'demo-farmer', token: 'kept' });
});

test('a bearer token goes before the cookie, and programs need no page header', async () => {
  expect(await ask('POST', { cookie, authorization: 'Bearer x' })).toMatchObject({ subject: 'bearer' });
  expect(await ask('POST', {})).toMatchObject({ subject: 'bearer' });
});

test.each([
  ['no page header', { cookie }, 'auth/forged-request'],
  ['the origin of another site', { cookie, 'dn-page': '1', origin: 'https://evil.example' }, 'auth/forged-request'],
  ['an opaque origin', { cookie, 'dn-page': '1', origin: 'null' }, 'auth/forged-request'],
  ['a session that ended', { cookie: `dn_session=${'b'.repeat(43)}`, 'dn-page': '1' }, 'auth/session-ended'],
])('a write is refused: %s', async (_name, headers, code) => {
  await expect(ask('POST', headers)).rejects.toMatchObject({ code });
});

test('a write of the page itself passes', async () => {
  const withOrigin = { cookie, 'dn-page': '1', origin: 'http://localhost:8082' };
  for (const headers of [{ cookie, 'dn-page': '1' }, withOrigin])
    expect(await ask('POST', headers)).toMatchObject({ subject: 'demo-farmer' });
});

test('cookies are read whole or not at all, and written so that no script reads them', () => {
  expect(cookieValue('dn_session=x"y; a=b', 'dn_session')).toBeUndefined();
  expect(cookieValue('not_dn_session=aaaaaaaaaaaaaaaaaaaa', 'dn_session')).toBeUndefined();
  expect(cookieHeader('dn_session', 'v', { path: '/', sameSite: 'Strict', maxAge: 60, secure: true })).toBe(
    'dn_session=v; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure',
  );
});
