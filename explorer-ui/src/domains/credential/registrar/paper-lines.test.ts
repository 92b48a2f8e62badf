import { expect, test } from '@jest/globals';
import { paperLines } from './paper-lines.ts';

const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const paper = { serialNumber: 'A 0001', registerNumber: '1/QĐ', birthDate: '2008-01-31' };

test('lines out of a spreadsheet, or with semicolons, are documents; a record alone takes its document out', () => {
  const lines = [
    `https://a.example/R/${id}\tA 0001\t1/QĐ\t31/1/2008`,
    '',
    `${id}$; A 0001 ; 1/QĐ ; 2008-01-31`,
    `${id}$\t\t\t`,
  ];
  expect(paperLines(lines.join('\n'))).toEqual({
    items: [
      { id, paper },
      { id, paper },
      { id, paper: null },
    ],
    wrong: [],
  });
});

test.each([
  ['no record', 'A 0001;1/QĐ;31/01/2008'],
  ['a code without its check character', `${id};A 0001;1/QĐ;31/01/2008`],
  ['31 February', `${id}$;A 0001;1/QĐ;31/02/2008`],
  ['a number missing', `${id}$;A 0001;;31/01/2008`],
  ['a cell too many', `${id}$;A 0001;1/QĐ;31/01/2008;x`],
])('%s is told by its line', (_what, line) => {
  expect(paperLines(`\n${line}`)).toEqual({ items: [], wrong: [2] });
});
