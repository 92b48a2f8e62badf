import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pdfOf } from '../labels/pdf-document.ts';
import { checkSignedPdfOnline } from './check-signed-pdf.ts';
import { fetchGuarded, type FetchRules } from './fetch-revocation.ts';
import { signCms, signPdf } from './sign-pdf.ts';
import { openTestAuthority, type TestAuthority, type TestSigner } from './test-authority.ts';

const now = new Date('2026-11-25T00:00:00Z');
/** What the responder does, and whom it takes for revoked. */
const responder: {
  answer: 'right' | 'old' | 'nothing' | 'too-much' | 'redirect' | 'slow';
  revoked: string[];
  by?: TestSigner;
} = {
  answer: 'right',
  revoked: [],
};
let asked: string[] = [];
let server: Server;
let host = '';
let rules: FetchRules;
beforeAll(async () => {
  const app = express().use(express.raw({ type: () => true }));
  app.use(async (request, response) => {
    asked.push(`${request.method} ${request.path}`);
    if (responder.answer === 'slow') return;
    if (responder.answer === 'redirect') return void response.redirect(`http://${host}/crl`);
    if (responder.answer === 'nothing') return void response.status(500).end();
    if (responder.answer === 'too-much') return void response.send(Buffer.alloc(11 * 2 ** 20));
    const [authority] = current;
    const at = responder.answer === 'old' ? new Date(now.getTime() - 30 * 86_400_000) : now;
    const body = request.body as Buffer;
    if (request.path === '/crl') return void response.send(Buffer.from(await authority!.crl(responder.revoked, at)));
    response.send(Buffer.from(await authority!.ocsp(body, responder.revoked, at, responder.by)));
  });
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  rules = { hosts: [host], allowPrivate: true };
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
let current: TestAuthority[] = [];

/** A further revision with a signature of its own, as a desktop program adds one. */
const signAgain = async (pdf: Buffer, by: TestSigner): Promise<Buffer> => {
  const room = 8192;
  const head = `\n90 0 obj\n<< /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange `;
  const rangeWidth = '[0 0000000000 0000000000 0000000000]'.length;
  const before = pdf.length + head.length + rangeWidth + ' /Contents '.length;
  const after = before + 2 * room + 2;
  const end = ' >>\nendobj\n%%EOF\n';
  const range = `[0 ${[before, after, end.length].map((one) => String(one).padStart(10, '0')).join(' ')}]`;
  const first = Buffer.concat([pdf, Buffer.from(`${head}${range} /Contents `)]);
  const cms = await signCms(Buffer.concat([first, Buffer.from(end)]), by, now);
  const hex = Buffer.from(cms)
    .toString('hex')
    .padEnd(2 * room, '0');
  return Buffer.concat([first, Buffer.from(`<${hex}>${end}`)]);
};

describe.each(['ec', 'rsa'] as const)('the responder of an authority with keys of kind %s', (kind) => {
  let authority: TestAuthority;
  let signer: TestSigner;
  let signed: Buffer;
  const check = async (bytes = signed, more: Partial<FetchRules> = {}) => {
    asked = [];
    const trust = { roots: [new X509Certificate(authority.root)], crls: [] };
    const [first] = await checkSignedPdfOnline(bytes, trust, now, { ...rules, ...more });
    return { revocation: first!.revocation, result: first!.result };
  };
  beforeAll(async () => {
    authority = await openTestAuthority(now, kind);
    current = [authority];
    const addresses = { ocsp: `http://${host}/ocsp`, crl: `http://${host}/crl` };
    signer = await authority.signer('CN=Lê Minh Quân', addresses);
    const pdf = await pdfOf({ size: 'A4' }, (document) => void document.addPage().font('bold').text('Quyết định'));
    signed = await signPdf(pdf, signer, now);
    Object.assign(responder, { answer: 'right', revoked: [], by: undefined });
  });

  test('says that a certificate is good, and that it is revoked', async () => {
    expect(await check()).toEqual({ revocation: 'good', result: 'valid' });
    expect(asked).toEqual(['POST /ocsp']);
    responder.revoked = [signer.serialNumber];
    expect(await check()).toEqual({ revocation: 'revoked', result: 'invalid' });
    responder.revoked = [];
  });

  test('may be another, if the authority delegated it', async () => {
    responder.by = await authority.signer('CN=OCSP (TEST)', { responder: true });
    expect(await check()).toEqual({ revocation: 'good', result: 'valid' });
    const other = await openTestAuthority(now, kind);
    for (const by of [
      await authority.signer('CN=Không được ủy quyền'),
      await other.signer('CN=OCSP giả', { responder: true }),
    ]) {
      responder.by = by;
      expect((await check()).revocation).toBe('unknown');
    }
    delete responder.by;
  });

  test.each(['old', 'nothing', 'too-much', 'redirect', 'slow'] as const)(
    'that answers with %s leaves it unknown',
    async (answer) => {
      responder.answer = answer;
      const ocspOnly = await authority.signer('CN=Chỉ OCSP', { ocsp: `http://${host}/ocsp` });
      const pdf = await pdfOf({ size: 'A4' }, (document) => void document.addPage().font('bold').text('x'));
      // Only who never answers is waited for briefly: on a busy machine an honest answer takes its time.
      const patience = answer === 'slow' ? { timeoutMs: 400 } : {};
      const found = await check(await signPdf(pdf, ocspOnly, now), patience);
      expect(found).toEqual({ revocation: 'unknown', result: 'unknown' });
      responder.answer = 'right';
    },
  );

  test('is not needed where there is a list', async () => {
    const crlOnly = await authority.signer('CN=Chỉ CRL', { crl: `http://${host}/crl` });
    const pdf = await pdfOf({ size: 'A4' }, (document) => void document.addPage().font('bold').text('x'));
    const bytes = await signPdf(pdf, crlOnly, now);
    expect(await check(bytes)).toEqual({ revocation: 'good', result: 'valid' });
    expect(asked).toEqual(['GET /crl']);
    responder.revoked = [crlOnly.serialNumber];
    expect(await check(bytes)).toEqual({ revocation: 'revoked', result: 'invalid' });
    responder.revoked = [];
  });

  test('whose host is not named, or lies inside, is not asked', async () => {
    expect((await check(signed, { hosts: [] })).revocation).toBe('unknown');
    expect((await check(signed, { allowPrivate: false })).revocation).toBe('unknown');
    expect(asked).toEqual([]);
  });

  test('is not asked about a file whose signature is wrong, or that was changed', async () => {
    const other = await authority.signer('CN=Kẻ mạo danh');
    const pdf = await pdfOf({ size: 'A4' }, (document) => void document.addPage().font('bold').text('x'));
    const forged = await signPdf(pdf, { certificates: signer.certificates, sign: other.sign }, now);
    expect(await check(forged)).toEqual({ revocation: 'unknown', result: 'invalid' });
    expect(asked).toEqual([]);
    expect((await check(Buffer.concat([signed, Buffer.from('\n% thêm\n')]))).result).toBe('invalid');
    expect(asked).toEqual([]);
  });

  test('is asked once for a certificate, however often it signed', async () => {
    // A second signature by the same person, over the whole of the first revision: the same bytes in another range.
    const second = await signAgain(signed, signer);
    asked = [];
    const trust = { roots: [new X509Certificate(authority.root)], crls: [] };
    const found = await checkSignedPdfOnline(second, trust, now, rules);
    expect(found.map(({ document, signature, revocation }) => [document, signature, revocation])).toEqual([
      ['signed-over', 'right', 'good'],
      ['intact', 'right', 'good'],
    ]);
    expect(asked).toEqual(['POST /ocsp']);
  });

  test('is tried at three addresses at most', async () => {
    responder.answer = 'nothing';
    const crls = Array.from({ length: 9 }, (_, n) => `http://${host}/crl?${n}`);
    const many = await authority.signer('CN=Nhiều địa chỉ', { crls });
    const pdf = await pdfOf({ size: 'A4' }, (document) => void document.addPage().font('bold').text('x'));
    expect((await check(await signPdf(pdf, many, now))).revocation).toBe('unknown');
    expect(asked).toHaveLength(3);
    responder.answer = 'right';
  });

  test('is not asked for a certificate of an unknown authority', async () => {
    const other = await openTestAuthority(now, kind);
    const stranger = await other.signer('CN=Lạ', { ocsp: `http://${host}/ocsp` });
    const pdf = await pdfOf({ size: 'A4' }, (document) => void document.addPage().font('bold').text('x'));
    expect((await check(await signPdf(pdf, stranger, now))).result).toBe('unknown');
    expect(asked).toEqual([]);
  });
});

test('a name that leads inside is not connected to, and only http is spoken', async () => {
  asked = [];
  const port = host.split(':')[1]!;
  const outer = { hosts: [`localhost:${port}`, `127.0.0.1:${port}`, 'a@b'], timeoutMs: 400 };
  for (const address of [
    `http://localhost:${port}/`,
    `http://127.0.0.1:${port}/`,
    `http://u:p@127.0.0.1:${port}/`,
    'file:///etc/passwd',
    `ftp://127.0.0.1:${port}/`,
    'ldap:///CN=x',
    'x',
  ])
    expect([address, await fetchGuarded(address, outer)]).toEqual([address, undefined]);
  expect(asked).toEqual([]);
});
