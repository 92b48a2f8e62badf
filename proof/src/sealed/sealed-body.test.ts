import { createDecipheriv, hkdfSync, webcrypto } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import { commitFields } from '../fields/field-tree.ts';
import { openFields, openWithSecret, readSealed, SealedError, sealFields, type SealedBody } from './sealed-body.ts';
import { holderToken, holderTokenHash, newHolderSecret, newUnitKey, unwrapForUnit, wrapForHolder } from './wraps.ts';

const { subtle } = webcrypto;
const random = (length: number): Uint8Array => webcrypto.getRandomValues(new Uint8Array(length));
const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const secret = '7K4Y3BCDEFGHJKMNPQRSTVWXYZ';
const other = '2D9P5HJKMN8QRSTVWXYZ012345';
const values = [
  ['/name', 'Nguyễn Thị Hoa'],
  ['/grade', null],
] as const;

let made: { commitment: string; sealed: SealedBody };
let unit: Awaited<ReturnType<typeof newUnitKey>>;
beforeAll(async () => {
  unit = await newUnitKey(subtle);
  const key = { key: other, publicJwk: unit.publicJwk };
  made = await sealFields(subtle, random, { id, version: 3, type: 'credential/credential', values, secret, unit: key });
});

test('the holder opens it, and what opens gives the commitment', async () => {
  const fields = await openWithSecret(subtle, id, JSON.parse(JSON.stringify(made.sealed)), secret);
  expect(fields.map(({ pointer, value }) => [pointer, value])).toEqual(values);
  expect(commitFields(fields)).toBe(made.commitment);
  expect(JSON.stringify(made.sealed)).not.toContain('Hoa');
});

test('so does the unit that issued it', async () => {
  const { wraps, version } = made.sealed;
  const bodyKey = await unwrapForUnit(subtle, wraps.unit!, unit.privateJwk, { id, version });
  expect(commitFields(await openFields(subtle, id, made.sealed, bodyKey))).toBe(made.commitment);
  const stranger = await newUnitKey(subtle);
  await expect(unwrapForUnit(subtle, wraps.unit!, stranger.privateJwk, { id, version })).rejects.toThrow();
});

test('as docs/proof-format.md says it, with nothing of this package', () => {
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
  const open = (key: Buffer, sealed: Buffer, about: string): Buffer => {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
      .setAAD(Buffer.from(about))
      .setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
  };
  const key = Buffer.from(hkdfSync('sha256', secret, '', `daunguon/holder/v1\0${id}\x003`, 32));
  const bodyKey = open(key, bytes(made.sealed.wraps.holder!), `daunguon/holder-wrap/v1\0${id}\x003`);
  const plain = open(bodyKey, bytes(made.sealed.box), `daunguon/sealed/v1\0${id}\x003\0credential/credential`);
  expect((JSON.parse(plain.toString()) as { fields: unknown }).fields).toEqual(values);
});

const flipped = (box: string): string => `${box.startsWith('A') ? 'B' : 'A'}${box.slice(1)}`;

test.each([
  ['another secret', id, (sealed: SealedBody): unknown => sealed, other],
  ['another record', other, (sealed: SealedBody): unknown => sealed, secret],
  ['another version', id, (sealed: SealedBody): unknown => ({ ...sealed, version: 4 }), secret],
  ['another type', id, (sealed: SealedBody): unknown => ({ ...sealed, type: 'health/document' }), secret],
  ['a wrap that was deleted', id, (sealed: SealedBody): unknown => ({ ...sealed, wraps: {} }), secret],
  ['altered bytes', id, (sealed: SealedBody): unknown => ({ ...sealed, box: flipped(sealed.box) }), secret],
  ['a wrap of another form', id, (sealed: SealedBody): unknown => ({ ...sealed, wraps: { holder: 7 } }), secret],
  ['nothing', id, (): unknown => null, secret],
])('%s opens nothing', async (_what, of, change, by) => {
  await expect(openWithSecret(subtle, of, change(made.sealed), by)).rejects.toThrow(SealedError);
});

test('a new secret opens the same commitment, the old one nothing', async () => {
  const { version, wraps } = made.sealed;
  const bodyKey = await unwrapForUnit(subtle, wraps.unit!, unit.privateJwk, { id, version });
  const fresh = newHolderSecret(random);
  const holder = await wrapForHolder(subtle, random, bodyKey, fresh, { id, version });
  const rotated = { ...made.sealed, wraps: { ...wraps, holder } };
  expect(commitFields(await openWithSecret(subtle, id, rotated, fresh))).toBe(made.commitment);
  await expect(openWithSecret(subtle, id, rotated, secret)).rejects.toThrow(SealedError);
});

test('the token that shows a server that one has the secret', () => {
  const token = Buffer.from(hkdfSync('sha256', secret, '', `daunguon/holder-token/v1\0${id}`, 32)).toString('hex');
  expect(holderToken(secret, id)).toBe(token);
  expect(holderTokenHash(token)).not.toBe(token);
  expect(holderToken(secret, other)).not.toBe(token);
  expect(readSealed({ ...made.sealed, sealed: 'daunguon-sealed/2' })).toBeUndefined();
});
