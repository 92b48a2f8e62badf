import { Router } from 'express';
import type { Deps } from '../deps.ts';
import type { Health } from '../http/operations-routes.ts';
import type { GatewayLog } from '../log/gateway-log.ts';
import { logStatus } from '../log/log-status.ts';
import type { MountedAnchor } from '../mount-anchor.ts';
import type { AgentWatch } from './agent-watch.ts';
import { alarmsOf } from './alarms.ts';
import type { PeerWatch } from './peer-watch.ts';

export interface StatusDeps extends Pick<Deps, 'authenticate' | 'config'> {
  readonly peers: Pick<PeerWatch, 'states'>;
  readonly agent: Pick<AgentWatch, 'state'>;
  readonly health: Health;
  readonly log: GatewayLog;
  readonly anchor?: Pick<MountedAnchor, 'status'>;
}

/** `GET /api/operations/status`: network, index, checkpoints, cosigners and anchor at one glance, and the alarms that follow. */
export function statusRoutes({ authenticate, config, health, log, anchor, peers, agent }: StatusDeps): Router {
  const router = Router();
  router.get('/api/operations/status', async (request, response) => {
    await authenticate(request);
    const index = {
      ...{ ledgerUp: health.ledgerUp(), indexUp: health.indexUp() },
      ...{ block: health.position(), lagSeconds: health.lagSeconds() },
    };
    const status = logStatus(log);
    const told = anchor?.status();
    const shown =
      told === undefined
        ? null
        : {
            ...{ alarm: told.alarm, textVi: told.textVi, text: told.text, testChain: told.testChain },
            ...{ chainId: told.chainId ?? null, contract: told.contract, rows: told.rows },
            newest: told.newest === undefined ? null : { size: String(told.newest.size), state: told.newest.state },
          };
    const { dataDir, networkDir } = config;
    const nodes = peers.states();
    response.json({
      ...{ index, peers: nodes, log: status, anchor: shown },
      alarms: alarmsOf({
        ...{ ...index, indexMoves: health.moves(), peers: nodes, agent: agent.state() },
        ...{ log: status, anchor: shown, places: { dataDir, networkDir }, names: log.policy()?.names ?? new Map() },
      }),
    });
  });
  return router;
}
