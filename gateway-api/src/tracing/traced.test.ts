import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  context,
  propagation,
  ROOT_CONTEXT,
  trace,
  type Context,
  type Span,
  type SpanContext,
} from '@opentelemetry/api';
import express from 'express';
import { traced, tracedRequests } from './traced.ts';

/** What an SDK does: carries the context along, and keeps the spans that ended. */
interface Ended {
  name: string;
  parent: string | undefined;
  id: string;
  attributes: Record<string, unknown>;
  status: unknown;
}
const ended: Ended[] = [];
const storage = new AsyncLocalStorage<Context>();
let count = 0;
const startSpan = (name: string, options: { attributes?: object } = {}, parent: Context = context.active()): Span => {
  const id = String((count += 1)).padStart(16, '0');
  const span: Ended = {
    name,
    id,
    parent: trace.getSpanContext(parent)?.spanId,
    attributes: { ...options.attributes },
    status: 0,
  };
  const spanContext: SpanContext = { traceId: 'a'.repeat(32), spanId: id, traceFlags: 1 };
  return {
    spanContext: () => spanContext,
    setAttribute: (key: string, value: unknown) => void (span.attributes[key] = value),
    setAttributes: (all: object) => void Object.assign(span.attributes, all),
    setStatus: (status: unknown) => void (span.status = status),
    updateName: (text: string) => void (span.name = text),
    end: () => void ended.push(span),
  } as unknown as Span;
};

let server: Server;
let base = '';
beforeAll(() => {
  context.setGlobalContextManager({
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (active, work, self, ...given) => storage.run(active, () => work.call(self, ...given)),
    bind: (_active, target) => target,
    enable() {
      return this;
    },
    disable() {
      return this;
    },
  });
  trace.setGlobalTracerProvider({
    getTracer: () => ({
      startSpan,
      startActiveSpan: ((name: string, options: object, work: (span: Span) => unknown) => {
        const span = startSpan(name, options);
        return context.with(trace.setSpan(context.active(), span), () => work(span));
      }) as never,
    }),
  });
  propagation.setGlobalPropagator({
    fields: () => ['traceparent'],
    inject: () => undefined,
    extract: (active, headers: { traceparent?: string }) => {
      const [, traceId = '', spanId = ''] = headers.traceparent?.split('-') ?? [];
      return spanId === '' ? active : trace.setSpanContext(active, { traceId, spanId, traceFlags: 1 });
    },
  });
  const app = express().use(tracedRequests);
  app.post('/api/origin/batches/:id', async (_request, response) => {
    await traced('ledger.endorse', { transaction: 'Origin:RegisterBatch' }, () => Promise.resolve());
    response.end();
  });
  app.get('/broken', async () =>
    traced('ledger.commit', {}, () => Promise.reject(new RangeError('of Nguyễn Thị Hoa'))),
  );
  app.use(((_error, _request, response, _next) => void response.status(500).end()) as express.ErrorRequestHandler);
  server = app.listen(0);
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => void ended.splice(0));
afterAll(() => void server.close());

test('a request and what it asks of the ledger are one trace, below the caller’s, by names without ids', async () => {
  const headers = { traceparent: `00-${'b'.repeat(32)}-${'c'.repeat(16)}-01` };
  await fetch(`${base}/api/origin/batches/SECRETID`, { method: 'POST', headers });
  const [endorse, request] = ended;
  expect([endorse?.name, endorse?.parent]).toEqual(['ledger.endorse', request?.id]);
  expect([request?.name, request?.parent]).toEqual(['POST /api/origin/batches/:id', 'c'.repeat(16)]);
  expect(request?.attributes['http.response.status_code']).toBe(200);
  expect(JSON.stringify(ended)).not.toContain('SECRETID');
});

test('of an error the name is told, not what it says', async () => {
  await fetch(`${base}/broken`);
  expect(ended.map(({ status }) => status)).toEqual([{ code: 2, message: 'RangeError' }, { code: 2 }]);
  expect(JSON.stringify(ended)).not.toContain('Hoa');
});
