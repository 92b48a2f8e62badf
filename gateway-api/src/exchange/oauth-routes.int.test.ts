import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { areaOf, openTestExchange, publicUrl, writeBlock, type TestExchange } from './test-exchange.ts';

const folder = mkdtempSync(join(tmpdir(), 'oauth-'));
let exchange: TestExchange;
let id: string;
let key: string;
beforeAll(async () => {
  exchange = await openTestExchange(folder);
  await writeBlock(exchange.store, 0, [areaOf('A1')]);
  key = exchange.partner({ scopes: ['changes:origin', 'webhooks'] });
  id = exchange.mounted.parts.partners.withKey(key)!.id;
});
afterAll(async () => {
  await exchange.close();
  rmSync(folder, { recursive: true });
});

const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${encodeURIComponent(user)}:${encodeURIComponent(password)}`).toString('base64')}`;
const ask = async (form: Record<string, string> | string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${exchange.url}/oauth/token`, {
    ...{ method: 'POST', body: new URLSearchParams(form), headers },
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, string> };
};
const grant = { grant_type: 'client_credentials' };
const changes = (token: string) => exchange.get('/lgsp/v1/changes', token);
const bearer = (token: string) =>
  fetch(`${exchange.url}/lgsp/v1/changes`, { headers: { authorization: `Bearer ${token}` } });

test('its metadata names the token endpoint (RFC 8414)', async () => {
  const answer = await exchange.get('/.well-known/oauth-authorization-server');
  expect(await answer.json()).toMatchObject({
    ...{ issuer: publicUrl, token_endpoint: `${publicUrl}/oauth/token` },
    ...{ grant_types_supported: ['client_credentials'], response_types_supported: [] },
  });
});

test.each<[string, () => [Record<string, string>, Record<string, string>]]>([
  ['HTTP Basic', () => [grant, { authorization: basic(id, key) }]],
  ['the form', () => [{ ...grant, client_id: id, client_secret: key }, {}]],
])('a system gets a token by %s and reads with it for an hour', async (_name, parts) => {
  const { status, headers, body } = await ask(...parts());
  expect([status, headers.get('cache-control'), headers.get('pragma')]).toEqual([200, 'no-store', 'no-cache']);
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'changes:origin webhooks' });
  const token = body['access_token']!;
  expect((await bearer(token)).status).toBe(200);
  expect(readFileSync(join(folder, 'vault/exchange.db')).includes(token)).toBe(false);
  exchange.clock.now += 3_600_001;
  expect((await bearer(token)).status).toBe(401);
});

test('a token has the scopes that were asked for, never more than its system has', async () => {
  const narrow = await ask({ ...grant, scope: 'webhooks' }, { authorization: basic(id, key) });
  const refused = await bearer(narrow.body['access_token']!);
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([403, 'auth/key-scope']);
  expect((await ask({ ...grant, scope: 'changes:carbon' }, { authorization: basic(id, key) })).body).toEqual({
    error: 'invalid_scope',
  });
});

test.each<[number, string, Record<string, string> | string, (() => string) | undefined]>([
  [401, 'invalid_client', grant, undefined],
  [401, 'invalid_client', grant, () => basic(id, 'dnp_wrong')],
  [401, 'invalid_client', grant, () => basic('0'.repeat(26), key)],
  [401, 'invalid_client', grant, () => 'Basic %%%'],
  [401, 'invalid_client', { ...grant, client_secret: 'x' }, () => basic(id, key)],
  [400, 'unsupported_grant_type', { grant_type: 'password' }, () => basic(id, key)],
  [400, 'invalid_request', { scope: 'webhooks' }, () => basic(id, key)],
  [400, 'invalid_request', 'grant_type=client_credentials&grant_type=client_credentials', () => basic(id, key)],
])('%d %s', async (status, error, form, authorization) => {
  const answer = await ask(form, authorization === undefined ? {} : { authorization: authorization() });
  expect([answer.status, answer.body]).toEqual([status, { error }]);
  if (status === 401) expect(answer.headers.get('www-authenticate')).toContain('Basic');
});

test('with a new key, or a revoked one, its tokens end too', async () => {
  const take = async (secret: string) => (await ask(grant, { authorization: basic(id, secret) })).body['access_token']!;
  const before = await take(key);
  const rotated = (await (await exchange.post(`/api/exchange/partners/${id}/rotate`, {}, 'registrar')).json()) as {
    key: string;
  };
  expect((await bearer(before)).status).toBe(401);
  const after = await take(rotated.key);
  expect((await bearer(after)).status).toBe(200);
  await exchange.post(`/api/exchange/partners/${id}/revoke`, {}, 'registrar');
  expect((await bearer(after)).status).toBe(401);
  expect((await changes(rotated.key)).status).toBe(401);
});

test('who asks for a token again and again is told to wait', async () => {
  const other = exchange.partner();
  const user = exchange.mounted.parts.partners.withKey(other)!.id;
  const statuses = [];
  for (let n = 0; n < 31; n += 1) statuses.push((await ask(grant, { authorization: basic(user, other) })).status);
  expect(statuses.slice(-2)).toEqual([200, 429]);
});
