import { Router } from 'express';
import { anchorJson } from './anchor-reference.ts';
import type { AnchorStatus } from './anchor-status.ts';

/** `GET /api/operations/anchor`: what the anchor does, for an operations page. It names no key and no node. */
export function anchorRoutes(status: () => AnchorStatus): Router {
  const router = Router();
  router.get('/api/operations/anchor', (_request, response) => {
    const { newest, ...rest } = status();
    response.json({ ...rest, newest: newest === undefined ? null : { ...anchorJson(newest), state: newest.state } });
  });
  return router;
}
