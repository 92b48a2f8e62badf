import { expect, test } from '@jest/globals';
import { canonicalUri, lotOfUri } from './epc-uri.ts';

// GS1 Digital Link URI Syntax 1.2 and EPC Tag Data Standard; expected values as in the vectors of the event hash.
test.each([
  ['urn:epc:id:sgtin:4012345.011111.9876', 'https://id.gs1.org/01/04012345111118/21/9876'],
  ['urn:epc:class:lgtin:4054739.099914.20160711', 'https://id.gs1.org/01/04054739999148/10/20160711'],
  ['urn:epc:id:sscc:4012345.0000000333', 'https://id.gs1.org/00/040123450000003338'],
  ['urn:epc:id:sgln:4012345.00005.0', 'https://id.gs1.org/414/4012345000054'],
  ['urn:epc:id:sgln:4012345.00005.122', 'https://id.gs1.org/414/4012345000054/254/122'],
  ['https://example.com/gtin/9780345418913/21/765tz?abc=211121', 'https://id.gs1.org/01/09780345418913/21/765tz'],
  ['https://nguon.example.vn/01/08936012345674/10/SR-1/21/0001', 'https://id.gs1.org/01/08936012345674/21/0001'],
  ['https://nguon.example.vn/01/08936012345674/22/2A', 'https://id.gs1.org/01/08936012345674'],
])('%s is %s', (uri, expected) => {
  expect(canonicalUri(uri)).toBe(expected);
});

test.each([
  'urn:epc:id:sgtin:4012345.0111.9876',
  'urn:epc:id:unknown:4012345.011111.9876',
  'https://example.org/about',
  'urn:uuid:3f2504e0-4f89-41d3-9a0c-0305e82c3301',
])('%s stays as it is', (uri) => {
  expect(canonicalUri(uri)).toBe(uri);
});

test('a lot is read from its identifier, decoded; a serial is no lot', () => {
  expect(lotOfUri('https://nguon.example.vn/01/08936012345674/10/SR%2F1')).toEqual({
    gtin: '08936012345674',
    lot: 'SR/1',
  });
  expect(lotOfUri('urn:epc:class:lgtin:4054739.099914.P2')).toEqual({ gtin: '04054739999148', lot: 'P2' });
  expect(lotOfUri('urn:epc:id:sgtin:4012345.011111.9876')).toBeUndefined();
});
