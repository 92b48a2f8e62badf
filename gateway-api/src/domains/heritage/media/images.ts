import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { MediaBody } from '@daunguon/records';
import { HttpProblem } from '../../../http/http-problem.ts';
import type { MediaStore, Received } from './media-store.ts';

export type ImageFacts = Pick<MediaBody, 'width' | 'height' | 'derivatives'>;
/** What the process that draws says. */
export type Drawn =
  | {
      readonly width: number;
      readonly height: number;
      readonly copies: readonly { readonly file: string; readonly width: number; readonly height: number }[];
    }
  | { readonly refused: 'broken' | 'too-large'; readonly size?: string };

/** Three copies of the largest image take some ten seconds; what takes longer is given up with its process. */
const mostMs = 90_000;
const run = promisify(execFile);

/**
 * Copies for display, decoded and drawn anew: place, camera and names (EXIF, IPTC, XMP), hidden pages and appended files stay behind in the
 * master, which is not shown. Decoders are native code that strangers' bytes go through: they run in a process of their own, which has none of the
 * gateway's secrets, and which may hang, swell or crash without it. @throws HttpProblem for what does not decode whole, or would take too much
 * memory
 */
export async function imageFacts(
  { file }: Pick<Received, 'file'>,
  store: Pick<MediaStore, 'put'>,
): Promise<ImageFacts> {
  const folder = mkdtempSync(join(tmpdir(), 'copies-'));
  try {
    const drawn = await drawnIn(folder, file);
    if ('refused' in drawn) {
      if (drawn.refused === 'too-large') throw new HttpProblem('heritage/image-too-large', drawn.size ?? '');
      throw new HttpProblem('heritage/file-broken');
    }
    const { width, height, copies } = drawn;
    const derivatives: ImageFacts['derivatives'] = [];
    for (const copy of copies) {
      const bytes = readFileSync(copy.file);
      derivatives.push({
        ...{ sha256: await store.put(bytes), bytes: bytes.length, width: copy.width, height: copy.height },
      });
    }
    return { width, height, derivatives };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function drawnIn(folder: string, file: string): Promise<Drawn> {
  const script = join(import.meta.dirname, 'draw-copies-process.ts');
  const args = ['--disable-warning=ExperimentalWarning', '--max-old-space-size=256', script, file, folder];
  try {
    const { stdout } = await run(process.execPath, args, { env: {}, timeout: mostMs, killSignal: 'SIGKILL' });
    return JSON.parse(stdout) as Drawn;
  } catch (error) {
    // Killed, crashed, or it said nothing: to the sender that is a file that does not decode.
    console.error('heritage: an image was given up', (error as Error).message);
    return { refused: 'broken' };
  }
}
