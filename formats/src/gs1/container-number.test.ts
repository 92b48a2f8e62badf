import { expect, test } from '@jest/globals';
import { containerCheckDigit, isContainerNumber } from './container-number.ts';

// The worked example of ISO 6346, and another carrier's number.
test.each(['CSQU3054383', 'HLXU2008419'])('%s is a container number', (number) => {
  expect(isContainerNumber(number)).toBe(true);
  const wrong = (Number(number.at(-1)) + 1) % 10;
  expect(isContainerNumber(`${number.slice(0, 10)}${wrong}`)).toBe(false);
});

test('a remainder of ten is the digit 0', () => {
  expect(containerCheckDigit('ABCU000007')).toBe(0);
});

test.each(['', 'csqu3054383', 'CSQX3054383', 'CSQU 3054383', 'CSQU305438'])('%j is none', (text) => {
  expect(isContainerNumber(text)).toBe(false);
});
