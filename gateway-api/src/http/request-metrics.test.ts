import { expect, test } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Registry } from 'prom-client';
import { requestMetrics } from './request-metrics.ts';

test('requests are counted by route, and no id stands in what is measured', async () => {
  const registry = new Registry();
  const app = express().use(requestMetrics(registry));
  app.get('/r/:id', (_request, response) => void response.json({}));
  const server = app.listen(0);
  const base = `http://localhost:${(server.address() as AddressInfo).port}`;
  for (const path of ['/r/SECRETID', '/r/OTHERID', '/nowhere/SECRETID']) await (await fetch(base + path)).text();
  await new Promise((resolve) => server.close(resolve));
  const text = await registry.metrics();
  expect(text).toContain('daunguon_http_request_seconds_count{method="GET",route="/r/:id",status="2xx"} 2');
  expect(text).toContain('daunguon_http_request_seconds_count{method="GET",route="none",status="4xx"} 1');
  expect(text).toContain('daunguon_http_requests_under_way 0');
  expect(text).not.toContain('SECRETID');
});
