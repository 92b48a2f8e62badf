import { Router } from 'express';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** Liveness, readiness and Prometheus metrics. */
export function operationsRoutes(position: () => number): Router {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'daunguon_index_block',
    help: 'Last block in the index',
    registers: [registry],
    collect() {
      this.set(position());
    },
  });
  const router = Router();
  router.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  router.get('/readyz', (_request, response) => {
    const ready = position() >= 0;
    response.status(ready ? 200 : 503).json({ ready, block: position() });
  });
  router.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}
