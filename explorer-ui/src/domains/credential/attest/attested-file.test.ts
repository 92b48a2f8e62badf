import { expect, test } from '@jest/globals';
import { fileFacts, mediaTypeOf, subjectOf } from './attested-file.ts';

test('a file is told by its SHA-256, length and type', async () => {
  const file = new File(['abc'], 'quyết định.pdf', { type: 'application/pdf' });
  expect(await fileFacts(file)).toEqual({
    digest: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    bytes: 3,
    mediaType: 'application/pdf',
  });
});

test.each([
  ['a.CER', 'application/x-x509-ca-cert', 'application/pkix-cert'],
  ['a.bin', '', 'application/octet-stream'],
  [
    'a.docx',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  ['a.txt', 'text/plain;charset=utf-8', 'application/octet-stream'],
])('%s of type "%s" is %s', (name, type, expected) => expect(mediaTypeOf({ name, type })).toBe(expected));

test.each([
  ['', ''],
  ['  ', ''],
  ['https://nguon.example.vn/R/01ARZ3NDEKTSV4RRFFQ69G5FAV', '01ARZ3NDEKTSV4RRFFQ69G5FAV'],
  ['01ARZ3NDEKTSV4RRFFQ69G5FAV$', '01ARZ3NDEKTSV4RRFFQ69G5FAV'],
  ['01ARZ3NDEKTSV4RRFFQ69G5FAV', undefined],
  ['quyết định', undefined],
])('the record in %j is %s', (typed, id) => expect(subjectOf(typed)).toBe(id));
