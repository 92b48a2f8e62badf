import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { MediaBody } from '@daunguon/records';
import { HttpProblem } from '../../../http/http-problem.ts';
import type { OpenedFile } from '../../../vault/sealed-file.ts';
import type { MediaStore } from './media-store.ts';

export type ImageFacts = Pick<MediaBody, 'width' | 'height' | 'derivatives'>;
/** What the process that draws says. */
export type Drawn =
  | {
      readonly width: number;
      readonly height: number;
      readonly copies: readonly { readonly bytes: number; readonly width: number; readonly height: number }[];
    }
  | { readonly refused: 'broken' | 'too-large'; readonly size?: string };

/** Three copies of the largest image take some ten seconds; what takes longer is given up with its process. */
const mostMs = 90_000;
/** Three copies of pure noise have some ten megabytes. */
const mostOutput = 64_000_000;
const run = promisify(execFile);

/**
 * Copies for display, decoded and drawn anew: place, camera and names (EXIF, IPTC, XMP), hidden pages and appended files stay behind in the
 * master, which is not shown. Decoders are native code that strangers' bytes go through: they run in a process of their own, which has none of the
 * gateway's secrets, and which may hang, swell or crash without it. @throws HttpProblem for what does not decode whole, or would take too much
 * memory
 */
export async function imageFacts(file: Pick<OpenedFile, 'parts'>, store: Pick<MediaStore, 'put'>): Promise<ImageFacts> {
  const { drawn, bytes } = await drawnFrom(file);
  if ('refused' in drawn) {
    if (drawn.refused === 'too-large') throw new HttpProblem('heritage/image-too-large', drawn.size ?? '');
    throw new HttpProblem('heritage/file-broken');
  }
  const derivatives: ImageFacts['derivatives'] = [];
  let at = 0;
  for (const { bytes: length, width, height } of drawn.copies) {
    derivatives.push({ sha256: await store.put(bytes.subarray(at, at + length)), bytes: length, width, height });
    at += length;
  }
  return { width: drawn.width, height: drawn.height, derivatives };
}

/** What the process says, and the bytes of the copies one after the other. */
async function drawnFrom(file: Pick<OpenedFile, 'parts'>): Promise<{ readonly drawn: Drawn; readonly bytes: Buffer }> {
  const script = join(import.meta.dirname, 'draw-copies-process.ts');
  const args = ['--disable-warning=ExperimentalWarning', '--max-old-space-size=256', script];
  const limits = { timeout: mostMs, killSignal: 'SIGKILL', maxBuffer: mostOutput } as const;
  try {
    const drawing = run(process.execPath, args, { env: {}, encoding: 'buffer', ...limits });
    // One that ends before it has read all says why in its own way.
    const sent = pipeline(file.parts(), drawing.child.stdin!).catch(() => undefined);
    const [{ stdout }] = await Promise.all([drawing, sent]);
    const end = stdout.indexOf('\n');
    return { drawn: JSON.parse(stdout.toString('utf8', 0, end)) as Drawn, bytes: stdout.subarray(end + 1) };
  } catch (error) {
    // Killed, crashed, or it said nothing: to the sender that is a file that does not decode.
    console.error('heritage: an image was given up', (error as Error).message);
    return { drawn: { refused: 'broken' }, bytes: Buffer.alloc(0) };
  }
}
