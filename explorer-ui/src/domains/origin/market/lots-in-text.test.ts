import { expect, test } from '@jest/globals';
import { lotsIn } from './lots-in-text.ts';

const gtin = '09521234543213';

test.each([
  ['a line each, blank lines between', `${gtin} A-1\n\n ${gtin}\tB/2 \n`, [`${gtin} A-1`, `${gtin} B/2`], []],
  ['commas and semicolons of a sheet', `${gtin},A-1\n${gtin};B`, [`${gtin} A-1`, `${gtin} B`], []],
  ['a GTIN-13', '9521234543213 A', [`${gtin} A`], []],
  ['a scanned label', `https://nguon.example.vn/01/${gtin}/10/A%2F1/21/SERIAL?17=270101`, [`${gtin} A/1`], []],
  ['a wrong check digit in the second line', `${gtin} A\n09521234543214 B`, [`${gtin} A`], [2]],
  ['no lot, letters for a GTIN, a lot with accents', `${gtin}\nGTIN A\n${gtin} Lô`, [], [1, 2, 3]],
  ['nothing', ' \n', [], []],
])('%s', (_what, text, lots, wrong) => {
  const found = lotsIn(text);
  expect([found.lots.map((one) => `${one.gtin} ${one.lot}`), found.wrong]).toEqual([lots, wrong]);
});
