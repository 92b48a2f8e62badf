import { beforeAll, expect, test } from '@jest/globals';
import { readTrustPolicy, type TrustPolicy } from '@daunguon/proof';
import { checkCredentialQr, credentialQrLink } from '@daunguon/formats/cose';
import { newEs256Key } from '@daunguon/formats/es256';
import { RealLog } from '../../test/real-log.ts';
import { readIssuerDirectory, type IssuerDirectory } from './issuer-directory.ts';
import { printedVerdict, type PrintedCheck } from './printed-code.ts';
import type { Verdict } from './verdict.ts';

const id = '3F8K2M9QRT5VWXYZ01ABCDEGHJ';
const keyId = '4G7N0PQRSTVWXYZ12345ABCDEF';
const school = '5H6M1KNPQRSTVWXYZ23456ABCD';
const claims = {
  fullName: 'Nguyễn Thị Hoa',
  birthDate: '2008-01-31',
  title: 'Bằng tốt nghiệp',
  issuedOn: '2026-06-20',
};

let policy: TrustPolicy;
let key: Awaited<ReturnType<typeof newEs256Key>>;
let fragment: string;
const served = (body: object = {}, status = 'active'): unknown => {
  const log = new RealLog();
  policy = readTrustPolicy(log.policyText(), log.policyJson(['https://gateway.example']));
  const { kty, crv, x, y } = key.publicJwk;
  log.put(
    { id: school, type: 'registry/unit', body: { name: 'Trường THPT Xuân Lộc' }, msp: 'EduMSP' },
    {
      id: keyId,
      type: 'credential/issuer-key',
      status,
      body: { use: 'sign', unit: school, jwk: { kty, crv, x, y }, ...body },
    },
  );
  return JSON.parse(
    JSON.stringify({ directory: 'daunguon-issuers/1', bundles: [log.bundle(school), log.bundle(keyId)] }),
  );
};
const readDirectory = (json: unknown): IssuerDirectory => readIssuerDirectory(json, policy, Date.now());
const check = (directory: IssuerDirectory, of = fragment): Promise<PrintedCheck> =>
  checkCredentialQr(of, (kid) => directory.get(kid));
const said = async (directory: IssuerDirectory, standing: Verdict | null = null, of = fragment): Promise<string> => {
  const { code, tone, words } = printedVerdict(await check(directory, of), standing);
  return `${code} ${tone}: ${words.vi}`;
};
const standing = (code: Verdict['code'], tone: Verdict['tone'], vi = ''): Verdict => ({
  ...{ code, tone, words: { vi, en: '' }, scope: [], retry: false },
});

beforeAll(async () => {
  key = await newEs256Key('');
  const link = await credentialQrLink('https://nguon.example.vn', { recordId: id, claims }, { ...key, keyId });
  fragment = link.slice(link.indexOf('#') + 1);
});

test('offline the code says who signed, and that the register was not asked: never green', async () => {
  expect(await said(readDirectory(served()))).toBe(
    'stale amber: CHỮ KÝ ĐÚNG của Trường THPT Xuân Lộc, chưa đối chiếu sổ',
  );
});

test('with the proven standing of the record it is green, or what the standing says', async () => {
  const directory = readDirectory(served());
  expect(await said(directory, standing('sealed', 'grey'))).toBe('authentic green: HỒ SƠ THẬT, còn hiệu lực');
  expect(await said(directory, standing('withdrawn', 'red', 'ĐÃ BỊ THU HỒI'))).toBe('withdrawn red: ĐÃ BỊ THU HỒI');
  expect(await said(directory, standing('cannot-check', 'grey'))).toMatch(/^stale amber: CHỮ KÝ ĐÚNG/);
});

test('a key reported stolen confirms nothing by itself', async () => {
  const theft = { theft: { stolenOn: '2026-07-01T00:00:00Z', reportedAt: '2026-07-05T00:00:00Z' } };
  const directory = readDirectory(served(theft, 'revoked'));
  expect(await said(directory, standing('sealed', 'grey'))).toMatch(/^stale amber: .*chưa xác nhận được$/);
  expect(printedVerdict(await check(directory), null).scope[0]?.vi).toContain('được báo mất');
});

test('bytes that contradict the key they name are red, a key that is not known is grey', async () => {
  const directory = readDirectory(served());
  const bytes = Buffer.from(fragment, 'base64url');
  bytes[bytes.length - 1]! ^= 1;
  expect(await said(directory, null, bytes.toString('base64url'))).toMatch(/^mismatch red/);
  expect(await said(new Map())).toMatch(/^cannot-check grey/);
  expect(await said(directory, null, 'AAAA')).toMatch(/^cannot-check grey/);
});

test('an entry that does not prove itself is not in the directory', () => {
  const json = served() as { bundles: { body: object }[] };
  expect(readDirectory(json).size).toBe(1);
  json.bundles[1]!.body = { ...json.bundles[1]!.body, unit: id };
  expect(readDirectory(json).size).toBe(0);
  expect(readDirectory({ directory: 'other', bundles: [] }).size).toBe(0);
  expect(readDirectory(null).size).toBe(0);
});
