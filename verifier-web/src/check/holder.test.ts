import { beforeAll, expect, test } from '@jest/globals';
import {
  discloseFields,
  disclosureFragment,
  encodeDisclosure,
  newShareLink,
  openWithSecret,
  readTrustPolicy,
  sealFields,
  sealShare,
  shareFragment,
} from '@daunguon/proof';
import { RealLog } from '../../test/real-log.ts';
import { readHolder } from './holder.ts';
import { lookUp, type LookupInput } from './look-up.ts';
import { provenRecord } from './proven-record.ts';
import { sentences } from './sentences.ts';
import { verdictFor } from './verdict.ts';

const id = '3F8K2M9QRT5VWXYZ01ABCDEGHJ';
const secret = '7K4Y3BCDEFGHJKMNPQRSTVWXYZ';
const other = '2D9P5HJKMN8QRSTVWXYZ012345';
const link = (fragment: string): string => `https://nguon.example.vn/R/${id}#${fragment}`;
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
const values = [
  ['/kind', 'diploma'],
  ['/title', 'Bằng tốt nghiệp trung học phổ thông'],
  ['/fullName', 'Nguyễn Thị Hoa'],
  ['/birthDate', '2008-01-31'],
] as const;
const type = 'credential/credential';

let log: RealLog;
let sealed: unknown;
let shown: (...indexes: number[]) => string;
beforeAll(async () => {
  const made = await sealFields(crypto.subtle, random, { id, version: 1, type, values, secret });
  const fields = await openWithSecret(crypto.subtle, id, made.sealed, secret);
  ({ sealed } = made);
  shown = (...indexes) => disclosureFragment(encodeDisclosure(id, discloseFields(fields, indexes)));
  log = new RealLog();
  log.put({ id, type, commitment: made.commitment, msp: 'EduMSP' });
});

/** What the gateway keeps of shares: `null` once it was withdrawn. */
let kept: unknown = null;
const ask = async (fragment: string | null, bundle: object = log.bundle(id), sends = sealed) => {
  const policy = readTrustPolicy(log.policyText(), log.policyJson(['https://gateway.example']));
  const json = JSON.parse(JSON.stringify({ ...bundle, sealed: sends })) as unknown;
  const getJson = (url: string): Promise<{ status: number; json: unknown }> =>
    Promise.resolve(url.includes('/shares/') ? { status: kept ? 200 : 404, json: kept } : { status: 200, json });
  const holder = fragment === null ? null : readHolder(link(fragment));
  const input: LookupInput = { policy, now: Date.now(), known: null, saved: null, getJson, holder };
  const lookup = await lookUp({ kind: 'record', id }, input);
  const verdict = verdictFor({ kind: 'looked-up', lookup, policy }, Date.now());
  const record = lookup.best && provenRecord(id, lookup.best.verification, lookup.best.fields);
  const told = sentences({ kind: 'looked-up', lookup, policy });
  return { said: `${verdict.code} ${verdict.tone}`, scope: verdict.scope[0]?.vi, body: record?.body, told };
};

test('the secret of the link opens the contents, and what it opens is proven', async () => {
  const { said, body, told } = await ask(secret);
  expect(said).toBe('authentic green');
  expect(body).toEqual({ kind: 'diploma', title: values[1][1], fullName: 'Nguyễn Thị Hoa', birthDate: '2008-01-31' });
  expect(told[2].vi).toContain('so họ tên, ngày sinh');
});

test('without it the standing is told, and that the contents are sealed', async () => {
  const { said, scope, body, told } = await ask(null);
  expect([said, body]).toEqual(['sealed grey', undefined]);
  expect(scope).toContain('chỉ đường dẫn của người giữ mới mở được nội dung');
  expect(told[0].vi).toContain('Sở Giáo dục và Đào tạo');
});

test.each([
  ['a link that was replaced', other, undefined],
  ['a server that keeps the contents back', secret, null],
])('%s opens nothing, which makes nothing a fake', async (_what, fragment, sends) => {
  const { said, scope, body } = await ask(fragment, log.bundle(id), sends === undefined ? sealed : sends);
  expect([said, body]).toEqual(['sealed grey', undefined]);
  expect(scope).toContain('đường dẫn có thể đã được thay');
});

test('other contents under the right secret are grey: they were fetched', async () => {
  const lie = await sealFields(crypto.subtle, random, {
    id,
    version: 1,
    type,
    values: [['/kind', 'badge']],
    secret,
  });
  expect((await ask(secret, log.bundle(id), lie.sealed)).said).toBe('cannot-check grey');
});

test('a link that shows two fields shows no third', async () => {
  const { said, body } = await ask(shown(1, 2), log.bundle(id), undefined);
  expect(said).toBe('authentic green');
  expect(body).toEqual({ title: values[1][1], fullName: 'Nguyễn Thị Hoa' });
});

test('a shown field that was altered is red: the holder brought it', async () => {
  const json = Buffer.from(shown(2).slice(2), 'base64url').toString().replace('Hoa', 'Lan');
  const { said, body } = await ask(`d.${Buffer.from(json).toString('base64url')}`);
  expect([said, body]).toEqual(['mismatch red', undefined]);
});

test('a share shows its fields as long as the gateway keeps it, and nothing after it was withdrawn', async () => {
  const fields = await openWithSecret(crypto.subtle, id, sealed, secret);
  const share = newShareLink(random);
  const disclosure = encodeDisclosure(id, discloseFields(fields, [1, 2]));
  kept = { box: await sealShare(crypto.subtle, random, share, disclosure) };
  const shownNow = await ask(shareFragment(share));
  expect([shownNow.said, shownNow.body]).toEqual([
    'authentic green',
    { title: values[1][1], fullName: 'Nguyễn Thị Hoa' },
  ]);
  for (const [box, link] of [
    [null, share],
    [kept, newShareLink(random)],
    [{ box: 'AAAA' }, share],
  ] as const) {
    kept = box;
    const { said, scope, body } = await ask(shareFragment(link));
    expect([said, body]).toEqual(['sealed grey', undefined]);
    expect(scope).toContain('thay hoặc rút lại');
  }
  kept = null;
});

test.each(['', 'd.', 's.', `s.${secret}`, 'd.%%%', `d.${Buffer.from('{"id":1}').toString('base64url')}`, 'SHORT'])(
  'the fragment %j carries nothing',
  (fragment) => {
    expect(readHolder(link(fragment))).toBeNull();
  },
);
test('an address without a fragment has no holder, and a typed secret may be in small letters', () => {
  expect(readHolder(`https://nguon.example.vn/R/${id}`)).toBeNull();
  expect(readHolder(link(secret.toLowerCase()))).toEqual({ kind: 'secret', secret });
});
