import { Worker } from 'node:worker_threads';
import type { MediaBody } from '@daunguon/records';
import { HttpProblem } from '../../../http/http-problem.ts';
import type { OpenedFile } from '../../../vault/sealed-file.ts';

/** What the worker is asked: a manifest's verdict on an image, or whether a model is a whole one. */
export interface Asked {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: MediaBody['mediaType'];
}
export type Checked = { readonly c2pa: MediaBody['c2pa'] } | { readonly refused: 'broken' | 'external' };

const mostMs = 30_000;

/**
 * Parses hostile structures on a thread of their own, with bounds of time and memory: what hangs or swells there is given up, and the gateway
 * goes on. The bytes are the worker's from then on. Undefined: it was given up.
 */
const inWorker = (asked: Asked): Promise<Checked | undefined> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./check-file-worker.ts', import.meta.url), {
      workerData: asked,
      transferList: [asked.bytes.buffer],
      resourceLimits: { maxOldGenerationSizeMb: 512 },
      // Of the gateway's own flags and secrets it needs none.
      env: {},
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    const timer = setTimeout(() => {
      resolve(undefined);
      void worker.terminate();
    }, mostMs);
    worker.once('message', resolve);
    worker.once('error', () => resolve(undefined));
    // Ended by itself: to end it from outside in the middle of its work can take the process with it.
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve(undefined);
    });
  });

/** How a manifest is named wherever the types put it: the label of its JUMBF box, the chunk of a WebP, the box of an AVIF. */
const marks = [Buffer.from('c2pa'), Buffer.from('C2PA'), Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex')];

/** All of a file in memory of its own, which can be handed on. */
async function wholeOf(file: OpenedFile): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(file.bytes);
  let at = 0;
  for await (const part of file.parts()) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** What the C2PA manifest of an image says; one that is there and could not be read in time was not validated. */
export async function c2paOf(file: OpenedFile, mediaType: MediaBody['mediaType']): Promise<MediaBody['c2pa']> {
  const bytes = await wholeOf(file);
  const searched = Buffer.from(bytes.buffer);
  if (!marks.some((mark) => searched.includes(mark))) return { verdict: 'unknown' };
  const checked = await inWorker({ bytes, mediaType });
  return checked !== undefined && 'c2pa' in checked ? checked.c2pa : { verdict: 'unchecked' };
}

/** @throws HttpProblem for a model that is broken, or that would fetch something */
export async function requireModel(file: OpenedFile): Promise<void> {
  const checked = await inWorker({ bytes: await wholeOf(file), mediaType: 'model/gltf-binary' });
  if (checked !== undefined && 'c2pa' in checked) return;
  throw new HttpProblem(checked?.refused === 'external' ? 'heritage/model-external' : 'heritage/file-broken');
}
