import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { request, type Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { lanAddress } from './lan-address.ts';
import { openLanDoor } from './lan-door.ts';

const dir = join(mkdtempSync(join(tmpdir(), 'lan-')), 'door');
const servers: (Server | TlsServer)[] = [];
let port = 0;

const serving = (answers: Readonly<Record<string, string>>): Promise<string> =>
  new Promise((resolve) => {
    const server = createServer((asked, response) => {
      const body = answers[asked.url ?? ''];
      response.writeHead(body === undefined ? 404 : 200).end(body);
    }).listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    servers.push(server);
  });

const get = (path: string, ca: string | undefined): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, ...(ca === undefined ? { rejectUnauthorized: false } : { ca }) };
    request(options, (answer) => {
      let body = '';
      answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });

beforeAll(async () => {
  const verifier = await serving({
    '/R/1': 'page',
    '/policy.json': '{"gateways":["http://localhost:8080"],"mirrors":["http://localhost:8090"],"trial":true}',
  });
  const gateway = await serving({ '/r/1?from=3': 'bundle' });
  const door = await openLanDoor({ host: '127.0.0.1', port: 0, verifier, gateway, dir });
  servers.push(door);
  port = (door.address() as AddressInfo).port;
});
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(join(dir, '..'), { recursive: true });
});

test('page, proofs and policy come through one certificate, which its authority vouches for', async () => {
  const { body: ca } = await get('/lan-ca.crt', undefined);
  expect(await get('/R/1', ca)).toEqual({ status: 200, body: 'page' });
  expect(await get('/gateway/r/1?from=3', ca)).toEqual({ status: 200, body: 'bundle' });
  expect(await get('/gateway/nothing', ca)).toMatchObject({ status: 404 });
  const policy = JSON.parse((await get('/policy.json', ca)).body) as unknown;
  const gateways = [expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+\/gateway$/)];
  expect(policy).toEqual({ gateways, mirrors: [], trial: true });
});

// Whoever is on the network can send these; none may end the process.
test.each([
  ['HEAD /policy.json', '200'],
  ['OPTIONS *', '400'],
  ['GET http://elsewhere.example/', '400'],
  ['GET //elsewhere.example/', '404'],
  ['GET /gateway//elsewhere.example/', '404'],
])('%s is answered with %s', async (line, status) => {
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () =>
      socket.write(`${line} HTTP/1.1\r\nHost: door\r\nConnection: close\r\n\r\n`),
    );
    socket.once('data', (bytes: Buffer) => resolve(bytes.toString())).once('error', reject);
  });
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
});

test('a part that is down is said to be', async () => {
  for (const server of servers.splice(0, 2)) server.close();
  expect(await get('/R/1', undefined)).toMatchObject({ status: 502 });
});

test('the first outer IPv4 address is taken', () => {
  const at = (address: string, internal: boolean, family: 'IPv4' | 'IPv6') =>
    ({ address, internal, family, netmask: '', mac: '', cidr: null }) as never;
  expect(
    lanAddress({
      lo: [at('127.0.0.1', true, 'IPv4')],
      eth: [at('fe80::1', false, 'IPv6'), at('192.168.1.9', false, 'IPv4')],
    }),
  ).toBe('192.168.1.9');
  expect(lanAddress({ lo: [at('127.0.0.1', true, 'IPv4')] })).toBeUndefined();
});
