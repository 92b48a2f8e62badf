import { beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { createCanvas } from '@napi-rs/canvas';
import { decode, encode, Tagged } from 'cborg';
import { createPublicKey, verify } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import qrcode from 'qrcode';
import decodeQR from 'qr/decode.js';
import { diploma } from '../credential/credential-fixtures.ts';
import { newEs256Key } from '../es256/es256.ts';
import { toBase64url } from '../base64url.ts';
import { checkCredentialQr, credentialQrLink } from './credential-qr.ts';

const recordId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const keyId = '7ZZZZZZZZZZZZZZZZZZZZZZZZZ';
const verifierUrl = 'https://xacminh.daunguon.example';
type Key = Awaited<ReturnType<typeof newEs256Key>>;

describe('the QR code of a diploma', () => {
  let key: Key;
  let link = '';
  let fragment = '';
  const directory = (asked: string) => (asked === keyId ? { jwk: key.publicJwk, name: 'Trường Trấn Biên' } : undefined);
  beforeAll(async () => {
    key = await newEs256Key('');
    link = await credentialQrLink(verifierUrl, { recordId, claims: diploma.claims }, { ...key, keyId });
    fragment = link.split('#')[1]!;
  });

  test('has at most version 15 at level M, and is read again from its pixels', () => {
    const { version, modules } = qrcode.create(link, { errorCorrectionLevel: 'M' });
    expect(version).toBeLessThanOrEqual(15);
    const [scale, quiet] = [4, 4];
    const size = (modules.size + 2 * quiet) * scale;
    const canvas = createCanvas(size, size).getContext('2d');
    canvas.fillStyle = 'white';
    canvas.fillRect(0, 0, size, size);
    canvas.fillStyle = 'black';
    for (let row = 0; row < modules.size; row += 1)
      for (let column = 0; column < modules.size; column += 1)
        if (modules.get(row, column) === 1)
          canvas.fillRect((column + quiet) * scale, (row + quiet) * scale, scale, scale);
    const { data } = canvas.getImageData(0, 0, size, size);
    expect(decodeQR({ width: size, height: size, data: Uint8Array.from(data) })).toBe(link);
  });

  test('is checked without any network', async () => {
    const check = await checkCredentialQr(fragment, directory);
    expect(check).toMatchObject({ result: 'signed', keyId, issuer: { name: 'Trường Trấn Biên' } });
    if (check.result !== 'signed') throw new Error(check.result);
    expect(check.content.recordId).toBe(recordId);
    expect(check.content.claims).toMatchObject({
      fullName: 'Nguyễn Thị Hồng Hạnh',
      birthDate: '2008-02-29',
      title: 'Bằng tốt nghiệp trung học phổ thông',
      classification: 'Khá',
      issuedOn: '2026-06-30',
      serialNumber: 'A12345678',
    });
    expect(await checkCredentialQr(fragment, () => undefined)).toMatchObject({ result: 'key-unknown', keyId });
  });

  test('is a COSE_Sign1 whose signature node:crypto verifies over the Sig_structure of RFC 9052', () => {
    const bytes = Buffer.from(fragment, 'base64url');
    const { value } = decode(bytes, { useMaps: true, tags: { 18: (content) => new Tagged(18, content()) } }) as Tagged;
    const [header, , payload, signature] = value as Uint8Array[];
    const signed = encode(['Signature1', header, Buffer.from('daunguon/credential-qr/v1'), payload]);
    const publicKey = createPublicKey({ key: { ...key.publicJwk }, format: 'jwk' });
    expect(verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature!)).toBe(true);
  });

  test('drops claims until it fits, and never carries the personal identification number', async () => {
    const claims = { ...diploma.claims, personalId: '079208000001', programme: 'Kỹ thuật phần mềm ứng dụng' };
    const long = await credentialQrLink(verifierUrl, { recordId, claims }, { ...key, keyId });
    expect(long.length).toBeLessThanOrEqual(412);
    const check = await checkCredentialQr(long.split('#')[1]!, directory);
    expect(check).toMatchObject({ result: 'signed', content: { claims: { programme: claims.programme } } });
    expect(JSON.stringify(check)).not.toContain('079208000001');
    const endless = { ...claims, fullName: 'Nguyễn '.repeat(60).trim() };
    await expect(credentialQrLink(verifierUrl, { recordId, claims: endless }, { ...key, keyId })).rejects.toMatchObject(
      { code: 'qr-too-long' },
    );
  });

  /** The parts of the code, changed and put together again. */
  const forged = (change: (parts: unknown[]) => void): string => {
    const tagged = decode(Buffer.from(fragment, 'base64url'), {
      useMaps: true,
      tags: { 18: (content) => new Tagged(18, content()) },
    }) as Tagged;
    change(tagged.value as unknown[]);
    return toBase64url(encode(tagged));
  };
  const header = (entries: [number, unknown][]) => encode(new Map(entries));
  const kid = Buffer.alloc(16, 255);

  test.each<[string, string, () => string]>([
    [
      'another signature',
      'signature-wrong',
      () => forged((parts) => (parts[3] = Uint8Array.from(parts[3] as Uint8Array).reverse())),
    ],
    [
      'another record',
      'signature-wrong',
      () =>
        forged((parts) => {
          const map = decode(parts[2] as Uint8Array, { useMaps: true }) as Map<number, unknown>;
          parts[2] = encode(map.set(0, new Uint8Array(16)));
        }),
    ],
    ['no algorithm', 'malformed', () => forged((parts) => (parts[0] = header([[4, kid]])))],
    [
      'an HMAC',
      'malformed',
      () =>
        forged(
          (parts) =>
            (parts[0] = header([
              [1, 5],
              [4, kid],
            ])),
        ),
    ],
    [
      'a header more',
      'malformed',
      () =>
        forged(
          (parts) =>
            (parts[0] = header([
              [1, -7],
              [2, [9]],
              [4, kid],
            ])),
        ),
    ],
    ['an unprotected key id', 'malformed', () => forged((parts) => (parts[1] = new Map([[4, kid]])))],
    [
      'a claim nobody knows',
      'malformed',
      () =>
        forged(
          (parts) =>
            (parts[2] = header([
              [0, kid],
              [99, 'x'],
            ])),
        ),
    ],
    [
      'a claim that is a list',
      'malformed',
      () =>
        forged(
          (parts) =>
            (parts[2] = header([
              [0, kid],
              [1, ['x']],
            ])),
        ),
    ],
    [
      'a date beyond all calendars',
      'malformed',
      () =>
        forged(
          (parts) =>
            (parts[2] = header([
              [0, kid],
              [2, 9e9],
            ])),
        ),
    ],
    ['no record', 'malformed', () => forged((parts) => (parts[2] = header([[1, 'x']])))],
    [
      'bytes after it',
      'malformed',
      () => toBase64url(Buffer.concat([Buffer.from(fragment, 'base64url'), Buffer.of(0)])),
    ],
    // d8 12 instead of d2: tag 18 in two bytes.
    [
      'the same in a longer spelling',
      'malformed',
      () => toBase64url(Buffer.concat([Buffer.of(0xd8, 18), Buffer.from(fragment, 'base64url').subarray(1)])),
    ],
    ['padding', 'malformed', () => `${fragment}=`],
    ['nothing', 'malformed', () => ''],
    ['a megabyte', 'malformed', () => 'A'.repeat(1_000_000)],
  ])('%s is %s', async (_, result, make) => {
    expect(await checkCredentialQr(make(), directory)).toMatchObject({ result });
  });
});

test('4 claims at least, dates as dates', async () => {
  const key = { ...(await newEs256Key('')), keyId };
  const refuse = (claims: object) => expect(credentialQrLink(verifierUrl, { recordId, claims }, key)).rejects;
  await refuse({ fullName: 'A', title: 'B', result: 'C' }).toMatchObject({ code: 'qr-too-long' });
  await refuse({ ...diploma.claims, birthDate: '30/02/2008' }).toMatchObject({ pointer: '/birthDate' });
  await refuse({ ...diploma.claims, birthDate: '2008-02-30' }).toMatchObject({ pointer: '/birthDate' });
});

test('checking it costs a page less than 10 kB of script', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { checkCredentialQr } from './credential-qr.ts';",
      resolveDir: new URL('.', import.meta.url).pathname,
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
  });
  expect(gzipSync(outputFiles[0]!.contents).length).toBeLessThan(10_000);
});
