import { describe, expect, test } from '@jest/globals';
import { labelPath, readLabelPath, readScannedText } from './label.ts';

const id = '3F8K2M9QRT5VWXYZ01ABCDEGHJ';
const record = { kind: 'record', id };

describe('a scanned label', () => {
  test.each([
    `HTTPS://NGUON.EXAMPLE.VN/R/${id}`,
    `https://nguon.example.vn/r/${id.toLowerCase()}`,
    `http://localhost:8081/R/${id}?x=1#secret`,
  ])('%s', (text) => {
    expect(readScannedText(text)).toEqual(record);
  });

  test.each([
    id,
    'https://nguon.example.vn/',
    `https://nguon.example.vn/x/R/${id}`,
    `javascript:alert(1)//a/R/${id}`,
    `https://a.vn/R/${id}A`,
    'https://a.vn/01/08936012345674',
    'https://a.vn/01/0893601234567x/10/A1',
    'https://a.vn/01/08936012345674/10/A1/17/261130',
    'https://a.vn/01/08936012345674/10/l%C3%B4', // not of GS1's 82 characters
    'https://a.vn/01/08936012345674/10/%zz',
    `https://a.vn/01/08936012345674/10/${'1'.repeat(21)}`,
  ])('%s is none of ours', (text) => {
    expect(readScannedText(text)).toBeNull();
  });
});

describe('a GS1 Digital Link', () => {
  test('names a lot by its canonical path, whatever form of GTIN and escapes was printed', () => {
    expect(readScannedText('https://id.gs1.org/01/8936012345674/10/SR-2611%2f42/21/000017?17=261130')).toEqual({
      kind: 'lot',
      id: '01/08936012345674/10/SR-2611%2F42',
      gtin: '08936012345674',
      lot: 'SR-2611/42',
      serial: '000017',
    });
  });
});

describe('the path of this page', () => {
  test.each(['/R/3F8K2M9QRT5VWXYZ01ABCDEGHJ', '/01/08936012345674/10/A%2F1', '/01/08936012345674/10/A1/21/7'])(
    '%s is read and written',
    (path) => {
      const label = readLabelPath(path);
      expect(label && labelPath(label)).toBe(path);
    },
  );

  test('home is no label', () => {
    expect(readLabelPath('/')).toBeNull();
  });
});
