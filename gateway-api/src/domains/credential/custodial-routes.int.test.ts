/** Replacing a credential over HTTP, with the real stores; only the ledger is its border. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { subtle } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { derivedId, newId, openWithSecret } from '@daunguon/proof';
import { DomainError, type IssueBulk, type Supersede } from '@daunguon/records';
import express from 'express';
import { sendProblem } from '../../http/http-problem.ts';
import { openNumberBook, type NumberBook } from '../../vault/number-book.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { registerCustodialKey } from './custodial-keys.ts';
import { custodialRoutes } from './custodial-routes.ts';
import { openTestCredentials, testUnit, type TestCredentials } from './test-credentials.ts';

const stranger = '5D9P5HJKMN8QRSTVWXYZ012345';
const folder = mkdtempSync(join(tmpdir(), 'custodial-'));
const identityOf = (unit: string) => ({ mspId: 'EduMSP', unit, role: 'issuer', certificatePem: '', keyPem: '' });
let at: TestCredentials;
let numbers: NumberBook;
let server: Server;
let base = '';
let who = testUnit;
let refusal: DomainError | undefined;

const freshId = (): string => newId(crypto.getRandomValues(new Uint8Array(16)));
interface Answer {
  readonly code?: string;
  readonly links: readonly { readonly id: string; readonly link: string }[];
}
const post = async (path: string, body: object): Promise<{ status: number; body: Answer }> => {
  const sent = JSON.stringify({ requestId: freshId(), ...body });
  const answer = await fetch(`${base}/api/credential/custodial/${path}`, { method: 'POST', body: sent });
  return { status: answer.status, body: (await answer.json()) as Answer };
};
const diploma = (serialNumber: string, fullName = 'Nguyễn Thị Hoa') => ({
  kind: 'diploma',
  contents: {
    ...{ title: 'Bằng', fullName, issuedOn: '2026-06-20', issuer: 'Trường', birthDate: '2008-01-31', serialNumber },
  },
});
const issue = (...credentials: object[]) => post('issue', { credentials });
const replace = (id: string, credential: object) =>
  post('supersede', { id, act: 'reissue', ground: 'clerical-error', date: '2026-07-01', credential });
const opens = async ({ id, link }: Answer['links'][number]): Promise<boolean> => {
  const [row] = at.sealed.ofRecord(id);
  return openWithSecret(subtle, id, row?.sealed, link.split('#')[1]!).then(
    () => true,
    () => false,
  );
};

beforeAll(async () => {
  at = await openTestCredentials();
  numbers = openNumberBook(join(folder, 'numbers.db'));
  const submit = async (_identity: unknown, transaction: string, command: object) => {
    if (refusal !== undefined) throw refusal;
    if (transaction === 'Credential:IssueBulk') await at.issue((command as IssueBulk).credentials);
    if (transaction === 'Credential:Supersede') await at.issue([(command as Supersede).successor]);
    return { txId: 'ab', blockNumber: 1, result: null };
  };
  for (const use of ['sign', 'seal'] as const)
    await registerCustodialKey(
      { unitKeys: at.unitKeys, ledger: { submit } },
      identityOf(stranger),
      { requestId: freshId(), id: freshId(), use },
      new Date(),
    );
  const deps = {
    ...{ ...at, numbers, ledger: { submit }, config: { verifierUrl: 'https://xacminh.example' } },
    authenticate: () => Promise.resolve({ issuer: 'i', subject: 's', token: 't' }),
    identityOf: () => Promise.resolve(identityOf(who)),
    indexed: () => Promise.resolve(true),
  } as unknown as CredentialDeps;
  server = express().use(custodialRoutes(deps)).use(sendProblem).listen(0);
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  [who, refusal] = [testUnit, undefined];
});
afterAll(async () => {
  server.close();
  numbers.close();
  await at.close();
  rmSync(folder, { recursive: true });
});

test('a replacement that is refused frees none of the numbers of what it would have replaced', async () => {
  const { id } = (await issue(diploma('A 1'))).body.links[0]!;
  refusal = new DomainError('registry/not-accredited');
  expect((await replace(id, diploma('A 1', 'Nguyễn Thị Hoà'))).body.code).toBe('registry/not-accredited');
  refusal = undefined;
  expect((await issue(diploma('A1', 'Trần Văn Nam'))).body.code).toBe('credential/number-in-use');
  expect((await replace(id, diploma('A 1', 'Nguyễn Thị Hoà'))).status).toBe(201);
  expect((await issue(diploma('A1', 'Trần Văn Nam'))).body.code).toBe('credential/number-in-use');
});

test('another unit replaces nothing, learns nothing of a replacement, and ends no link', async () => {
  const { id } = (await issue(diploma('B 1'))).body.links[0]!;
  const replaced = await replace(id, diploma('B 1', 'Nguyễn Thị Hoà'));
  const [successor] = replaced.body.links;
  expect(successor!.id).toBe(derivedId('successor', id));
  who = stranger;
  for (const guess of ['Nguyễn Thị Hoà', 'Trần Văn Nam'])
    expect((await replace(id, diploma('B 1', guess))).body.code).toBe('credential/of-other-unit');
  expect(await opens(successor!)).toBe(true);
  expect(numbers.held(['x'])).toEqual([]);
});
