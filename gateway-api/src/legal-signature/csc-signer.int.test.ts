import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pdfOf } from '../labels/pdf-document.ts';
import { checkSignedPdf } from './check-signed-pdf.ts';
import { cscSigner } from './csc-signer.ts';
import { readCrl } from './revocation.ts';
import { signPdf } from './sign-pdf.ts';
import { openTestAuthority } from './test-authority.ts';
import { testCscService } from './test-csc-service.ts';

const now = new Date('2026-11-25T00:00:00Z');
/** What the service was asked, in the order of asking. */
const asked: Record<string, unknown>[] = [];
let server: Server;
let url = '';
let trust: Parameters<typeof checkSignedPdf>[1];
beforeAll(async () => {
  const authority = await openTestAuthority(now, 'rsa');
  const signer = await authority.signer('CN=Lê Minh Quân');
  trust = { roots: [new X509Certificate(authority.root)], crls: [readCrl(await authority.crl([], now))!] };
  const app = testCscService(signer, { token: 't-1', sad: 'approved' }, asked);
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/csc/v2`;
});
afterAll(() => void server.close());
const service = () => ({ url, credentialId: 'c-1', token: 't-1', sad: 'approved' });
const pdf = () => pdfOf({ size: 'A4' }, (document) => void document.addPage().font('bold').text('Quyết định'));

test('a PDF signed by the service is valid, and the service saw a hash alone', async () => {
  const signed = await signPdf(await pdf(), await cscSigner(service()), now);
  expect(checkSignedPdf(signed, trust, now)).toMatchObject([{ result: 'valid' }]);
  const { hashes, ...rest } = asked.at(-1)!;
  expect(rest).toEqual({
    ...{ credentialID: 'c-1', SAD: 'approved', hashAlgorithmOID: '2.16.840.1.101.3.4.2.1' },
    signAlgo: '1.2.840.113549.1.1.1',
  });
  expect(Buffer.from((hashes as string[])[0]!, 'base64')).toHaveLength(32);
});

test('without token or approval nothing is signed', async () => {
  await expect(cscSigner({ ...service(), token: 't-2' })).rejects.toThrow('refused credentials/info: 401');
  const signer = await cscSigner({ ...service(), sad: 'forged' });
  await expect(signPdf(await pdf(), signer, now)).rejects.toThrow('refused signatures/signHash: 400');
});
