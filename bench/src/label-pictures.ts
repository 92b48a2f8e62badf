import { encodeQR } from 'qr';
import type { Picture } from '../../verifier-web/src/browser/scan/decode-message.ts';

/** As phones' previews are. */
const [width, height] = [640, 480];
/** Light modules around the code, as printed. */
const border = 4;

/** How a phone sees a label: each number is drawn between nothing and what stands here. */
export interface View {
  /** Degrees, to either side. */
  readonly turned?: number;
  /** Pixels a module; 5 where nothing is said. */
  readonly module?: number;
  /** Share by which the far edge is smaller than the near one. */
  readonly tilted?: number;
  /** Standard deviation of the blur in pixels. */
  readonly blurred?: number;
  /** Standard deviation of the noise, in 255ths. */
  readonly noisy?: number;
  /** Brightness of paper and of ink, in 255ths: drawn for no picture. */
  readonly light?: readonly [paper: number, ink: number];
  /** Share of the code under stains. */
  readonly stained?: number;
}

const clamp = (value: number): number => Math.max(0, Math.min(255, value));

/** Weights of a Gaussian over so many pixels to each side. */
function weights(deviation: number): number[] {
  const reach = Math.ceil(deviation * 3);
  const raw = Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * deviation ** 2)));
  const sum = raw.reduce((all, one) => all + one, 0);
  return raw.map((one) => one / sum);
}

/** Along lines (`step` 1) or columns (`step` the width); pixels beyond the edge are those at the edge. */
function blurAlong(luma: Float32Array, kernel: readonly number[], across: boolean): Float32Array {
  const reach = (kernel.length - 1) / 2;
  const [length, step] = across ? [width, 1] : [height, width];
  return luma.map((_, at) => {
    const place = across ? at % width : Math.floor(at / width);
    let sum = 0;
    for (const [index, weight] of kernel.entries()) {
      const beside = Math.max(0, Math.min(length - 1, place + index - reach));
      sum += weight * (luma[at + (beside - place) * step] ?? 0);
    }
    return sum;
  });
}

/** A picture of a label with this text, drawn with random numbers of [0, 1). */
export function labelPicture(text: string, view: View, random: () => number): Picture {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border });
  const side = modules.length;
  const [paper, ink] = view.light ?? [235, 16];
  const module = view.module ?? 5;
  const angle = ((view.turned ?? 0) * (2 * random() - 1) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const tilt = ((view.tilted ?? 0) * random()) / (side * module);
  const [left, top] = [width / 2 + 20 * (random() - 0.5), height / 2 + 20 * (random() - 0.5)];
  const stains = Array.from({ length: view.stained === undefined ? 0 : 6 }, () => ({
    ...{ x: border + random() * (side - 2 * border), y: border + random() * (side - 2 * border) },
    radius: (side - 2 * border) * Math.sqrt(((view.stained ?? 0) * (0.5 + random() / 2)) / (6 * Math.PI)),
  }));
  const lumaAt = (x: number, y: number): number => {
    const [dx, dy] = [x - left, y - top];
    const near = 1 + tilt * dy;
    const column = (cos * dx + sin * dy) / (near * module) + side / 2;
    const row = (cos * dy - sin * dx) / (near * module) + side / 2;
    if (stains.some((stain) => Math.hypot(stain.x - column, stain.y - row) < stain.radius)) return (paper + ink) / 2;
    return modules[Math.floor(row)]?.[Math.floor(column)] === true ? ink : paper;
  };
  const offsets = [0.17, 0.5, 0.83];
  const plain = new Float32Array(width * height).map((_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return offsets.reduce((sum, dy) => sum + offsets.reduce((line, dx) => line + lumaAt(x + dx, y + dy), 0), 0) / 9;
  });
  const blur = (view.blurred ?? 0) * random();
  const kernel = blur < 0.2 ? undefined : weights(blur);
  const luma = kernel === undefined ? plain : blurAlong(blurAlong(plain, kernel, true), kernel, false);
  const noise = (view.noisy ?? 0) * (0.5 + random() / 2);
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (const [at, value] of luma.entries()) {
    // Three even numbers are nearly enough of a normal one.
    const drawn = noise === 0 ? 0 : noise * 2 * (random() + random() + random() - 1.5);
    data.fill(clamp(value + drawn), 4 * at, 4 * at + 3);
  }
  return { width, height, data };
}
