import type { DecodeAnswer, DecodeRequest } from './decode-message.ts';
import { readLight } from './read-light.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.addEventListener('message', ({ data: { number, ...picture } }: MessageEvent<DecodeRequest>) => {
  scope.postMessage({ number, text: readLight(picture) } satisfies DecodeAnswer);
});
