import { decodeQR } from 'qr/decode.js';
import type { Picture } from './decode-message.ts';
import { stretchContrast } from './stretch-contrast.ts';

/** Gives up after a quarter of a second. */
const read = (picture: Picture): string | null => {
  try {
    return decodeQR(picture, { timeLimit: 250 });
  } catch {
    return null;
  }
};

/** The QR code in a picture by the light decoder, or null. It looks for black on white: a dim or pale picture is looked at once more, made so. */
export function readLight({ width, height, data }: Picture): string | null {
  const picture = { width, height, data };
  const found = read(picture);
  if (found !== null) return found;
  const stretched = stretchContrast(picture);
  return stretched && read(stretched);
}
