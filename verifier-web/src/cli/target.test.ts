import { expect, test } from '@jest/globals';
import { labelOf } from './target.ts';

const id = '3F8K2M9QRT5VWXYZ01ABCDEGHJ';

test.each([
  ['an id', id],
  ['an id in small letters', id.toLowerCase()],
  ['the text of a QR code', `HTTPS://NGUON.EXAMPLE.VN/R/${id}`],
  ['a typed code with its check character', '3F8K 2M9Q RT5V WXYZ 01AB CDEG HJ-Z'],
  ['a path', `/r/${id}`],
])('%s', (_what, argument) => {
  expect(labelOf(argument)).toEqual({ kind: 'record', id });
});

test('a GS1 Digital Link and the id of its alias', () => {
  const lot = { kind: 'lot', id: '01/08936012345674/10/A-1', gtin: '08936012345674', lot: 'A-1' };
  expect(labelOf('https://nguon.example.vn/01/08936012345674/10/A-1')).toEqual(lot);
  expect(labelOf('01/08936012345674/10/A-1')).toEqual(lot);
});

test.each(['', 'hello', '3F8K2M9QRT5VWXYZ01ABCDEGHJ0', 'https://nguon.example.vn/'])('%j names nothing', (argument) => {
  expect(labelOf(argument)).toBeNull();
});
