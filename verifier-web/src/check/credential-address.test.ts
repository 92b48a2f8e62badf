import { expect, test } from '@jest/globals';
import { readCredentialAddress } from './credential-address.ts';

const id = '3F8K2M9QRT5VWXYZ01ABCDEGHJ';

test.each([
  ['https://a.vn/v#AbC_-9', { kind: 'printed', fragment: 'AbC_-9' }],
  [' HTTPS://A.VN/V#AbC \n', { kind: 'printed', fragment: 'AbC' }],
  [`https://a.vn/R/${id}`, { kind: 'record', label: { kind: 'record', id }, fragment: '' }],
  [`https://a.vn/R/${id}#secret#x`, { kind: 'record', label: { kind: 'record', id }, fragment: 'secret#x' }],
])('%j is read', (text, address) => {
  expect(readCredentialAddress(text)).toEqual(address);
});

test.each([
  '',
  'Nguyễn Văn A',
  'https://a.vn/v',
  'https://a.vn/v#',
  'https://a.vn/',
  'javascript:alert(1)//R/x',
  `ftp://a/R/${id}`,
])('%j is no address of a credential', (text) => {
  expect(readCredentialAddress(text)).toBeNull();
});
