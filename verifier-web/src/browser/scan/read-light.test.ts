import { describe, expect, test } from '@jest/globals';
import { encodeQR } from 'qr';
import type { Picture } from './decode-message.ts';
import { readLight } from './read-light.ts';
import { stretchContrast } from './stretch-contrast.ts';

const text = 'HTTPS://NGUON.EXAMPLE.VN/R/3F8K2M9QRT5VWXYZ01ABCDEGHJ';

/** A code of this ink on this paper; every second pixel is lighter by so much. */
function label(paper: number, ink: number, grain = 0): Picture {
  const modules = encodeQR(text, 'raw', { border: 4, scale: 5 });
  const data = new Uint8ClampedArray(
    modules.flatMap((row, y) =>
      row.flatMap((dark, x) => {
        const luma = (dark ? ink : paper) + ((x * 7 + y * 13) % 2) * grain;
        return [luma, luma, luma, 255];
      }),
    ),
  );
  return { width: modules.length, height: modules.length, data };
}

describe('the light decoder', () => {
  test.each([
    ['black on white', label(255, 0)],
    ['in a dim room', label(60, 40, 3)],
    ['pale', label(240, 215, 2)],
  ])('reads a label %s', (_how, picture) => {
    expect(readLight(picture)).toBe(text);
  });

  test('reads nothing where there is nothing', () => {
    const data = new Uint8ClampedArray(4 * 200 * 200).fill(20);
    expect(readLight({ width: 200, height: 200, data })).toBeNull();
  });
});

describe('contrast', () => {
  test('is stretched to black and white', () => {
    const stretched = stretchContrast(label(60, 40));
    expect(new Set(stretched?.data)).toEqual(new Set([0, 255]));
  });

  test('is left where there is enough, and where there is none', () => {
    expect(stretchContrast(label(230, 20))).toBeNull();
    expect(stretchContrast(label(33, 30))).toBeNull();
  });
});
