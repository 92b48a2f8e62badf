import type { RequestHandler } from 'express';
import { HttpProblem } from '../http/http-problem.ts';

/**
 * Reads a body of at most `limit` bytes into `request.body`. What is longer is refused as soon as that is known, by its announced length or
 * by what has come, and the connection is closed: the rest is never read.
 */
export const limitedBody =
  (limit: number): RequestHandler =>
  (request, response, next) => {
    const refuse = (): void => {
      request.pause();
      response.once('finish', () => request.socket.destroySoon());
      next(new HttpProblem('http/body-too-large', `${limit}`, { Connection: 'close' }));
    };
    if (Number(request.get('content-length') ?? 0) > limit) {
      refuse();
      return;
    }
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length <= limit) {
        chunks.push(chunk);
        return;
      }
      request.off('data', take).off('end', end);
      refuse();
    };
    const end = (): void => {
      request.body = Buffer.concat(chunks);
      next();
    };
    request.on('data', take).once('end', end).once('error', next);
  };
