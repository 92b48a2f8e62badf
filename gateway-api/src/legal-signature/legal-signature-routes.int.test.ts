import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHash, X509Certificate } from 'node:crypto';
import { attest, type Actor, type Attest, type RecordDraft, type RecordState } from '@daunguon/records';
import express from 'express';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attestationRoutes } from '../domains/credential/attestation-routes.ts';
import { attestedByDigest, certificateType, registeredFor } from '../domains/credential/attested-files.ts';
import { stateOf } from '../domains/record-reads.ts';
import { sendProblem } from '../http/http-problem.ts';
import { sendPieces } from '../http/test-send-pieces.ts';
import type { IndexStore } from '../index-store/index-store.ts';
import { openSqliteStore } from '../index-store/sqlite-store.ts';
import { createRateLimit } from '../market/rate-limit.ts';
import { pdfOf } from '../labels/pdf-document.ts';
import { collections, projectBlock } from '../project-block.ts';
import { legalAnswerSchema } from './legal-answer.ts';
import { legalSignatureRoutes, type LegalDeps } from './legal-signature-routes.ts';
import { readLegalTrust } from './legal-trust.ts';
import { signPdf } from './sign-pdf.ts';
import { openTestAuthority, type TestAuthority, type TestSigner } from './test-authority.ts';
import { testCscService } from './test-csc-service.ts';

const now = new Date('2026-11-25T00:00:00Z');
const unit = '2D9P5HJKMN8QRSTVWXYZ012345';
const notice = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const actor: Actor = { msp: 'AgriMSP', unit, role: 'inspector', signing: 'custodial' };
const folder = mkdtempSync(join(tmpdir(), 'legal-'));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const standing = {
  msp: 'AgriMSP',
  commune: '26068',
  grants: [
    {
      accreditation: notice,
      may: ['credential:attest'] as const,
      from: '2026-01-01T00:00:00Z',
      until: '2028-01-01T00:00:00Z',
    },
  ],
};
let store: IndexStore;
let server: Server;
let csc: Server;
let authority: TestAuthority;
let signer: TestSigner;
let pdf: Buffer;
let base = '';
let who = actor;
let block = 0;
let clock = 0;
/** The unit's accreditation, as the index has it. */
const accredit = (version: number, status: RecordDraft['status']): Promise<void> => {
  const [{ may, from, until }] = standing.grants as [(typeof standing.grants)[number]];
  const body = { unit, may: [...may], from, until };
  return commit({
    id: '4G7N0PQRSTVWXYZ12345ABCDEF',
    type: 'registry/accreditation',
    version,
    status,
    owner: unit,
    body,
  });
};
const commit = async (draft: RecordDraft): Promise<void> => {
  const state: RecordState = { ...draft, salt: '', commitment: 'c'.repeat(64), ts: now.toISOString(), by: actor };
  const ref = { number: (block += 1), hash: String(block) };
  const writes = [{ key: `r/${draft.id}`, value: JSON.stringify(state) }];
  const transactions = [{ txId: `tx-${block}`, time: now.toISOString(), endorsers: ['AgriMSP'], writes }];
  await store.applyBlocks([{ ref, ops: projectBlock({ ...ref, transactions }) }]);
};
/** What the chaincode would say, by its own rule. */
const submit = async (_: unknown, transaction: string, command: unknown) => {
  expect(transaction).toBe('Credential:Attest');
  const sent = command as Attest;
  const [existing, subject] = [await stateOf(store, sent.id), await stateOf(store, sent.subject ?? '')];
  const { next } = attest({ existing, standing, subject }, sent, who, now.toISOString());
  await commit(next[0]!);
  return { txId: 'ab', blockNumber: block, result: null };
};
const listen = (app: express.Express): Promise<Server> =>
  new Promise((resolve) => {
    const started: Server = app.listen(0, '127.0.0.1', () => resolve(started));
  });
const urlOf = (listening: Server): string => `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;

beforeAll(async () => {
  store = openSqliteStore(join(folder, 'index.db'), collections);
  authority = await openTestAuthority(now, 'rsa');
  signer = await authority.signer('CN=Lê Minh Quân');
  csc = await listen(testCscService(signer, { token: 't-1', sad: 'approved' }));
  pdf = await pdfOf({ size: 'A4' }, (document) => void document.addPage().font('bold').text('Thông báo thu hồi'));
  const record = { id: notice, type: 'origin/recall', version: 1, status: 'active', owner: unit, body: {} } as const;
  await commit(record);
  await accredit(1, 'active');
  const commands = {
    authenticate: () => Promise.resolve({ issuer: '', subject: 's', token: 't' }),
    identityOf: () => Promise.resolve({ mspId: who.msp, unit: who.unit, role: who.role }),
    ledger: { submit },
    indexed: () => Promise.resolve(true),
  } as unknown as LegalDeps['commands'];
  const app = express().use(attestationRoutes(store));
  app.use(
    legalSignatureRoutes({
      ...{ trust: () => readLegalTrust(folder), rules: { hosts: [] }, now: () => now, commands },
      signsFor: (certificate) => registeredFor(store, certificate, now),
      standsFor: (digest) => attestedByDigest(store, digest),
      cscUrl: `${urlOf(csc)}/csc/v2`,
      credentialPdf: () => Promise.resolve(pdf),
      byAddress: createRateLimit(() => clock),
    }),
  );
  server = await listen(app.use(sendProblem));
  base = urlOf(server);
}, 60_000);
afterAll(async () => {
  server.close();
  csc.close();
  await store.close();
  rmSync(folder, { recursive: true });
});
const send = async (path: string, body: Uint8Array | string, type = 'application/pdf') => {
  const sent = typeof body === 'string' ? body : Uint8Array.from(body);
  const answer = await fetch(`${base}${path}`, { method: 'POST', headers: { 'content-type': type }, body: sent });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const json = answer.headers.get('content-type')?.includes('json') === true;
  return { status: answer.status, bytes, body: (json ? JSON.parse(bytes.toString()) : {}) as Record<string, never> };
};
const check = (body: Uint8Array, type?: string) => send('/api/legal-signatures/check', body, type);
const attach = (body: Uint8Array, record = notice) => send(`/api/legal-signatures/attach?record=${record}`, body);
const list = async (path: string) => ((await (await fetch(`${base}${path}`)).json()) as { items: object[] }).items;

test('a signed PDF is unknown until its authority and its list are configured, then valid, then revoked', async () => {
  const signed = await signPdf(pdf, signer, now);
  expect((await check(signed)).body['signatures']).toMatchObject([{ chain: 'no-root', result: 'unknown' }]);
  writeFileSync(join(folder, 'root.pem'), new X509Certificate(authority.root).toString());
  expect((await check(signed)).body['signatures']).toMatchObject([{ revocation: 'unknown', result: 'unknown' }]);
  writeFileSync(join(folder, 'list.crl'), await authority.crl([], now));
  const valid = legalAnswerSchema.parse((await check(signed)).body);
  expect(valid).toMatchObject({
    digest: sha256(signed),
    signatures: [{ result: 'valid', words: { vi: 'Chữ ký số hợp lệ theo chứng thư đã cấu hình' }, signsFor: [] }],
    ledger: [],
    ledgerWords: { vi: 'Chưa đơn vị nào xác nhận tệp này trên sổ' },
  });
  writeFileSync(join(folder, 'list.crl'), await authority.crl([signer.serialNumber], now));
  expect((await check(signed)).body['signatures']).toMatchObject([{ revocation: 'revoked', result: 'invalid' }]);
  writeFileSync(join(folder, 'list.crl'), await authority.crl([], now));
});

test('what is no signed PDF is told, and what is no PDF at all is not taken', async () => {
  expect((await check(pdf)).body).toMatchObject({ signatures: [], refusal: 'not-signed' });
  expect((await check(Buffer.from('x'))).body).toMatchObject({ signatures: [], refusal: 'not-a-pdf' });
  expect((await check(pdf, 'text/plain')).body).toMatchObject({ refusal: 'not-signed' });
  expect((await check(pdf, 'image/png')).status).toBe(415);
});

test('only a person whose certificate the unit registered signs for it', async () => {
  const signed = await signPdf(pdf, signer, now);
  expect((await attach(signed)).body).toMatchObject({ status: 422, code: 'legal/signer-not-registered' });
  const der = signer.certificates[0]!;
  const registration = { id: '3F8K2M9QRT5VWXYZ01ABCDEGHJ', digest: sha256(der), bytes: der.length };
  const command = { requestId: notice, ...registration, mediaType: certificateType };
  await submit(null, 'Credential:Attest', command);
  expect((await check(signed)).body['signatures']).toMatchObject([
    { signsFor: [{ id: registration.id, unit }], signerWords: { vi: `Người ký thay mặt: ${unit}` } },
  ]);
  who = { ...actor, unit: notice };
  expect((await attach(signed)).body).toMatchObject({ code: 'legal/signer-not-registered' });
  who = actor;
});

test('a recall notice that was signed elsewhere is attached to its record by its digest, once', async () => {
  const signed = await signPdf(pdf, signer, now);
  const answer = await attach(signed);
  expect([answer.status, answer.body['signatures']]).toMatchObject([201, [{ result: 'valid' }]]);
  const [file] = await list(`/api/attestations/about/${notice}`);
  expect(file).toMatchObject({ unit, mediaType: 'application/pdf', bytes: signed.length, subject: notice });
  expect(await list(`/api/attestations/by-digest/${sha256(signed)}`)).toEqual([file]);
  expect((await check(signed)).body).toMatchObject({
    ledger: [file],
    ledgerWords: { vi: expect.stringContaining('không phải chữ ký số theo Luật Giao dịch điện tử') },
  });
  expect((await attach(signed)).status).toBe(409);
});

test.each<[string, string, () => Promise<Buffer>, string]>([
  ['not signed', 'legal/not-signed', () => Promise.resolve(pdf), notice],
  [
    'changed after it was signed',
    'legal/signature-invalid',
    async () => Buffer.concat([await signPdf(pdf, signer, now), Buffer.from('\n% thêm\n')]),
    notice,
  ],
  ['for a record that there is not', 'registry/record-not-found', () => signPdf(pdf, signer, new Date(0)), unit],
  ['for no record', 'http/invalid-query', () => signPdf(pdf, signer, now), 'x'],
])('a PDF that is %s is not attached: %s', async (_, code, make, record) => {
  expect((await attach(await make(), record)).body).toMatchObject({ code });
});

test('a diploma is signed by the remote service, for the unit of the signer alone', async () => {
  const request = { id: notice, credentialId: 'c-1', token: 't-1', sad: 'approved' };
  const sign = (body: object) => send('/api/legal-signatures/sign', JSON.stringify(body), 'application/json');
  who = { ...actor, role: 'issuer' };
  const signed = await sign(request);
  expect(signed.status).toBe(200);
  expect((await check(signed.bytes)).body['signatures']).toMatchObject([{ result: 'valid', signsFor: [{ unit }] }]);
  expect((await sign({ ...request, token: 't-2' })).body).toMatchObject({ code: 'legal/signing-refused' });
  expect((await sign({ ...request, sad: 'x' })).body).toMatchObject({ code: 'legal/signing-refused' });
  who = { ...actor, role: 'issuer', unit: notice };
  expect((await sign(request)).body).toMatchObject({ code: 'legal/signer-not-registered' });
  who = actor;
  expect((await sign(request)).body).toMatchObject({ code: 'auth/not-your-unit' });
});

test('whose unit may no longer attest signs for nobody, until it may again', async () => {
  const signed = await signPdf(pdf, signer, now);
  await accredit(2, 'suspended');
  expect((await check(signed)).body['signatures']).toMatchObject([{ result: 'valid', signsFor: [] }]);
  await accredit(3, 'active');
  expect((await check(signed)).body['signatures']).toMatchObject([{ signsFor: [{ unit }] }]);
});

test('a digest or an id that is none is refused', async () => {
  expect((await fetch(`${base}/api/attestations/by-digest/xyz`)).status).toBe(422);
  expect((await fetch(`${base}/api/attestations/about/xyz`)).status).toBe(404);
  expect(await list(`/api/attestations/by-digest/${'0'.repeat(64)}`)).toEqual([]);
});

test('a PDF of a gigabyte is refused by the length that it declares, or where it passes the limit, in constant memory', async () => {
  clock += 60_000;
  const before = process.memoryUsage().rss;
  for (const path of ['check', `attach?record=${notice}`]) {
    const url = `${base}/api/legal-signatures/${path}`;
    const type = { 'content-type': 'application/pdf' };
    const declared = await sendPieces(url, 1024, { ...type, 'content-length': String(1024 ** 3) });
    const undeclared = await sendPieces(url, 1024, { ...type, 'transfer-encoding': 'chunked' });
    expect([path, declared.status, undeclared.status]).toEqual([path, 413, 413]);
    expect(Math.max(declared.sent, undeclared.sent)).toBeLessThan(100);
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
});

test('an address has so many checks a minute: what is over them is refused before it is read', async () => {
  clock += 60_000;
  const statuses = [];
  for (let n = 0; n < 31; n += 1) statuses.push((await check(Buffer.from('x'))).status);
  expect(statuses).toEqual([...Array<number>(30).fill(200), 429]);
  clock += 60_000;
  expect((await check(Buffer.from('x'))).status).toBe(200);
});
