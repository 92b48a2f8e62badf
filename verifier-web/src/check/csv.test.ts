import { expect, test } from '@jest/globals';
import { csvText } from './csv.ts';

test.each([
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['+84', "'+84"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  [' =1', "' =1"],
  ['\t=1', "'\t=1"],
  ['Nguyễn, Văn "A"', '"Nguyễn, Văn ""A"""'],
  ['a\nb', '"a\nb"'],
  ['79/2026-01', '79/2026-01'],
])('%j is written as text', (value, cell) => {
  expect(csvText(['x'], [[value]])).toBe(`\uFEFFx\r\n${cell}\r\n`);
});
