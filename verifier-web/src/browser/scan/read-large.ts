import { readBarcodes } from 'zxing-wasm/reader';
import type { Picture } from './decode-message.ts';

/** The QR code in a picture by the large decoder; null where there is none, or where the decoder did not load. */
export async function readLarge({ width, height, data }: Picture): Promise<string | null> {
  try {
    const image = { data, width, height, colorSpace: 'srgb' } as ImageData;
    const found = await readBarcodes(image, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 1 });
    return found[0]?.text ?? null;
  } catch {
    return null;
  }
}
