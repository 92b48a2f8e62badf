import { beforeAll, describe, expect, test } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import { pdfOf } from '../labels/pdf-document.ts';
import { checkSignedPdf } from './check-signed-pdf.ts';
import { readCrl } from './revocation.ts';
import { type LegalSigner, signPdf } from './sign-pdf.ts';
import { openTestAuthority, type TestAuthority } from './test-authority.ts';

const now = new Date('2026-11-25T00:00:00Z');
const subject = 'CN=Lê Minh Quân, O=Trường THPT Trấn Biên (mẫu)';

describe.each(['ec', 'rsa'] as const)('a PDF signed with a key of kind %s', (kind) => {
  let authority: TestAuthority;
  let signer: LegalSigner & { serialNumber: string };
  let pdf: Buffer;
  let signed: Buffer;
  let trust: Parameters<typeof checkSignedPdf>[1];
  const check = (bytes: Uint8Array, at = now) => checkSignedPdf(bytes, trust, at);
  beforeAll(async () => {
    authority = await openTestAuthority(now, kind);
    signer = await authority.signer(subject);
    pdf = await pdfOf({ size: 'A4' }, (document) => void document.addPage().font('bold').text('Quyết định thử nghiệm'));
    signed = await signPdf(pdf, signer, now);
    trust = { roots: [new X509Certificate(authority.root)], crls: [readCrl(await authority.crl([], now))!] };
  });

  test('is valid, and says by whom and when', () => {
    expect(check(signed)).toEqual([
      {
        ...{ kind: 'legal-signature', result: 'valid', document: 'intact', signature: 'right', chain: 'trusted' },
        ...{ revocation: 'good', claimedTime: '2026-11-25T00:00:00.000Z', serialNumber: '02' },
        signer: expect.stringContaining('Lê Minh Quân'),
        certificate: expect.stringMatching(/^[0-9a-f]{64}$/),
        issuer: expect.stringContaining('THỬ NGHIỆM'),
      },
    ]);
  });

  test('changed in any byte is invalid', () => {
    for (const at of [20, pdf.length - 30, signed.length - 10]) {
      const changed = Buffer.from(signed);
      changed[at]! ^= 1;
      const result = (() => {
        try {
          return check(changed)[0]!.result;
        } catch (error) {
          return (error as Error).name;
        }
      })();
      expect(['invalid', 'PdfSignatureError']).toContain(result);
    }
  });

  test('with anything after it is invalid, even an update that is well formed', () => {
    const added = Buffer.concat([signed, Buffer.from('\n9 0 obj\n<< /Evil true >>\nendobj\n%%EOF\n')]);
    expect(check(added)).toMatchObject([{ document: 'changed-later', signature: 'right', result: 'invalid' }]);
  });

  test('by an unknown authority, or without a list of revocations, cannot be told', async () => {
    const other = await openTestAuthority(now, kind);
    const stranger = await signPdf(pdf, await other.signer(subject), now);
    expect(check(stranger)).toMatchObject([{ signature: 'right', chain: 'no-root', result: 'unknown' }]);
    const unlisted = checkSignedPdf(signed, { ...trust, crls: [] }, now);
    expect(unlisted).toMatchObject([{ chain: 'trusted', revocation: 'unknown', result: 'unknown' }]);
    const forged = readCrl(await other.crl([], now))!;
    expect(checkSignedPdf(signed, { ...trust, crls: [forged] }, now)).toMatchObject([{ revocation: 'unknown' }]);
    const stale = new Date(now.getTime() + 30 * 86_400_000);
    expect(check(signed, stale)).toMatchObject([{ chain: 'trusted', revocation: 'unknown' }]);
  });

  test('by a certificate that is revoked, expired, or that of an authority, is invalid', async () => {
    const crls = [readCrl(await authority.crl([signer.serialNumber], now))!];
    expect(checkSignedPdf(signed, { ...trust, crls }, now)).toMatchObject([
      { revocation: 'revoked', result: 'invalid' },
    ]);
    const short = await authority.signer(subject, { notAfter: new Date(now.getTime() + 1000) });
    const soon = new Date(now.getTime() + 2000);
    expect(check(await signPdf(pdf, short, now), soon)).toMatchObject([{ chain: 'expired', result: 'invalid' }]);
    const ca = await signPdf(pdf, await authority.signer(subject, { ca: true }), now);
    expect(check(ca)).toMatchObject([{ chain: 'not-for-signing', result: 'invalid' }]);
  });

  test('of a certificate that another key signed for is invalid', async () => {
    const other = await authority.signer('CN=Kẻ mạo danh');
    const swapped = { certificates: signer.certificates, sign: other.sign };
    expect(check(await signPdf(pdf, swapped, now))).toMatchObject([{ signature: 'wrong', result: 'invalid' }]);
  });

  test('with more signatures than anybody needs is refused before any is checked', () => {
    const range = signed.toString('latin1').match(/\/ByteRange \[[^\]]*\]/)![0];
    const many = Buffer.concat([signed, Buffer.from(`\n${range}`.repeat(20), 'latin1')]);
    expect(() => check(many)).toThrow(expect.objectContaining({ code: 'too-many-signatures' }));
  });

  test.each<[string, string, (text: string) => string]>([
    ['is not signed', 'not-signed', (text) => text.replace('/ByteRange', '/ByteRonge')],
    [
      'has a range that leaves out more',
      'byte-range',
      (text) =>
        text.replace(/\/ByteRange \[0 (\d+)/, (_, at) => `/ByteRange [0 ${String(Number(at) - 9).padStart(10, '0')}`),
    ],
    [
      'has a range beyond the file',
      'byte-range',
      (text) => text.replace(/(\/ByteRange \[0 \d+ \d+) \d+/, '$1 0009999999'),
    ],
    ['does not begin with its range', 'byte-range', (text) => text.replace('/ByteRange [0 ', '/ByteRange [1 ')],
    [
      'has a signature of another kind',
      'sub-filter',
      (text) => text.replace('ETSI.CAdES.detached', 'adbe.x509.rsa_sha1x'),
    ],
    ['hides bytes behind the signature', 'contents', (text) => text.replace(/0000>/, '0001>')],
    ['is none', 'not-a-pdf', (text) => text.replace('%PDF-', '%PNG-')],
  ])('that %s is refused', (_, code, change) => {
    const bytes = Buffer.from(change(signed.toString('latin1')), 'latin1');
    expect(() => check(bytes)).toThrow(expect.objectContaining({ code }));
  });
});
