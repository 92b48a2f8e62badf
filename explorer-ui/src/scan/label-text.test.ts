import { expect, test } from '@jest/globals';
import { recordOnLabel, recordOrLotOnLabel, typedCode } from './label-text.ts';

const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

test('a label is read as its address in any case, or as the code below it', () => {
  expect(recordOnLabel(`HTTPS://NGUON.EXAMPLE.VN/R/${id}`)).toBe(id);
  expect(recordOnLabel(`http://localhost:8081/r/${id.toLowerCase()}`)).toBe(id);
  expect(recordOnLabel(typedCode(id))).toBe(id);
  expect(recordOnLabel(id)).toBeUndefined();
  expect(recordOnLabel('https://nguon.example.vn/')).toBeUndefined();
});

test('a GS1 Digital Link names a lot, with or without serial, under 14 digits of its GTIN', () => {
  const lot = '01/09521234543213/10/HOP-0001-A';
  expect(recordOrLotOnLabel(`HTTPS://NGUON.EXAMPLE.VN/${lot}/21/ABC123`)).toBe(lot);
  expect(recordOrLotOnLabel('https://id.gs1.org/01/9521234543213/10/HOP-0001-A')).toBe(lot);
  expect(recordOrLotOnLabel(` https://nguon.example.vn/R/${id} `)).toBe(id);
  expect(recordOrLotOnLabel(typedCode(id))).toBe(id);
  // A product without a lot is no batch; a lot is no record.
  expect(recordOrLotOnLabel('https://id.gs1.org/01/09521234543213')).toBeUndefined();
  expect(recordOnLabel(`https://id.gs1.org/${lot}`)).toBeUndefined();
});
