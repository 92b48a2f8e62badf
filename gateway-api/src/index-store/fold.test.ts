import { describe, expect, test } from '@jest/globals';
import { foldText } from './fold.ts';

describe('search key of Vietnamese text', () => {
  test.each([
    ['Đồng Nai', 'dong nai'],
    ['Hòa Hưng', 'hoa hung'],
    ['Hoà Hưng', 'hoa hung'],
    ['Hòa Hưng'.normalize('NFD'), 'hoa hung'],
    ['  HTX  Sầu riêng – Xuân Định ', 'htx sau rieng xuan dinh'],
    ['VN-DNOR-0269', 'vn dnor 0269'],
    ['ƯỚT ướt', 'uot uot'],
  ])('%s', (text, key) => {
    expect(foldText(text)).toBe(key);
  });
});
