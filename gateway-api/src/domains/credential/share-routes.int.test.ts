import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  discloseFields,
  encodeDisclosure,
  fromBase64,
  newShareLink,
  openFields,
  openShare,
  sealShare,
} from '@daunguon/proof';
import express from 'express';
import { HttpProblem, sendProblem } from '../../http/http-problem.ts';
import { holderTag } from '../../vault/holder-tag.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { eraseContents } from './erasure.ts';
import { bodyKeysOf } from './holder-reads.ts';
import { shareRoutes } from './share-routes.ts';
import { sharesSchema } from './share-schemas.ts';
import { openTestCredentials, type TestCredentials } from './test-credentials.ts';

const { subtle } = webcrypto;
const issuer = 'https://dang-nhap.example';
const random = (length: number): Uint8Array => webcrypto.getRandomValues(new Uint8Array(length));
const today = Date.parse('2026-08-01T20:00:00Z');
let at: TestCredentials;
let server: Server;
let base = '';
let [mine, others] = ['', ''];
const link = newShareLink(random);
let box = '';

const ask = async (method: 'GET' | 'POST', path: string, who: string, body?: object) => {
  const answer = await fetch(`${base}/api/credential/${path}`, {
    ...{ method, headers: { authorization: who } },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
};
const sharesOf = async (who: string) => sharesSchema.parse((await ask('GET', 'mine/shares', who)).json).items;
const share = (who: string, change: object = {}) =>
  ask('POST', 'mine/shares', who, { id: mine, share: link.share, fields: ['fullName'], box, ...change });

beforeAll(async () => {
  at = await openTestCredentials();
  const row = (subject: string) => ({
    ...{ kind: 'course-certificate' as const, holderTag: holderTag(at.vaultKey, { issuer, subject }) },
    contents: {
      title: 'Chứng chỉ',
      fullName: 'Nguyễn Thị Hoa',
      issuedOn: '2026-06-20',
      issuer: 'Trường',
      course: 'An toàn số',
    },
  });
  [mine = '', others = ''] = await at.seal([row('graduate'), row('somebody')]);
  for (const id of [mine, others]) await at.commit(id, 'active');
  const [{ commitment, key }] = (await bodyKeysOf(at, mine)) as [{ commitment: string; key: string }];
  const fields = await openFields(subtle, mine, at.sealed.get(commitment)!, fromBase64(key)!);
  const fullName = fields.findIndex(({ pointer }) => pointer === '/fullName');
  box = await sealShare(subtle, random, link, encodeDisclosure(mine, discloseFields(fields, [0, fullName])));
  const deps = {
    ...at,
    authenticate: (request: { get(name: string): string | undefined }) => {
      const subject = request.get('authorization') ?? '';
      if (subject === '') return Promise.reject(new HttpProblem('auth/token-refused'));
      return Promise.resolve({ issuer, subject, token: subject });
    },
  } as unknown as CredentialDeps;
  server = express()
    .use(shareRoutes(deps, () => today))
    .use(sendProblem)
    .listen(0);
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await at.close();
});

test('a holder shares chosen fields of their own credential; the gateway keeps what only the link opens', async () => {
  expect(await share('graduate')).toEqual({ status: 201, json: { share: link.share, madeOn: '2026-08-02' } });
  // Sent again because the answer was lost.
  expect((await share('graduate')).status).toBe(201);
  expect(await sharesOf('graduate')).toEqual([
    { share: link.share, id: mine, fields: ['fullName'], madeOn: '2026-08-02' },
  ]);
  const { json } = await ask('GET', `shares/${link.share}`, '');
  const shown = await openShare(subtle, link, mine, json['box']);
  expect(shown?.fields.map(({ pointer, value }) => [pointer, value])).toEqual([
    ['/kind', 'course-certificate'],
    ['/fullName', 'Nguyễn Thị Hoa'],
  ]);
  expect(readFileSync(`${at.folder}/shares.db`).includes('Hoa')).toBe(false);
});

test('nobody shares what another holds, takes a name that is taken, or sees and withdraws another’s shares', async () => {
  expect((await share('graduate', { id: others, share: newShareLink(random).share })).status).toBe(404);
  expect((await share('', { share: newShareLink(random).share })).status).toBe(401);
  expect((await share('graduate', { box: 'AAAA' })).status).toBe(422);
  expect((await share('graduate', { fields: ['Nguyễn Thị Hoa'] })).status).toBe(422);
  expect(await sharesOf('somebody')).toEqual([]);
  expect((await ask('POST', 'mine/shares/withdraw', 'somebody', { share: link.share })).status).toBe(404);
  expect((await ask('GET', `shares/${link.share}`, '')).status).toBe(200);
});

test('withdrawn, the link shows nothing, and its contents are gone from the file', async () => {
  const db = new DatabaseSync(`${at.folder}/shares.db`);
  const lying = String(db.prepare('SELECT box FROM shares WHERE share = ?').get(link.share)?.['box']);
  db.close();
  const inFile = (text: string): boolean => readFileSync(`${at.folder}/shares.db`).includes(text);
  expect([inFile(lying.slice(0, 60)), inFile(box.slice(0, 60))]).toEqual([true, false]);
  const withdrawn = await ask('POST', 'mine/shares/withdraw', 'graduate', { share: link.share });
  expect(withdrawn).toEqual({ status: 200, json: { share: link.share, withdrawn: true } });
  expect(await sharesOf('graduate')).toEqual([]);
  expect((await ask('GET', `shares/${link.share}`, '')).status).toBe(404);
  expect(inFile(lying.slice(0, 60))).toBe(false);
  expect((await ask('GET', 'shares/x', '')).status).toBe(404);
});

test('an erasure ends what was shown of the record', async () => {
  await share('graduate');
  expect(eraseContents({ ...at, imports: [] }, [mine])).toBe(1);
  expect((await ask('GET', `shares/${link.share}`, '')).status).toBe(404);
});
