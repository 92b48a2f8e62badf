import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { DecodeAnswer, DecodeRequest } from './decode-message.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;

// From beside this script only: the package's default is a public CDN.
prepareZXingModule({
  overrides: { locateFile: () => new URL('zxing_reader.wasm', scope.location.href).href },
});

scope.addEventListener('message', async ({ data: { number, width, height, data } }: MessageEvent<DecodeRequest>) => {
  let text: string | null = null;
  try {
    const image = { data, width, height, colorSpace: 'srgb' } as ImageData;
    const found = await readBarcodes(image, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 1 });
    text = found[0]?.text ?? null;
  } catch {
    // decoder did not load or found nothing
  }
  scope.postMessage({ number, text } satisfies DecodeAnswer);
});
