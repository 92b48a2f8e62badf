import { expect, test } from '@jest/globals';
import { csvText } from './csv.ts';

test('quotes, line ends and formulas do no harm; numbers stay numbers', () => {
  expect(
    csvText(
      ['a', 'b'],
      [
        ['Sầu "Ri6", loại 1', '=HYPERLINK("x")'],
        ['-12.5', '-x'],
        ['dòng\nmới', '@SUM'],
      ],
    ),
  ).toBe('\uFEFFa,b\r\n"Sầu ""Ri6"", loại 1","\'=HYPERLINK(""x"")"\r\n-12.5,\'-x\r\n"dòng\nmới",\'@SUM\r\n');
});

test.each([
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['+84', "'+84"],
  ['-1', '-1'],
  ['-1-2', "'-1-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  [' =1', "' =1"],
  ['\t=1', "'\t=1"],
  ['Nguyễn, Văn "A"', '"Nguyễn, Văn ""A"""'],
  ['a\nb', '"a\nb"'],
  ['79/2026-01', '79/2026-01'],
])('%j is written as %j', (value, cell) => {
  expect(csvText(['x'], [[value]])).toBe(`\uFEFFx\r\n${cell}\r\n`);
});
