import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { MediaBody } from '@daunguon/records';
import { HttpProblem } from '../../../http/http-problem.ts';
import type { Received } from './media-store.ts';

/** What the worker is asked: a manifest's verdict on an image, or whether a model is a whole one. */
export interface Asked {
  readonly file: string;
  readonly mediaType: MediaBody['mediaType'];
}
export type Checked = { readonly c2pa: MediaBody['c2pa'] } | { readonly refused: 'broken' | 'external' };

const mostMs = 30_000;

/**
 * Parses hostile structures on a thread of their own, with bounds of time and memory: what hangs or swells there is given up, and the gateway
 * goes on. Undefined: it was given up.
 */
const inWorker = (asked: Asked): Promise<Checked | undefined> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./check-file-worker.ts', import.meta.url), {
      workerData: asked,
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

/** What the C2PA manifest of an image says; one that is there and could not be read in time was not validated. */
export async function c2paOf({ file, mediaType }: Received): Promise<MediaBody['c2pa']> {
  const bytes = await readFile(file);
  if (!marks.some((mark) => bytes.includes(mark))) return { verdict: 'unknown' };
  const checked = await inWorker({ file, mediaType });
  return checked !== undefined && 'c2pa' in checked ? checked.c2pa : { verdict: 'unchecked' };
}

/** @throws HttpProblem for a model that is broken, or that would fetch something */
export async function requireModel({ file, mediaType }: Received): Promise<void> {
  const checked = await inWorker({ file, mediaType });
  if (checked !== undefined && 'c2pa' in checked) return;
  throw new HttpProblem(checked?.refused === 'external' ? 'heritage/model-external' : 'heritage/file-broken');
}
