import { decodeQR } from 'qr/decode.js';
import type { DecodeAnswer, DecodeRequest } from './decode-message.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.addEventListener('message', ({ data: { number, width, height, data } }: MessageEvent<DecodeRequest>) => {
  let text: string | null = null;
  try {
    text = decodeQR({ width, height, data }, { timeLimit: 250 });
  } catch {
    // no code in this picture
  }
  scope.postMessage({ number, text } satisfies DecodeAnswer);
});
