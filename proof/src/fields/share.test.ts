import { webcrypto } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { discloseFields, fieldSalt, type Field } from './field-tree.ts';
import { encodeDisclosure } from './disclosure.ts';
import { newShareLink, openShare, readShareFragment, sealShare, shareFragment } from './share.ts';

const { subtle } = webcrypto;
const random = (length: number): Uint8Array => webcrypto.getRandomValues(new Uint8Array(length));
const [id, other] = ['01ARZ3NDEKTSV4RRFFQ69G5FAV', '2D9P5HJKMN8QRSTVWXYZ012345'];
const seed = new Uint8Array(32).fill(7);
const fields: Field[] = [
  ['/kind', 'diploma'],
  ['/fullName', 'Nguyễn Thị Hoa'],
  ['/birthDate', '2008-01-31'],
].map(([pointer, value]) => ({ pointer: pointer!, value: value!, salt: fieldSalt(seed, id, 1, pointer!) }));
const disclosure = encodeDisclosure(id, discloseFields(fields, [0, 1]));

test('a share opens with its link to the chosen fields and to nothing else', async () => {
  const link = newShareLink(random);
  const box = await sealShare(subtle, random, link, disclosure);
  const shown = await openShare(subtle, readShareFragment(shareFragment(link))!, id, box);
  expect(shown?.fields.map(({ pointer, value }) => [pointer, value])).toEqual([
    ['/kind', 'diploma'],
    ['/fullName', 'Nguyễn Thị Hoa'],
  ]);
  for (const [strange, record] of [
    [newShareLink(random), id],
    [{ ...newShareLink(random), share: link.share }, id],
    [{ ...newShareLink(random), secret: link.secret }, id],
    [link, other],
  ] as const)
    expect(await openShare(subtle, strange, record, box)).toBeUndefined();
  for (const broken of [box.slice(4), '', 'x', 7, undefined, null])
    expect(await openShare(subtle, link, id, broken)).toBeUndefined();
});

test.each(['', 's.', `s.${id}`, `s.${id}${id.slice(1)}`, `s.${id}${id}0`, `d.${id}${id}`, `s.${'!'.repeat(52)}`])(
  'a fragment %p is no share',
  (fragment) => expect(readShareFragment(fragment)).toBeUndefined(),
);
