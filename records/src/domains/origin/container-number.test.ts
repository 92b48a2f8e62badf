import { expect, test } from '@jest/globals';
import { containerCheckDigit, containerNumberSchema } from './container-number.ts';

// CSQU305438 is the worked example of ISO 6346; the others are numbers of containers in use.
test.each([
  ['CSQU3054383', 3],
  ['MSCU6639870', 0],
  ['TGHU7599330', 0],
])('%s has the check digit %i', (number, digit) => {
  expect(containerCheckDigit(number)).toBe(digit);
  expect(containerNumberSchema.safeParse(number).success).toBe(true);
});

test.each([
  ['CSQU3054384', 'container-check-digit'],
  ['CSQU305438', 'container-number'],
  ['csqu3054383', 'container-number'],
  ['CSQX3054383', 'container-number'],
  ['CSQU 3054383', 'container-number'],
  ['CSQU305438３', 'container-number'],
])('%s is refused: %s', (number, code) => {
  expect(containerNumberSchema.safeParse(number).error?.issues[0]?.message).toBe(code);
});
