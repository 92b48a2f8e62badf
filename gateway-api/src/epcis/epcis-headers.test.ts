import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { HttpProblem } from '../http/http-problem.ts';
import { epcisHeaders } from './epcis-headers.ts';

let server: Server;
let url = '';
const refusal: ErrorRequestHandler = (error, _request, response, _next) => {
  if (!(error instanceof HttpProblem)) throw error;
  response
    .status(error.status)
    .type('application/problem+json')
    .send(JSON.stringify({ code: error.code }));
};
beforeAll(async () => {
  const app = express();
  app.use(epcisHeaders);
  app.get('/', (_request, response) => void response.json({ type: 'EPCISQueryDocument' }));
  app.use(refusal);
  server = app.listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://localhost:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => void server.close());

test.each([
  ['application/ld+json', 'application/ld+json'],
  ['application/json', 'application/json'],
  ['*/*', 'application/json'],
  ['application/ld+json;q=0.5, application/json', 'application/json'],
])('who prefers %s is answered %s', async (accept, type) => {
  const answer = await fetch(url, { headers: { accept } });
  expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([200, type]);
  expect(await answer.json()).toEqual({ type: 'EPCISQueryDocument' });
});

test.each([
  ['accept', 'text/xml'],
  ['GS1-EPCIS-Version', '1.2'],
  ['GS1-EPCIS-Min', '2.1'],
  ['GS1-EPCIS-Max', '1.2'],
  ['GS1-CBV-Version', '3.0'],
  ['GS1-CBV-Max', '1.2'],
  ['GS1-EPC-Format', 'Always_EPC_URN'],
])('%s: %s is refused, as a problem', async (name, value) => {
  const answer = await fetch(url, { headers: { [name]: value } });
  expect([answer.status, await answer.json()]).toEqual([406, { code: 'epcis/not-acceptable' }]);
});

test.each([
  ['GS1-EPCIS-Version', '2.0'],
  ['GS1-EPCIS-Min', '1.2'],
  ['GS1-EPCIS-Max', '2.1'],
  ['GS1-EPC-Format', 'Always_GS1_Digital_Link'],
])('%s: %s is taken', async (name, value) => {
  expect((await fetch(url, { headers: { [name]: value } })).status).toBe(200);
});
