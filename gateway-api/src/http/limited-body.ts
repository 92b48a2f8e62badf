import type { Request, RequestHandler } from 'express';
import { requireCleanBody } from '../scanning/scan-upload.ts';
import { HttpProblem } from './http-problem.ts';

/** So long what is still on its way is thrown away after a refusal, so that the sender can read it. */
const lingerMs = 2000;

/**
 * The bytes of a request, at most `limit`: refused at once where the declared length passes it, else at the byte that does. A body parser
 * would first read all that comes. @throws what `tooLarge` makes, HttpProblem
 */
export async function readLimited(
  request: Request,
  limit: number,
  tooLarge: () => Error,
): Promise<Buffer<ArrayBuffer>> {
  const refusal = (): Error => {
    setTimeout(() => request.socket.destroy(), lingerMs).unref();
    return tooLarge();
  };
  if (Number(request.get('content-length') ?? 0) > limit) throw refusal();
  return new Promise<Buffer<ArrayBuffer>>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) return void chunks.push(chunk);
      chunks.length = 0;
      request.removeAllListeners('data').resume();
      reject(refusal());
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => reject(new HttpProblem('http/bad-request')));
  });
}

/** The same of an upload: its bytes were shown to the scanner. */
export async function readBytes(request: Request, limit: number, tooLarge: () => Error): Promise<Buffer<ArrayBuffer>> {
  const bytes = await readLimited(request, limit, tooLarge);
  await requireCleanBody(request, bytes);
  return bytes;
}

/** `request.body` as bytes, for files that may be large: of these media types, of at most `limit` bytes; another type leaves it as it is. */
export const limitedBody =
  (types: readonly string[], limit: number): RequestHandler =>
  async (request, _response, next) => {
    if (request.is([...types]))
      request.body = await readBytes(request, limit, () => new HttpProblem('http/body-too-large'));
    next();
  };
