import { Router, type Response } from 'express';
import { HttpProblem } from '../http/http-problem.ts';
import type { GatewayLog } from './gateway-log.ts';
import { tileWidth, tileWidthAt, parseTilePath } from '@daunguon/proof';

/** Body and salt of a public record by its commitment. */
export type BodyOf = (commitment: string) => Promise<{ body: unknown; salt: string } | undefined>;

const open = (response: Response): Response => response.set('Access-Control-Allow-Origin', '*');
const forever = 'public, max-age=31536000, immutable';

/** What mirrors and auditors fetch (docs/proof-format.md §4): /log/checkpoint, /log/checkpoint/<size>, /log/tile/…, /log/body/<commitment>. */
export function logRoutes(log: Pick<GatewayLog, 'head' | 'covering' | 'store'>, bodyOf: BodyOf): Router {
  const router = Router();
  router.get('/log/checkpoint', (_request, response) => {
    const head = log.head();
    open(response).set('Cache-Control', 'no-cache');
    if (head === undefined) throw new HttpProblem('log/not-published', '', { 'Retry-After': '2' });
    response.type('text/plain; charset=utf-8').send(head.note);
  });
  router.get('/log/checkpoint/:size', (request, response) => {
    const { size } = request.params;
    const found = /^(0|[1-9]\d{0,14})$/.test(size) ? log.covering(Number(size)) : undefined;
    open(response).set('Cache-Control', 'no-cache');
    if (found === undefined) throw new HttpProblem('http/not-found');
    response.type('text/plain; charset=utf-8').send(found.note);
  });
  router.get('/log/tile/*path', (request, response) => {
    const path = request.path.slice('/log/'.length);
    const tile = parseTilePath(path);
    // Nothing beyond the published head: what was not cosigned could still come out otherwise.
    const width = tile === undefined ? 0 : tileWidthAt(BigInt(log.head()?.size ?? 0), tile.level, tile.index);
    const bytes = tile === undefined || tile.width > width ? undefined : log.store.tile(path);
    open(response);
    if (bytes === undefined) throw new HttpProblem('http/not-found');
    response.set('Cache-Control', tile?.width === tileWidth ? forever : 'public, max-age=3600');
    response.type('application/octet-stream').send(Buffer.from(bytes));
  });
  router.get('/log/body/:commitment', async (request, response) => {
    const { commitment } = request.params;
    const found = /^[0-9a-f]{64}$/.test(commitment) ? await bodyOf(commitment) : undefined;
    open(response);
    if (found === undefined) throw new HttpProblem('http/not-found');
    response.set('Cache-Control', forever).json({ body: found.body, salt: found.salt });
  });
  return router;
}
