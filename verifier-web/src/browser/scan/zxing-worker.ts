import { prepareZXingModule } from 'zxing-wasm/reader';
import type { DecodeAnswer, DecodeRequest } from './decode-message.ts';
import { readLarge } from './read-large.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;

// From beside this script only: the package's default is a public CDN.
prepareZXingModule({
  overrides: { locateFile: () => new URL('zxing_reader.wasm', scope.location.href).href },
});

scope.addEventListener('message', async ({ data: { number, ...picture } }: MessageEvent<DecodeRequest>) => {
  scope.postMessage({ number, text: await readLarge(picture) } satisfies DecodeAnswer);
});
