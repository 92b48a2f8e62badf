import { beforeAll, describe, expect, test } from '@jest/globals';
import { getListFromStatusListJWT, StatusList } from '@sd-jwt/jwt-status-list';
import { CompactSign, compactVerify, importJWK } from 'jose';
import { createHmac } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';
import { diploma, issuerWithKey } from '../credential/credential-fixtures.ts';
import { issueSdJwtVc } from '../sd-jwt/issue-sd-jwt-vc.ts';
import { verifySdJwtVc } from '../sd-jwt/verify-sd-jwt-vc.ts';
import { issueTokenStatusList, tokenStatuses, tokenStatusIn, tokenStatusReference } from './token-status-list.ts';

const uri = 'https://daunguon.example/status/1';
const now = 1_795_000_000;
const entries = 131_072;
const kid = `${diploma.issuer.id}#1`;
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a Token Status List', () => {
  let issuer: Awaited<ReturnType<typeof issuerWithKey>>;
  let token = '';
  const list = { url: uri, issuedAt: now, expiresAt: now + 86_400, entries };
  beforeAll(async () => {
    issuer = await issuerWithKey();
    token = await issueTokenStatusList({ ...list, invalid: [0, 5, entries - 1], suspended: [7] }, issuer.key);
  });
  const read = (idx: number, text = token, more: object = {}) =>
    tokenStatusIn(text, { idx, uri }, { issuer: diploma.issuer.id, directory: issuer.directory, now, ...more });
  const signed = (claims: object, header: object = {}): Promise<string> =>
    new CompactSign(Buffer.from(JSON.stringify({ sub: uri, iat: now, ...claims })))
      .setProtectedHeader({ alg: 'ES256', typ: 'statuslist+jwt', kid, ...header })
      .sign(issuer.key.privateKey);
  const packed = (bytes: Buffer, bits: unknown = 1) => ({ status_list: { bits, lst: bytes.toString('base64url') } });

  test('says what is valid, invalid and suspended', async () => {
    const statuses = await Promise.all([0, 1, 5, 7, 8, entries - 1].map((idx) => read(idx)));
    const { valid, invalid, suspended } = tokenStatuses;
    expect(statuses).toEqual([invalid, valid, invalid, suspended, valid, invalid]);
  });

  test('is read by @sd-jwt/jwt-status-list, its signature by jose', async () => {
    const theirs = getListFromStatusListJWT(token);
    expect([0, 1, 5, 7, entries - 1].map((idx) => theirs.getStatus(idx))).toEqual([1, 0, 1, 2, 1]);
    const { protectedHeader } = await compactVerify(token, await importJWK({ ...issuer.key.publicJwk }, 'ES256'));
    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'statuslist+jwt', kid });
  });

  test.each([1, 2, 4, 8] as const)('of @sd-jwt/jwt-status-list with %i bits an entry is read here', async (bits) => {
    const statuses = [1, 0, 0, 1, 1, 0, 1, 0, 1].map((status) => status * (2 ** bits - 1));
    const lst = new StatusList(statuses, bits).compressStatusList();
    const theirs = await signed({ status_list: { bits, lst } });
    expect(await Promise.all(statuses.map((_, idx) => read(idx, theirs)))).toEqual(statuses);
  });

  test('is named by an SD-JWT VC, in the clear', async () => {
    const content = { ...diploma, status: { index: 5, lists: {}, tokenList: uri } };
    const random = (length: number) => new Uint8Array(length).fill(7);
    const sdJwt = await issueSdJwtVc(content, issuer.key, { issuedAt: now, random });
    const { claims } = await verifySdJwtVc(sdJwt, issuer.directory);
    expect(tokenStatusReference(claims)).toEqual({ idx: 5, uri });
    expect(await read(tokenStatusReference(claims).idx)).toBe(tokenStatuses.invalid);
  });

  test('an index out of range is a RANGE_ERROR', async () => {
    await expect(read(entries)).rejects.toMatchObject({ code: 'RANGE_ERROR' });
    for (const idx of [-1, 0.5, '5', 2 ** 60])
      expect(() => tokenStatusReference({ status: { status_list: { idx, uri } } })).toThrow(
        expect.objectContaining({ code: 'RANGE_ERROR' }),
      );
    expect(() => issueTokenStatusList({ ...list, invalid: [entries], suspended: [] }, issuer.key)).toThrow('no entry');
    expect(() => issueTokenStatusList({ ...list, invalid: [3], suspended: [3] }, issuer.key)).toThrow('two statuses');
  });

  test('a zip bomb is left at the limit', async () => {
    const bomb = await signed(packed(deflateSync(Buffer.alloc(200_000_000), { level: 1 })));
    const began = process.cpuUsage();
    await expect(read(0, bomb)).rejects.toMatchObject({ code: 'status-list-too-long' });
    // Of the processor, ms: a busy machine takes longer by the clock.
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(2_000);
  });

  test('with alg none, or HS256 and the public key, is refused', async () => {
    const body = encode({ sub: uri, iat: now, ...packed(deflateSync(Buffer.alloc(8))) });
    const header = (alg: string) => `${encode({ alg, typ: 'statuslist+jwt', kid })}.${body}`;
    const mac = createHmac('sha256', JSON.stringify(issuer.key.publicJwk)).update(header('HS256')).digest('base64url');
    for (const forged of [`${header('none')}.`, `${header('HS256')}.${mac}`])
      await expect(read(0, forged)).rejects.toMatchObject({ code: 'alg-not-allowed' });
  });

  test.each<[string, string, () => Promise<string>]>([
    ['another typ', 'typ-wrong', () => signed(packed(deflateSync(Buffer.alloc(8))), { typ: 'JWT' })],
    ['the address of another list', 'status-list-mismatch', () => signed({ sub: `${uri}0` })],
    ['a time that is over', 'status-list-expired', () => signed({ exp: now })],
    ['three bits', 'malformed', () => signed(packed(deflateSync(Buffer.alloc(8)), 3))],
    ['GZIP', 'malformed', () => signed(packed(gzipSync(Buffer.alloc(8))))],
    ['a list cut short', 'malformed', () => signed(packed(deflateSync(Buffer.alloc(9_000)).subarray(0, 12)))],
    ['no list', 'malformed', () => signed({})],
  ])('with %s is refused: %s', async (_, code, make) => {
    await expect(read(0, await make())).rejects.toMatchObject({ code });
  });

  test('of another issuer is refused: anyone can publish a list', async () => {
    await expect(read(0, token, { issuer: 'https://truong-khac.example' })).rejects.toMatchObject({
      code: 'issuer-mismatch',
    });
  });
});
