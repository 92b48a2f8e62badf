import { expect, test } from '@jest/globals';
import { assured, isIssuing } from './assurance.ts';
import type { SignedIn } from './bearer.ts';

const level2 = { issuanceAcr: ['urn:a:high', 'urn:b:high'] };
const commands = [
  { path: '/api/ocop/ratings', transaction: 'Ocop:DecideRating' },
  { path: '/api/ocop/products', transaction: 'Ocop:SubmitProduct' },
];
const ask = (acr: string | undefined, path: string, method = 'POST', levels = level2) => {
  const person: SignedIn = { issuer: 'i', subject: 's', token: 't', ...(acr === undefined ? {} : { acr }) };
  return assured(() => Promise.resolve(person), levels, commands)({ get: () => undefined, method, path } as never);
};
const refused = { code: 'auth/insufficient-assurance', status: 401 };

test.each([
  '/api/ocop/ratings',
  '/api/credential/custodial/issue',
  '/api/credential/imports/01J/commit',
  '/api/exchange/imports/credentials/01J/commit',
  '/api/credential/api-keys',
  '/api/credential/api-keys/01J/rotate',
])('%s asks for the level, and names it to whoever lacks it', async (path) => {
  for (const acr of [undefined, 'urn:a:low']) await expect(ask(acr, path)).rejects.toMatchObject(refused);
  await expect(ask(undefined, path)).rejects.toMatchObject({
    headers: {
      'WWW-Authenticate': 'Bearer error="insufficient_user_authentication", acr_values="urn:a:high urn:b:high"',
    },
  });
  await expect(ask('urn:b:high', path)).resolves.toMatchObject({ subject: 's' });
});

test('reading, and what issues nothing, asks for no level; nor does anything where none is set', async () => {
  await expect(ask(undefined, '/api/credential/api-keys', 'GET')).resolves.toBeDefined();
  await expect(ask(undefined, '/api/ocop/products')).resolves.toBeDefined();
  await expect(ask(undefined, '/api/credential/api-keys/01J/revoke')).resolves.toBeDefined();
  await expect(ask(undefined, '/api/ocop/ratings', 'POST', { issuanceAcr: [] })).resolves.toBeDefined();
  expect(isIssuing('Credential:IssueBulk')).toBe(true);
  expect(isIssuing('Origin:RegisterBatch')).toBe(false);
});
