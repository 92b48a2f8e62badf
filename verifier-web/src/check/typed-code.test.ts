import { describe, expect, test } from '@jest/globals';
import { readTypedCode, spacedCode } from './typed-code.ts';

const id = '3F8K2M9QRT5VWXYZ01ABCDEGHJ';

describe('a code typed from the label', () => {
  test.each([
    ['as printed', '3F8K2M9QRT5VWXYZ01ABCDEGHJZ'],
    ['in groups', '3F8K 2M9Q RT5V WXYZ 01AB CDEG HJZ'],
    ['in small letters with hyphens', '3f8k-2m9q-rt5v-wxyz-01ab-cdeg-hjz'],
    ['with O for 0 and I or l for 1', '3F8K2M9QRT5VWXYZOIABCDEGHJZ'],
    ['with l for 1', '3F8K2M9QRT5VWXYZ0lABCDEGHJZ'],
  ])('is read %s', (_name, typed) => {
    expect(readTypedCode(typed)).toEqual({ ok: true, id });
  });

  test('check characters beyond the alphabet count too', () => {
    expect(readTypedCode('4G7N0PQRSTVWXYZ12345ABCDEF*')).toMatchObject({ ok: true });
  });

  test.each([
    ['', 'length'],
    [id, 'length'],
    ['3F8K2M9QRT5VWXYZ01ABCDEGHJZZ', 'length'],
    ['3F8K2M9QRT5VWXYZ01ABCDEGHJ0', 'check'],
    ['3F8K2M9QRT5VWXYZ01ABCDEHGJZ', 'check'],
    ['3F8K2M9QRT5VWXYZ01ABCDEGUJZ', 'character'],
    ['9F8K2M9QRT5VWXYZ01ABCDEGHJZ', 'character'],
  ])('%j is refused: %s', (typed, reason) => {
    expect(readTypedCode(typed)).toEqual({ ok: false, reason });
  });

  test('is shown in groups of four with its check character', () => {
    expect(spacedCode(id)).toBe('3F8K 2M9Q RT5V WXYZ 01AB CDEG HJ-Z');
    expect(readTypedCode(spacedCode(id))).toEqual({ ok: true, id });
  });
});
