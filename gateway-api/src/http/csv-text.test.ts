import { expect, test } from '@jest/globals';
import { csvText } from './csv-text.ts';

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
