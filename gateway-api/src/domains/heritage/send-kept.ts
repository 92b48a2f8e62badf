import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { HttpProblem } from '../../http/http-problem.ts';
import type { MediaStore } from './media/media-store.ts';
import type { KeptFacts } from './media/take-in.ts';

/** Bytes from outside never run: no script, no frame, no guess at what they are. */
const fileHeaders = {
  'Accept-Ranges': 'bytes',
  'Access-Control-Allow-Origin': '*',
  // Short, so that a takedown is soon everywhere.
  'Cache-Control': 'public, max-age=300',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'cross-origin',
};
const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'video/mp4': 'mp4',
  'model/gltf-binary': 'glb',
};

/** The one range that is asked for, end included; undefined: the whole. @throws HttpProblem where the file has no such bytes */
function rangeIn(request: Request, bytes: number, etag: string): { start: number; end: number } | undefined {
  const only = request.get('if-range');
  if (only !== undefined && only !== etag) return undefined;
  const ranges = request.range(bytes, { combine: true });
  if (ranges === -1) throw new HttpProblem('http/no-such-range', '', { 'Content-Range': `bytes */${bytes}` });
  // What is not understood, and several at once, may be answered with the whole (RFC 9110 §14.2).
  return Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
}

/** A kept file, whole or in a range (RFC 9110 §14); `master`: for its steward, to be kept elsewhere and by no cache. @throws HttpProblem */
export async function sendKept(
  request: Request,
  response: Response,
  media: MediaStore,
  digest: string,
  as: 'shown' | 'master' = 'shown',
): Promise<void> {
  const kept = await media.open(digest);
  if (kept === undefined) throw new HttpProblem('http/not-found');
  try {
    const etag = `"${digest}"`;
    const range = rangeIn(request, kept.bytes, etag);
    const { start, end } = range ?? { start: 0, end: kept.bytes - 1 };
    const { mediaType = 'application/octet-stream' } = media.facts<KeptFacts>(digest) ?? {};
    const name = `${digest.slice(0, 16)}.${extensions[mediaType] ?? 'bin'}`;
    response.set({ ...fileHeaders, ETag: etag, 'Content-Type': mediaType });
    response.set('Content-Disposition', `${as === 'master' ? 'attachment' : 'inline'}; filename="${name}"`);
    if (as === 'master') {
      response.set({ 'Cache-Control': 'no-store', 'Cross-Origin-Resource-Policy': 'same-origin' });
      response.removeHeader('Access-Control-Allow-Origin');
    }
    if (request.fresh) return void response.status(304).end();
    if (range !== undefined) response.status(206).set('Content-Range', `bytes ${start}-${end}/${kept.bytes}`);
    response.set('Content-Length', String(end + 1 - start));
    if (request.method === 'HEAD') return void response.end();
    await pipeline(kept.parts(start, end + 1), response).catch((error: NodeJS.ErrnoException) => {
      // Who asked has gone away.
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    });
  } finally {
    await kept.close();
  }
}
