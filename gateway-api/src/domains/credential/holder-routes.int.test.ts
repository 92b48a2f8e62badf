import { subtle } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commitFields, derivedId, fromBase64, openFields } from '@daunguon/proof';
import express from 'express';
import { HttpProblem, sendProblem } from '../../http/http-problem.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { heldSchema } from './holder-schemas.ts';
import { holderRoutes } from './holder-routes.ts';
import { holderTag } from '../../vault/holder-tag.ts';
import { linkRoutes } from './link-routes.ts';
import { openTestCredentials, testUnit, type TestCredentials } from './test-credentials.ts';

const issuer = 'https://dang-nhap.example';
const shared = { title: 'Bằng', fullName: 'Nguyễn Thị Văn Bằng', issuedOn: '2026-06-20', issuer: 'Trường THPT' };
const today = Date.parse('2026-08-01T20:00:00Z');

let at: TestCredentials;
let server: Server;
let base = '';
let [diploma, course, others] = ['', '', ''];

const ask = async (method: 'GET' | 'POST', path: string, who: string, body?: object) => {
  const answer = await fetch(`${base}/api/credential/${path}`, {
    method,
    headers: { authorization: who },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
};
const heldOf = async (who: string) => heldSchema.parse((await ask('GET', 'mine', who)).json).items;

beforeAll(async () => {
  at = await openTestCredentials();
  const tag = (subject: string) => ({ holderTag: holderTag(at.vaultKey, { issuer, subject }) });
  const birthDate = '2008-01-31';
  [diploma = '', course = '', others = ''] = await at.seal([
    { kind: 'diploma', contents: { ...shared, birthDate }, ...tag('graduate') },
    { kind: 'course-certificate', contents: { ...shared, course: 'An toàn số' }, ...tag('graduate') },
    { kind: 'diploma', contents: { ...shared, birthDate }, ...tag('somebody') },
  ]);
  for (const id of [diploma, course, others]) await at.commit(id, 'active');
  // Who asks is what the token says here; no one has a place in an organisation but the school.
  const deps = {
    ...at,
    config: { verifierUrl: 'https://xacminh.example' },
    authenticate: (request: { get(name: string): string | undefined }) => {
      const subject = request.get('authorization') ?? '';
      if (subject === '') return Promise.reject(new HttpProblem('auth/token-refused'));
      return Promise.resolve({ issuer, subject, token: subject });
    },
    identityOf: (subject: string) =>
      subject === 'school'
        ? Promise.resolve({ unit: testUnit, role: 'issuer' })
        : Promise.reject(new HttpProblem('auth/no-member')),
  } as unknown as CredentialDeps;
  const app = express().use(
    holderRoutes(deps, () => today),
    linkRoutes(deps),
    sendProblem,
  );
  server = app.listen(0);
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server?.close();
  await at?.close();
});

test('a person sees what was issued to them, without contents, and nothing of others', async () => {
  const items = await heldOf('graduate');
  expect(items.map(({ id, kind, mustBeKept, opens }) => ({ id, kind, mustBeKept, opens }))).toEqual([
    { id: course, kind: 'course-certificate', mustBeKept: false, opens: true },
    { id: diploma, kind: 'diploma', mustBeKept: true, opens: true },
  ]);
  expect(JSON.stringify(items)).not.toContain(shared.fullName);
  expect(await heldOf('stranger')).toEqual([]);
  expect((await ask('GET', 'mine', '')).status).toBe(401);
});

test('what is opened after signing in is what was committed to, and the link that others have stays', async () => {
  const before = at.sealed.ofRecord(diploma);
  const { json } = await ask('POST', 'mine/open', 'graduate', { id: diploma });
  const [{ commitment, key }] = json['keys'] as [{ commitment: string; key: string }];
  const fields = await openFields(subtle, diploma, at.sealed.get(commitment)!, fromBase64(key)!);
  expect(commitFields(fields)).toBe(commitment);
  expect(fields.find(({ pointer }) => pointer === '/fullName')?.value).toBe(shared.fullName);
  expect(at.sealed.ofRecord(diploma)).toEqual(before);
});

test('nobody opens, renews or has erased what another holds: it does not even exist for them', async () => {
  for (const path of ['mine/open', 'mine/erasure']) {
    const [foreign, none] = [others, derivedId('successor', others)].map((id) => ask('POST', path, 'graduate', { id }));
    expect((await foreign!).status).toBe(404);
    expect((await none!).json['code']).toBe((await foreign!).json['code']);
  }
  expect((await ask('POST', 'links/recover', 'graduate', { id: others })).json).toEqual({ links: [], atUnit: [] });
});

test('one link is renewed when one is asked for', async () => {
  const kept = at.sealed.ofRecord(course);
  const { json } = await ask('POST', 'links/recover', 'graduate', { id: diploma });
  expect((json['links'] as { id: string }[]).map(({ id }) => id)).toEqual([diploma]);
  expect(at.sealed.ofRecord(course)).toEqual(kept);
});

test('a request for erasure reaches the unit, and its answer the person: refused by law, with ground', async () => {
  const asked = await ask('POST', 'mine/erasure', 'graduate', { id: diploma });
  expect(asked).toEqual({ status: 201, json: { askedOn: '2026-08-02', mustBeKept: true } });
  expect((await ask('GET', 'erasure-requests', 'graduate')).status).toBe(403);
  const requests = async () => (await ask('GET', 'erasure-requests', 'school')).json['items'];
  expect(await requests()).toMatchObject([{ id: diploma, mustBeKept: true, askedOn: '2026-08-02' }]);
  const refusal = { act: 'refuse-erasure', ground: 'register-must-be-kept', date: '2026-08-03' } as const;
  await at.commit(diploma, 'active', refusal);
  expect(await requests()).toEqual([]);
  const item = (await heldOf('graduate')).find(({ id }) => id === diploma);
  expect(item?.erasure).toEqual({ askedOn: '2026-08-02', answered: true });
  expect(item?.acts).toEqual([{ ...refusal, version: 2 }]);
});

test('after an erasure nothing of it is left but that it was erased, and when it was asked for', async () => {
  await ask('POST', 'mine/erasure', 'graduate', { id: course });
  await at.commit(course, 'erased', { act: 'erase', ground: 'holder-request', date: '2026-08-03' });
  at.sealed.erase(course);
  const item = (await heldOf('graduate')).find(({ id }) => id === course);
  expect(item).toMatchObject({ status: 'erased', opens: false, erasure: { answered: true } });
  expect((await ask('POST', 'mine/open', 'graduate', { id: course })).status).toBe(404);
});
