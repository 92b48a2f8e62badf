import type { MediaBody } from '@daunguon/records';
import sharp, { type SharpOptions } from 'sharp';
import { HttpProblem } from '../../../http/http-problem.ts';
import type { MediaStore, Received } from './media-store.ts';

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
// One picture at a time, on one thread: a gateway answers others meanwhile.
sharp.concurrency(1);
sharp.cache(false);

export type ImageFacts = Pick<MediaBody, 'width' | 'height' | 'derivatives'>;

/**
 * Copies for display, decoded and drawn anew: place, camera and names (EXIF, IPTC, XMP), hidden pages and appended files stay behind in the
 * master, which is not shown. @throws HttpProblem for what does not decode whole, or would take too much memory
 */
export async function imageFacts(
  { file }: Pick<Received, 'file'>,
  store: Pick<MediaStore, 'put'>,
): Promise<ImageFacts> {
  const options = { limitInputPixels: mostPixels, failOn: 'error', pages: 1 } as const;
  const [width, height] = await sizeOf(file, options);
  const longest = Math.max(width, height);
  const wanted = [...new Set(sides.map((side) => Math.min(side, longest)))];
  const derivatives: MediaBody['derivatives'] = [];
  for (const side of wanted) {
    const { data, info } = await sharp(file, options)
      .autoOrient()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .jpeg({ quality: 82, mozjpeg: true })
      .timeout({ seconds: mostSeconds })
      .toBuffer({ resolveWithObject: true })
      .catch((error: unknown) => broken(error));
    derivatives.push({ sha256: store.put(data), bytes: data.length, width: info.width, height: info.height });
  }
  return { width, height, derivatives };
}

/** As it is looked at: a phone held upright writes a turned picture. */
async function sizeOf(file: string, options: SharpOptions): Promise<readonly [number, number]> {
  const { autoOrient } = await sharp(file, { ...options, limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => broken(error));
  const { width, height } = autoOrient;
  if (width * height > mostPixels) throw new HttpProblem('heritage/image-too-large', `${width} × ${height}`);
  return [width, height];
}

const broken = (error: unknown): never => {
  if (/pixel limit/.test(String(error))) throw new HttpProblem('heritage/image-too-large');
  throw new HttpProblem('heritage/file-broken');
};
