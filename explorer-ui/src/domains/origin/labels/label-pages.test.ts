import { expect, test } from '@jest/globals';
import { labelPdfs } from './label-pages.ts';

test.each([
  [1, [{ from: 0, count: 1 }]],
  [240, [{ from: 0, count: 240 }]],
  [
    500,
    [
      { from: 0, count: 240 },
      { from: 240, count: 240 },
      { from: 480, count: 20 },
    ],
  ],
])('%i labels are printed in full, none twice', (count, pdfs) => {
  expect(labelPdfs(count)).toEqual(pdfs);
});
