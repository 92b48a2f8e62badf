/** Draws the copies of one image: `node draw-copies-process.ts <image> <folder>` writes them there and prints what they are (`images.ts`). */
import { join } from 'node:path';
import sharp from 'sharp';
import type { Drawn } from './images.ts';

/** Longest sides of the copies that are shown. */
const sides = [480, 1200, 2400] as const;
const mostPixels = 150_000_000;
const mostSeconds = 40;

// Whatever a file says it is, only these decoders ever see it: no SVG, no PDF, no script.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    ...['VipsForeignLoadJpegFile', 'VipsForeignLoadPngFile', 'VipsForeignLoadWebpFile', 'VipsForeignLoadTiffFile'],
    'VipsForeignLoadHeifFile',
  ],
});
sharp.concurrency(1);
sharp.cache(false);

async function draw(image: string, folder: string): Promise<Drawn> {
  const options = { limitInputPixels: mostPixels, failOn: 'error', pages: 1 } as const;
  // As it is looked at: a phone held upright writes a turned picture.
  const { width, height } = (await sharp(image, { ...options, limitInputPixels: false }).metadata()).autoOrient;
  if (width * height > mostPixels) return { refused: 'too-large', size: `${width} × ${height}` };
  const longest = Math.max(width, height);
  const copies: { file: string; width: number; height: number }[] = [];
  for (const side of new Set(sides.map((one) => Math.min(one, longest)))) {
    const file = join(folder, `${side}.jpg`);
    const info = await sharp(image, options)
      .autoOrient()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .jpeg({ quality: 82, mozjpeg: true })
      .timeout({ seconds: mostSeconds })
      .toFile(file);
    copies.push({ file, width: info.width, height: info.height });
  }
  return { width, height, copies };
}

const [image = '', folder = ''] = process.argv.slice(2);
const drawn = await draw(image, folder).catch((error: unknown): Drawn => ({
  refused: /pixel limit/.test(String(error)) ? 'too-large' : 'broken',
}));
process.stdout.write(JSON.stringify(drawn));
