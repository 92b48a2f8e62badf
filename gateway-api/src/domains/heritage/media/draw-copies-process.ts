/**
 * Draws the copies of one image that comes by stdin; stdout: a line of JSON that says what they are, then their bytes (`images.ts`). Nothing of it
 * touches the disk.
 */
import { buffer } from 'node:stream/consumers';
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
    ...['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
    ...['VipsForeignLoadTiffBuffer', 'VipsForeignLoadHeifBuffer'],
  ],
});
sharp.concurrency(1);
sharp.cache(false);

async function draw(image: Buffer, made: Buffer[]): Promise<Drawn> {
  const options = { limitInputPixels: mostPixels, failOn: 'error', pages: 1 } as const;
  // As it is looked at: a phone held upright writes a turned picture.
  const { width, height } = (await sharp(image, { ...options, limitInputPixels: false }).metadata()).autoOrient;
  if (width * height > mostPixels) return { refused: 'too-large', size: `${width} × ${height}` };
  const longest = Math.max(width, height);
  const copies: { bytes: number; width: number; height: number }[] = [];
  for (const side of new Set(sides.map((one) => Math.min(one, longest)))) {
    const { data, info } = await sharp(image, options)
      .autoOrient()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .jpeg({ quality: 82, mozjpeg: true })
      .timeout({ seconds: mostSeconds })
      .toBuffer({ resolveWithObject: true });
    made.push(data);
    copies.push({ bytes: data.length, width: info.width, height: info.height });
  }
  return { width, height, copies };
}

const made: Buffer[] = [];
const drawn = await draw(await buffer(process.stdin), made).catch((error: unknown): Drawn => ({
  refused: /pixel limit/.test(String(error)) ? 'too-large' : 'broken',
}));
process.stdout.write(Buffer.concat([Buffer.from(`${JSON.stringify(drawn)}\n`), ...('copies' in drawn ? made : [])]));
