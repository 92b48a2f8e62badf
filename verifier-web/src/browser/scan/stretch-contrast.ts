import type { Picture } from './decode-message.ts';

/** Share of pixels beyond the darkest and the lightest taken: a lamp's reflection, noise. A small code's ink is not much more than this. */
const beyond = 0.002;
/** A picture with this much between ink and paper is taken as it is. */
const enough = 120;

/**
 * A dim or pale picture with ink made black and paper white, in grey. Null where there is contrast enough, or none at all: a black picture has
 * nothing but noise to stretch.
 */
export function stretchContrast({ width, height, data }: Picture): Picture | null {
  const histogram = new Uint32Array(256);
  const pixels = width * height;
  for (let at = 1; at < 4 * pixels; at += 4) histogram[data[at] ?? 0]! += 1;
  const percentile = (share: number): number => {
    let seen = 0;
    return Math.max(
      0,
      histogram.findIndex((count) => (seen += count) > share * pixels),
    );
  };
  const [dark, light] = [percentile(beyond), percentile(1 - beyond)];
  if (light - dark >= enough || light - dark < 8) return null;
  const stretched = new Uint8ClampedArray(4 * pixels).fill(255);
  for (let at = 0; at < 4 * pixels; at += 4)
    stretched.fill((255 * ((data[at + 1] ?? 0) - dark)) / (light - dark), at, at + 3);
  return { width, height, data: stretched };
}
