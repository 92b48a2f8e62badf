import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import express from 'express';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sendProblem } from '../http/http-problem.ts';
import { pdfOf } from '../labels/pdf-document.ts';
import { legalAnswerSchema, legalSignatureRoutes } from './legal-signature-routes.ts';
import { readLegalTrust } from './legal-trust.ts';
import { signPdf } from './sign-pdf.ts';
import { openTestAuthority, type TestAuthority } from './test-authority.ts';

const now = new Date('2026-11-25T00:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'legal-'));
let server: Server;
let authority: TestAuthority;
let pdf: Buffer;
beforeAll(async () => {
  authority = await openTestAuthority(now);
  pdf = await pdfOf({ size: 'A4' }, (document) => void document.addPage().font('bold').text('Quyết định'));
  const app = express().use(
    legalSignatureRoutes(
      () => readLegalTrust(folder),
      { hosts: [] },
      () => now,
    ),
  );
  server = app.use(sendProblem).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});
const check = async (body: Uint8Array, type = 'application/pdf') => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/legal-signatures/check`;
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body: Uint8Array.from(body) });
  return { status: answer.status, body: (await answer.json()) as { signatures: unknown[]; refusal?: string } };
};

test('a signed PDF is unknown until its authority and its list are configured, then valid, then revoked', async () => {
  const signer = await authority.signer('CN=Lê Minh Quân');
  const signed = await signPdf(pdf, signer, now);
  expect((await check(signed)).body.signatures).toMatchObject([{ chain: 'no-root', result: 'unknown' }]);
  writeFileSync(join(folder, 'root.pem'), new X509Certificate(authority.root).toString());
  expect((await check(signed)).body.signatures).toMatchObject([{ revocation: 'unknown', result: 'unknown' }]);
  writeFileSync(join(folder, 'list.crl'), await authority.crl([], now));
  const valid = (await check(signed)).body;
  expect(legalAnswerSchema.parse(valid).signatures).toMatchObject([
    { result: 'valid', words: { vi: 'Chữ ký số hợp lệ theo chứng thư đã cấu hình' } },
  ]);
  writeFileSync(join(folder, 'list.crl'), await authority.crl([signer.serialNumber], now));
  expect((await check(signed)).body.signatures).toMatchObject([{ revocation: 'revoked', result: 'invalid' }]);
});

test('what is no signed PDF is told, and what is no PDF at all is not taken', async () => {
  expect((await check(pdf)).body).toEqual({ signatures: [], refusal: 'not-signed' });
  expect((await check(Buffer.from('x'))).body).toEqual({ signatures: [], refusal: 'not-a-pdf' });
  expect((await check(pdf, 'text/plain')).status).toBe(415);
});
