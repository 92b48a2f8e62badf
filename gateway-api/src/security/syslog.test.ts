import { afterAll, afterEach, expect, jest, test } from '@jest/globals';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import type { SecurityEvent } from './security-event.ts';
import { syslogMessage } from './syslog-message.ts';
import { openSyslog, syslogTarget, type SecurityLog } from './syslog.ts';

const folder = mkdtempSync(join(tmpdir(), 'syslog-'));
const event: SecurityEvent = {
  ...{ at: '2026-11-30T05:00:00.000Z', kind: 'forbidden', outcome: 'refused', act: 'POST /api/exchange/partners' },
  ...{ who: 'ab12', status: 403, code: 'exchange/administrators-only' },
};
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(() => rmSync(folder, { recursive: true }));
const until = async (done: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 400 && !done(); tries += 1) await sleep(10);
  expect(done()).toBe(true);
};
const opened = (text: string, ca?: string): SecurityLog => {
  const log = openSyslog(syslogTarget(text), ca);
  closing.push(() => log.close());
  return log;
};

test('a message is one of RFC 5424: priority, time, host, application, kind, structured data', () => {
  expect(syslogMessage(event, 'may chủ-1', 42)).toBe(
    '<84>1 2026-11-30T05:00:00.000Z maych-1 daunguon-gateway 42 forbidden ' +
      '[event@32473 kind="forbidden" outcome="refused" act="POST /api/exchange/partners" who="ab12" status="403" code="exchange/administrators-only"] ' +
      'forbidden refused',
  );
  expect(syslogMessage({ ...event, kind: 'administration' }, 'h', 1)).toMatch(/^<109>1 /);
});

test('nothing in a value ends it, or the line', () => {
  const message = syslogMessage({ ...event, act: 'GET /"]\\\n<1>1 forged' }, 'h', 1);
  expect(message).toContain('act="GET /\\"\\]\\\\ <1>1 forged"');
  expect(message).not.toContain('\n');
});

test.each(['', 'http://h:1', 'udp://h', 'tcp://:1', 'file:relative'])('%s is no place for them', (text) =>
  expect(() => syslogTarget(text)).toThrow('DN_SYSLOG must be'),
);

test('by UDP, one message a datagram', async () => {
  const got: string[] = [];
  const socket = createSocket('udp4', (bytes) => got.push(bytes.toString()));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  closing.push(() => socket.close());
  opened(`udp://127.0.0.1:${socket.address().port}`).send(event);
  await until(() => got.length === 1);
  expect(got[0]).toBe(syslogMessage(event));
});

test('to a file, one a line, for its owner alone', () => {
  const path = join(folder, 'events.log');
  const log = opened(`file:${path}`);
  log.send(event);
  log.send(event);
  expect(readFileSync(path, 'utf8')).toBe(`${syslogMessage(event)}\n`.repeat(2));
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

/** Takes frames of `length SP message` apart. */
const frames = (bytes: string): string[] => {
  const found: string[] = [];
  for (let rest = Buffer.from(bytes); rest.length > 0;) {
    const space = rest.indexOf(' ');
    const length = Number(rest.subarray(0, space).toString());
    if (rest.length < space + 1 + length) break;
    found.push(rest.subarray(space + 1, space + 1 + length).toString());
    rest = rest.subarray(space + 1 + length);
  }
  return found;
};
const collector = async (make: (take: (socket: Socket) => void) => Server, port = 0) => {
  const got = { text: '' };
  const sockets: Socket[] = [];
  const server = make((socket) => {
    sockets.push(socket);
    socket.on('data', (chunk) => (got.text += String(chunk))).on('error', () => undefined);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  closing.push(() => (server.listening ? close() : undefined));
  return { got, close, port: (server.address() as AddressInfo).port };
};

test('by TCP each after its length; what came while the collector was away is sent when it is back', async () => {
  const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const first = await collector((take) => createServer(take));
  const log = opened(`tcp://127.0.0.1:${first.port}`);
  log.send(event);
  await until(() => frames(first.got.text).length === 1);
  await first.close();
  await sleep(50);
  log.send({ ...event, requestId: 'while-away' });
  const second = await collector((take) => createServer(take), first.port);
  await until(() => frames(second.got.text).length === 1);
  expect(frames(second.got.text)[0]).toContain('while-away');
  expect(log.lost()).toBe(0);
  said.mockRestore();
});

test('by TLS to a collector that the authority vouches for, to no other', async () => {
  const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...{ name: 'CN=localhost', keys, signingAlgorithm: algorithm },
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }])],
  });
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const pem = certificate.toString('pem');
  const [privateKey, caFile] = [
    `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`,
    join(folder, 'ca.pem'),
  ];
  writeFileSync(caFile, pem);
  const { got, port } = await collector((take) => createTlsServer({ key: privateKey, cert: pem }, take));
  const stranger = opened(`tls://localhost:${port}`);
  stranger.send({ ...event, requestId: 'not-trusted' });
  opened(`tls://localhost:${port}`, caFile).send({ ...event, requestId: 'trusted' });
  await until(() => frames(got.text).length === 1);
  await sleep(100);
  expect([frames(got.text)[0]!.includes('"trusted"'), got.text.includes('not-trusted')]).toEqual([true, false]);
  said.mockRestore();
});
