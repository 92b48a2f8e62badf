import type { RequestHandler } from 'express';
import { Gauge, Histogram, type Registry } from 'prom-client';

/** Times and numbers of requests by method, route and class of status; a route stands by its pattern, so that no id is a label. */
export function requestMetrics(registry: Registry): RequestHandler {
  const seconds = new Histogram({
    ...{ name: 'daunguon_http_request_seconds', help: 'Time until an answer was sent' },
    ...{ labelNames: ['method', 'route', 'status'], registers: [registry] },
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  });
  const underWay = new Gauge({
    ...{ name: 'daunguon_http_requests_under_way', help: 'Requests that are being answered', registers: [registry] },
  });
  return (request, response, next) => {
    const end = seconds.startTimer();
    underWay.inc();
    response.once('close', () => {
      underWay.dec();
      const path = (request.route as { path?: unknown } | undefined)?.path;
      const route = typeof path === 'string' ? path : 'none';
      end({ method: request.method, route, status: `${Math.floor(response.statusCode / 100)}xx` });
    });
    next();
  };
}
