import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCanvas } from '@napi-rs/canvas';
import { checkCredentialQr } from '@daunguon/formats/cose';
import { claimNames } from '@daunguon/formats/credential';
import { type Ed25519Jwk, toMultikey } from '@daunguon/formats/multikey';
import { openBadgesPinned, verifyEddsaRdfcProof } from '@daunguon/formats/open-badges';
import { verifySdJwtVc } from '@daunguon/formats/sd-jwt';
import { verifyCredential } from '@daunguon/formats/vc';
import { verifyVcJwt } from '@daunguon/formats/vc-jwt';
import type { P256Jwk } from '@daunguon/formats/es256';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import decodeQR from 'qr/decode.js';
import { runCredentialDocuments, usage } from './credential-documents-command.ts';
import { credentialPdf } from './credential-pdf.ts';
import { credentialContent } from './credential-content.ts';

const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const unit = '00000000000000000000000002';
const keyId = '7ZZZZZZZZZZZZZZZZZZZZZZZZZ';
const verifierUrl = 'https://xacminh.daunguon.example';
const contents = {
  title: 'Bằng tốt nghiệp trung học phổ thông',
  fullName: 'Nguyễn Thị Hồng Hạnh',
  issuedOn: '2026-06-30',
  issuer: 'Trường THPT Trấn Biên',
  birthDate: '2008-02-29',
  gender: 'female',
  personalId: '075308000001',
  classification: 'Khá',
  graduationYear: 2026,
  modeOfStudy: 'Chính quy',
  serialNumber: 'A12345678',
  registerNumber: 'THPT-2026/0457',
} as const;
const record = { id, kind: 'diploma', unit, contents } as const;
const dpi = 203;

async function open(pdf: Uint8Array) {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const page = await document.getPage(1);
  const viewport = page.getViewport({ scale: dpi / 72 });
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
  const context = canvas.getContext('2d');
  await page.render({ canvas: null, canvasContext: context as never, viewport }).promise;
  const items = (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : ''));
  const px = (mm: number): number => Math.round((mm * dpi) / 25.4);
  const { data, width, height } = context.getImageData(px(20), px(241), px(36), px(36));
  return {
    pages: document.numPages,
    text: items.join(' ').replaceAll(/\s+/g, ' ').normalize('NFC'),
    attached: (await document.getAttachments())?.has('credential.json')
      ? await document.getAttachmentContent('credential.json')
      : undefined,
    // The canvas's array belongs to another realm than the decoder's type check.
    qr: decodeQR({ width, height, data: Uint8Array.from(data) }),
  };
}

describe('the documents of a diploma, made where the key is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credential-'));
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' }) as unknown as P256Jwk;
  const directory = (kid: string) =>
    kid === `${verifierUrl}/r/${keyId}` ? { controller: `${verifierUrl}/r/${unit}`, jwk } : undefined;
  const file = (ending: string) => readFileSync(join(folder, 'out', `${id}${ending}`));
  const run = (records: unknown) => {
    writeFileSync(join(folder, 'records.json'), JSON.stringify(records));
    writeFileSync(join(folder, 'key.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
    const paths = ['--records', join(folder, 'records.json'), '--key', join(folder, 'key.pem')];
    const rest = ['--key-id', keyId, '--verifier', verifierUrl, '--out', join(folder, 'out')];
    writeFileSync(join(folder, 'badge.pem'), badge.privateKey.export({ format: 'pem', type: 'pkcs8' }));
    const badges = ['--badge-key', join(folder, 'badge.pem'), '--badge-key-id', badgeKeyId];
    return runCredentialDocuments([...paths, ...rest, ...badges], new Date('2026-11-25T00:00:00Z'));
  };
  const badge = generateKeyPairSync('ed25519');
  const badgeKeyId = '6ZZZZZZZZZZZZZZZZZZZZZZZZZ';
  let page: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    expect(await run([record])).toContain('1 văn bằng');
    page = await open(file('.pdf'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('the PDF has one page in both languages, with every diacritic, and no personal identification number', () => {
    expect(page.pages).toBe(1);
    for (const words of [
      'BẰNG TỐT NGHIỆP TRUNG HỌC PHỔ THÔNG',
      'Trường THPT Trấn Biên',
      'Họ và tên Full name Nguyễn Thị Hồng Hạnh',
      'Ngày sinh Date of birth 29/02/2008',
      'Giới tính Gender Nữ / Female',
      'Số vào sổ gốc Register number THPT-2026/0457',
      '01AR Z3ND EKTS V4RR FFQ6 9G5F AV',
      'Chữ ký số do đơn vị cấp tự tạo',
    ])
      expect(page.text).toContain(words);
    expect(page.text).not.toContain('075308000001');
  });

  test('its QR code, read from its pixels at 203 dpi, proves it offline', async () => {
    expect(page.qr.startsWith(`${verifierUrl}/v#`)).toBe(true);
    const check = await checkCredentialQr(page.qr.split('#')[1]!, (asked) => (asked === keyId ? { jwk } : undefined));
    expect(check).toMatchObject({
      result: 'signed',
      content: { recordId: id, claims: { fullName: contents.fullName } },
    });
  });

  test('it carries the credential, and every format verifies by the same key', async () => {
    const attached = new TextDecoder().decode(page.attached as Uint8Array);
    expect(attached).toBe(file('.vc.json').toString());
    expect((await verifyCredential(JSON.parse(attached), directory)).document['id']).toBe(`${verifierUrl}/r/${id}`);
    expect((await verifyVcJwt(file('.vc.jwt').toString(), directory)).issuer).toBe(`${verifierUrl}/r/${unit}`);
    const { claims } = await verifySdJwtVc(file('.sd-jwt').toString(), directory);
    expect(claims).toMatchObject({ serialNumber: 'A12345678', graduationYear: 2026, issuerName: contents.issuer });
  });

  test('as an Open Badge 3.0 it is signed by the unit’s Ed25519 key, and names the holder by a salted hash', async () => {
    const publicKeyMultibase = toMultikey(badge.publicKey.export({ format: 'jwk' }) as unknown as Ed25519Jwk);
    const keys = (kid: string) =>
      kid === `${verifierUrl}/r/${badgeKeyId}`
        ? { controller: `${verifierUrl}/r/${unit}`, publicKeyMultibase }
        : undefined;
    const text = file('.open-badge.json').toString();
    const { document, types } = await verifyEddsaRdfcProof(JSON.parse(text), keys, openBadgesPinned);
    expect(types).toContain('OpenBadgeCredential');
    expect(document['proof']).toMatchObject({ cryptosuite: 'eddsa-rdfc-2022' });
    expect(text).not.toContain('Hạnh');
    expect((await verifyVcJwt(file('.open-badge.jwt').toString(), directory, openBadgesPinned)).types).toEqual(types);
  });

  test('wrong records and missing arguments are told', async () => {
    await expect(run([{ ...record, contents: { ...contents, birthDate: '29/02/2008' } }])).rejects.toThrow('birthDate');
    await expect(runCredentialDocuments(['--key', 'x'], new Date())).rejects.toThrow('--records is missing');
    const all = ['records', 'key', 'key-id', 'verifier', 'out'].flatMap((name) => [
      `--${name}`,
      join(folder, 'key.pem'),
    ]);
    const half = runCredentialDocuments([...all, '--badge-key', 'x'], new Date());
    await expect(half).rejects.toThrow(/badge-key-id is missing|JSON/);
    expect(await runCredentialDocuments(['--help'], new Date())).toBe(usage);
  });
});

test('a server that signed in place of the issuer is named on the page', async () => {
  const content = credentialContent(record, verifierUrl);
  const made = { madeAt: new Date(0), qrLink: `${verifierUrl}/v#${'A'.repeat(300)}`, recordId: id };
  const { text } = await open(await credentialPdf({ content, custody: 'custodial', ...made }));
  expect(text).toContain('THỬ NGHIỆM: chữ ký do máy chủ tạo thay đơn vị cấp');
});

test('however much there is to say, it stays on one page and leaves the QR code alone', async () => {
  const content = credentialContent(record, verifierUrl);
  const claims = Object.fromEntries(claimNames.map((name) => [name, `${name} `.repeat(100).trim()]));
  const made = {
    madeAt: new Date(0),
    qrLink: `${verifierUrl}/v#${'A'.repeat(376)}`,
    recordId: id,
    custody: 'own',
  } as const;
  const names = { title: contents.title, fullName: contents.fullName };
  const page = await open(await credentialPdf({ content: { ...content, claims: { ...claims, ...names } }, ...made }));
  expect([page.pages, page.qr]).toEqual([1, made.qrLink]);
});
