import { context, propagation, SpanKind, SpanStatusCode, trace, type Attributes } from '@opentelemetry/api';
import type { RequestHandler } from 'express';

/**
 * Spans by OpenTelemetry's interface. Off by default: without an SDK, which whoever operates the gateway loads before it (docs/operations.md), all of
 * it does nothing. Attributes are names of transactions and routes, block numbers and transaction ids, never what somebody sent.
 */
const tracer = () => trace.getTracer('daunguon-gateway');

/** `work` as a span that ends with it. Of an error its name alone is told: messages may quote what was sent. */
export const traced = <Value>(name: string, attributes: Attributes, work: () => Promise<Value>): Promise<Value> =>
  tracer().startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).name });
      throw error;
    } finally {
      span.end();
    }
  });

/** One span for each request, below the caller's where it names one (W3C Trace Context), by the pattern of its route. */
export const tracedRequests: RequestHandler = (request, response, next) => {
  const parent = propagation.extract(context.active(), request.headers);
  const span = tracer().startSpan(request.method, { kind: SpanKind.SERVER }, parent);
  response.once('close', () => {
    const path = (request.route as { path?: unknown } | undefined)?.path;
    const route = typeof path === 'string' ? path : 'none';
    span.updateName(`${request.method} ${route}`);
    span.setAttributes({ 'http.request.method': request.method, 'http.route': route });
    span.setAttribute('http.response.status_code', response.statusCode);
    if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  context.with(trace.setSpan(parent, span), next);
};
