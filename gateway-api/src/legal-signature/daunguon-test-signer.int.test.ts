/** Remote signing end to end: the test service in a process of its own, the gateway's routes, and the check of what came back. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import type { Attested } from '../domains/credential/attested-files.ts';
import { sendProblem } from '../http/http-problem.ts';
import { pdfOf } from '../labels/pdf-document.ts';
import { createRateLimit } from '../market/rate-limit.ts';
import { legalAnswerSchema } from './legal-answer.ts';
import { legalSignatureRoutes, type LegalDeps } from './legal-signature-routes.ts';
import { readLegalTrust } from './legal-trust.ts';

jest.setTimeout(60_000);
const unit = '2D9P5HJKMN8QRSTVWXYZ012345';
const diploma = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const folder = mkdtempSync(join(tmpdir(), 'test-signer-'));
const command = join(import.meta.dirname, 'daunguon-test-signer.ts');
let signer: ChildProcess;
let server: Server;
let base = '';
let [url, token, sad] = ['', '', ''];

beforeAll(async () => {
  const name = 'CN=Lê Minh Quân (THỬ NGHIỆM)';
  signer = spawn(process.execPath, [command, '--name', name, '--trust', folder, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of signer.stdout!) {
    said += String(chunk);
    if (/^sad \w+$/m.test(said)) break;
  }
  [url, token, sad] = [/http\S+/, /(?<=token )\w+/, /(?<=sad )\w+/].map((part) => part.exec(said)![0]) as [
    string,
    string,
    string,
  ];
  // The school registered the certificate of the person who signs for it.
  const registered = createHash('sha256')
    .update(readFileSync(join(folder, 'test-signer.cer')))
    .digest('hex');
  const standing = { id: diploma, unit, unitName: 'Trường THPT', status: 'active', bytes: 1, mediaType: '', ts: '' };
  const deps: LegalDeps = {
    ...{ trust: () => readLegalTrust(folder), rules: { hosts: [] }, now: () => new Date(), cscUrl: url },
    byAddress: createRateLimit(Date.now),
    signsFor: (certificate) => Promise.resolve(certificate === registered ? [standing satisfies Attested] : []),
    standsFor: () => Promise.resolve([]),
    credentialPdf: () => pdfOf({ size: 'A4' }, (document) => void document.addPage().font('bold').text('Bằng')),
    commands: {
      authenticate: () => Promise.resolve({ issuer: '', subject: 's', token: 't' }),
      identityOf: () => Promise.resolve({ unit, role: 'issuer' }),
    } as unknown as LegalDeps['commands'],
  };
  server = express().use(legalSignatureRoutes(deps)).use(sendProblem).listen(0);
  base = `http://localhost:${(server.address() as AddressInfo).port}/api/legal-signatures`;
});
afterAll(() => {
  signer.kill();
  server.close();
  rmSync(folder, { recursive: true });
});

const sign = (change: object = {}) =>
  fetch(`${base}/sign`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ id: diploma, credentialId: 'test', token, sad, ...change }),
  });

test('a diploma that the service signed is found valid, by whom and for whom, and is called a test', async () => {
  const signed = await sign();
  expect([signed.status, signed.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const body = Buffer.from(await signed.arrayBuffer());
  const headers = { 'content-type': 'application/pdf' };
  const checked = await fetch(`${base}/check`, { method: 'POST', headers, body });
  const { signatures } = legalAnswerSchema.parse(await checked.json());
  expect(signatures).toMatchObject([{ result: 'valid', document: 'intact', signsFor: [{ unit }] }]);
  expect(signatures[0]!.signer).toContain('Lê Minh Quân');
  expect(signatures[0]!.issuer).toContain('THỬ NGHIỆM');
});

test('what the person did not approve is not signed', async () => {
  for (const change of [{ sad: 'guessed' }, { token: 'guessed' }]) {
    const refused = await sign(change);
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([502, 'legal/signing-refused']);
  }
});
