import { decoderScripts, nativeDecoder, workerDecoder } from './decoder.ts';
import type { Decoder, DecoderScripts } from './decoder.ts';

const longestSide = 1024;
const pauseMs = 60;
/** So long the light decoders try alone; then the large one, fetched only now, takes its turns too. */
const patienceMs = 4000;

export interface Scanner {
  /** Resolves with the first text that `accept` takes, or null when stopped. */
  found: Promise<string | null>;
  /** Switches the lamp; null where the camera has none. */
  torch: ((on: boolean) => Promise<void>) | null;
  stop(): void;
}

/** Shows the rear camera in `video` and reads its pictures until a label of ours is seen. Throws when there is no camera. */
export async function startCamera(
  video: HTMLVideoElement,
  accept: (text: string) => boolean,
  scripts: DecoderScripts = decoderScripts,
): Promise<Scanner> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 } },
  });
  video.srcObject = stream;
  await video.play();
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  };
  const run = async (): Promise<string | null> => {
    const native = await nativeDecoder();
    const ladder: Decoder[] = [...(native ? [native] : []), workerDecoder(scripts.qr)];
    const begun = performance.now();
    let large = false;
    for (let tries = 0; !stopped; tries++) {
      if (!large && performance.now() - begun >= patienceMs) {
        large = true;
        ladder.push(workerDecoder(scripts.zxing));
      }
      const image = pictureOf(video, video.videoWidth, video.videoHeight);
      const decode = ladder[tries % ladder.length];
      const text = image && decode ? await decode(image) : null;
      if (text !== null && accept(text)) {
        stop();
        return text;
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    return null;
  };
  return { found: run(), torch: torchOf(stream), stop };
}

/** `torch` is of the Image Capture specification; the DOM types do not know it. */
function torchOf(stream: MediaStream): Scanner['torch'] {
  const [track] = stream.getVideoTracks();
  const capabilities = track?.getCapabilities?.() as { torch?: unknown } | undefined;
  if (track === undefined || capabilities?.torch !== true) return null;
  return (on) => track.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
}

/** Reads a code from a photo file with every decoder there is. */
export async function decodePhoto(file: Blob, scripts: DecoderScripts = decoderScripts): Promise<string | null> {
  const bitmap = await createImageBitmap(file);
  const native = await nativeDecoder();
  const decoders = [...(native ? [native] : []), workerDecoder(scripts.qr), workerDecoder(scripts.zxing)];
  const image = pictureOf(bitmap, bitmap.width, bitmap.height);
  for (const decode of image ? decoders : []) {
    const text = image && (await decode(image));
    if (text) return text;
  }
  return null;
}

function pictureOf(source: CanvasImageSource, width: number, height: number): ImageData | null {
  if (width === 0 || height === 0) return null;
  const scale = Math.min(1, longestSide / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
