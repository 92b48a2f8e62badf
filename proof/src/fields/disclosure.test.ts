import { expect, test } from '@jest/globals';
import { encodeDisclosure, readDisclosure } from './disclosure.ts';
import { commitFields, discloseFields, verifyField, type Field } from './field-tree.ts';

const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const fields: Field[] = ['Hoa', '2008-01-31', null, 'Giỏi', 'A 0123'].map((value, at) => ({
  pointer: `/f${at}`,
  value,
  salt: String(at).repeat(64),
}));
const shown = encodeDisclosure(id, discloseFields(fields, [0, 3]));

test('what is shown comes through a link and proves against the commitment; the rest is not in it', () => {
  const read = readDisclosure(JSON.parse(JSON.stringify(shown)));
  expect(read?.id).toBe(id);
  expect(read?.fields.map(({ pointer, value }) => [pointer, value])).toEqual([
    ['/f0', 'Hoa'],
    ['/f3', 'Giỏi'],
  ]);
  expect(read?.fields.map((field) => verifyField(field, commitFields(fields)))).toEqual([true, true]);
  expect(JSON.stringify(shown)).not.toMatch(/2008|0123/);
});

const [first] = shown.fields;
test.each<[string, unknown]>([
  ['another format', { ...shown, disclosure: 'daunguon-fields/2' }],
  ['no id', { ...shown, id: 'x' }],
  ['no fields', { ...shown, fields: [] }],
  ['a field without its path', { ...shown, fields: [first?.slice(0, 4)] }],
  ['a hash of another length', { ...shown, fields: [[...first!.slice(0, 4), ['AAAA']]] }],
  ['no base64', { ...shown, fields: [[...first!.slice(0, 4), ['%']]] }],
  ['nothing', null],
])('%s is no disclosure', (_what, json) => {
  expect(readDisclosure(json)).toBeUndefined();
});
