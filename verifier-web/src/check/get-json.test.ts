import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { getJson } from './get-json.ts';

const megabyte = Buffer.alloc(1 << 20, 0x20);
let sent = 0;
let server: Server;
let url = '';
let stranger: Server;
let other = '';
let strangerAsked = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/good') response.end('{"name":"Bưởi"}');
    else if (request.url === '/page') response.writeHead(404).end('<html>');
    else if (request.url === '/to-another') response.writeHead(302, { location: other }).end();
    else if (request.url === '/to-itself') response.writeHead(307, { location: '/good' }).end();
    else if (request.url === '/packed')
      response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(200 << 20, 0x20)));
    else {
      const more = (): void => void response.write(megabyte, () => ((sent += 1), response.destroyed || more()));
      more();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stranger = createServer((_request, response) => {
    strangerAsked += 1;
    response.end('{"name":"Bưởi"}');
  });
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  other = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/good`;
});
afterAll(() => {
  for (const each of [server, stranger]) {
    each.closeAllConnections();
    each.close();
  }
});

test('JSON with its status; what is no JSON is undefined', async () => {
  expect(await getJson(`${url}/good`, 3000)).toEqual({ status: 200, json: { name: 'Bưởi' } });
  expect(await getJson(`${url}/page`, 3000)).toEqual({ status: 404, json: undefined });
  expect(await getJson('http://127.0.0.1:1/', 3000)).toBeNull();
});

test('an answer without an end is given up after 16 MB, long before its time is over', async () => {
  const began = performance.now();
  expect(await getJson(`${url}/endless`, 60_000)).toBeNull();
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(sent).toBeLessThan(64);
});

test('a small answer that unpacks to 200 MB is given up too', async () => {
  expect(await getJson(`${url}/packed`, 60_000)).toBeNull();
});

test('a redirect is not followed, and whom it names is not asked', async () => {
  expect(await getJson(other, 3000)).toEqual({ status: 200, json: { name: 'Bưởi' } });
  expect(await getJson(`${url}/to-another`, 3000)).toBeNull();
  expect(await getJson(`${url}/to-itself`, 3000)).toBeNull();
  expect(strangerAsked).toBe(1);
});
