import type { DecodeAnswer, DecodeRequest } from './decode-message.ts';

/** Reads a QR code out of one picture, or null. */
export type Decoder = (image: ImageData) => Promise<string | null>;

interface NativeDetector {
  detect(image: ImageData): Promise<{ rawValue: string }[]>;
}
type NativeDetectorClass = {
  new (options: { formats: string[] }): NativeDetector;
  getSupportedFormats(): Promise<string[]>;
};

/** The browser's own detector, only where it says it reads QR (on some systems the class exists and reads nothing). */
export async function nativeDecoder(): Promise<Decoder | null> {
  const Detector = (globalThis as { BarcodeDetector?: NativeDetectorClass }).BarcodeDetector;
  try {
    if (!Detector || !(await Detector.getSupportedFormats()).includes('qr_code')) return null;
    const detector = new Detector({ formats: ['qr_code'] });
    return async (image) => (await detector.detect(image).catch(() => []))[0]?.rawValue ?? null;
  } catch {
    return null;
  }
}

/** Addresses of the decoders on the page's own origin. */
export interface DecoderScripts {
  /** The light one. */
  readonly qr: string;
  /** The large one of last resort. */
  readonly zxing: string;
}
export const decoderScripts: DecoderScripts = { qr: '/qr-worker.js', zxing: '/zxing-worker.js' };

/** A decoder in a worker of this origin; loaded when first used, so that the page itself stays small. */
export function workerDecoder(script: string): Decoder {
  let worker: Worker | null = null;
  let count = 0;
  return (image) =>
    new Promise((resolve) => {
      worker ??= new Worker(script);
      const running = worker;
      const number = ++count;
      const finish = (text: string | null): void => {
        running.removeEventListener('message', receive);
        running.removeEventListener('error', fail);
        resolve(text);
      };
      const receive = ({ data }: MessageEvent<DecodeAnswer>): void => {
        if (data.number === number) finish(data.text);
      };
      const fail = (): void => finish(null);
      running.addEventListener('message', receive);
      running.addEventListener('error', fail);
      const request: DecodeRequest = { number, width: image.width, height: image.height, data: image.data };
      running.postMessage(request);
    });
}
