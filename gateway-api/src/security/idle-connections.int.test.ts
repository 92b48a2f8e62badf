import { expect, jest, test } from '@jest/globals';
import express from 'express';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { limitServer } from './request-limits.ts';

jest.setTimeout(60_000);

/**
 * A client whose machine is so busy that its event loop stands still for longer than the five seconds after which Node's own server closes an idle
 * connection: it has not heard of the end when it sends its next requests, and loses those that go out on closed connections.
 */
const busyClient = `
const { parentPort, workerData } = require('node:worker_threads');
const errors = [];
const one = () => fetch(workerData).then((answer) => answer.text()).catch(({ message, cause }) => errors.push(cause?.code ?? message));
const many = () => Promise.all(Array.from({ length: 100 }, one));
many().then(() => {
  const since = performance.now();
  while (performance.now() - since < 6500);
  return many();
}).then(() => parentPort.postMessage(errors));
`;

test('a client that comes back late on a connection that it believes open loses no request', async () => {
  const server = limitServer(express().get('/', (_request, response) => void response.send('here')).listen(0, '127.0.0.1')); // prettier-ignore
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const client = new Worker(busyClient, { eval: true, workerData: url });
  const errors = await new Promise((resolve) => client.once('message', resolve));
  await client.terminate();
  server.closeAllConnections();
  server.close();
  expect(errors).toEqual([]);
});
