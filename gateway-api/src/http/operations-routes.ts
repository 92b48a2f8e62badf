import { Router } from 'express';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { requestMetrics } from './request-metrics.ts';

/** What the gateway says about itself. */
export interface Health {
  /** Number of the last block in the index, -1 before the first. */
  position(): number;
  /** For how many seconds the index has been behind the ledger; 0 while it holds every block that was seen. */
  lagSeconds(): number;
  /** Did the index take a block in the last seconds? */
  moves(): boolean;
  /** Does the ledger network answer? */
  ledgerUp(): boolean;
  /** Does the index store answer? */
  indexUp(): boolean;
}

/** Liveness, readiness and Prometheus metrics. Ready: ledger and index answer and the index holds a block. */
export function operationsRoutes(
  { position, lagSeconds, ledgerUp, indexUp }: Health,
  addMetrics: (registry: Registry) => void = () => undefined,
): Router {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, value: () => number): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  };
  gauge('daunguon_index_block', 'Last block in the index', position);
  gauge('daunguon_index_lag_seconds', 'For how long the index has been behind the ledger', lagSeconds);
  gauge('daunguon_ledger_up', '1 while the ledger network answers', () => Number(ledgerUp()));
  gauge('daunguon_index_up', '1 while the index store answers', () => Number(indexUp()));
  addMetrics(registry);
  const router = Router();
  router.use(requestMetrics(registry));
  router.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  router.get('/readyz', (_request, response) => {
    const [block, ledger, index] = [position(), ledgerUp(), indexUp()];
    const ready = block >= 0 && ledger && index;
    if (!ready) response.set('Retry-After', '5');
    response
      .status(ready ? 200 : 503)
      .json({ ready, block, ledger: ledger ? 'up' : 'down', index: index ? 'up' : 'down' });
  });
  router.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}
