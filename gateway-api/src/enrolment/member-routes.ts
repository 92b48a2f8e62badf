import { Router } from 'express';
import type { Deps } from '../deps.ts';
import { ask } from './enrol-person.ts';
import type { UnitMember } from './unit-members.ts';

/**
 * Who works for a unit, and the end of a membership. Names are the enrolment agent's, which decides by the person's own token who hears them; the
 * gateway hands them on and keeps none.
 */
export function memberRoutes({ authenticate, config }: Pick<Deps, 'authenticate' | 'config'>): Router {
  const router = Router();
  router.use('/api/registry/members', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/api/registry/members', async (request, response) => {
    const { token } = await authenticate(request);
    const { unit } = request.query;
    const query = typeof unit === 'string' ? `?unit=${encodeURIComponent(unit)}` : '';
    response.json(
      await ask<{ items: readonly UnitMember[]; invites: readonly string[] }>(
        config.agentUrl,
        token,
        `/unit-members${query}`,
      ),
    );
  });
  router.post('/api/registry/members/:id/end', async (request, response) => {
    const { token } = await authenticate(request);
    const path = `/unit-members/${encodeURIComponent(request.params.id)}/end`;
    response.json(await ask<{ unit: string }>(config.agentUrl, token, path, {}));
  });
  return router;
}
