/** HTTPS on the local network (`npm start -- --lan`), for a phone's camera works only on a secure page: one door before verifier and gateway. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createPrivateKey } from 'node:crypto';
import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createCa, issueTls, type KeyAndCert } from '../test-network/src/crypto/certificates.ts';

export interface LanDoor {
  /** Address to listen on: one of this machine's own. */
  readonly host: string;
  readonly port: number;
  readonly verifier: string;
  readonly gateway: string;
  /** Folder of the door's own authority and certificate. */
  readonly dir: string;
}

/** Where the gateway stands behind the door. One origin for both: a phone's owner accepts one certificate, not two. */
const gatewayPath = '/gateway';
const authorityPath = '/lan-ca.crt';

/** The door's certificate, made at its first start for this address by an authority of its own. */
async function certificateFor(dir: string, host: string): Promise<KeyAndCert & { ca: string }> {
  const files = [join(dir, 'ca.crt'), join(dir, `${host}.crt`), join(dir, `${host}.key`)] as const;
  if (!files.every(existsSync)) {
    const authority = await createCa('CN=Dấu Nguồn thử nghiệm');
    const issuer = { certPem: authority.certPem, key: createPrivateKey(authority.keyPem) };
    const own = await issueTls(issuer, 'daunguon.local', { address: host, days: 365 });
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    // The authority's key is not kept: nothing else can ever be issued under what a phone was told to trust.
    for (const [index, text] of [authority.certPem, own.certPem, own.keyPem].entries())
      writeFileSync(files[index] ?? '', text, { mode: 0o600 });
  }
  const [ca, certPem, keyPem] = files.map((file) => readFileSync(file, 'utf8')) as [string, string, string];
  return { ca, certPem, keyPem };
}

/** `policy.json` as served at this door: records are fetched through it, which the page's own origin allows; this machine's mirrors are out of reach. */
const throughDoor = (policy: string, origin: string): string =>
  JSON.stringify({ ...(JSON.parse(policy) as object), gateways: [`${origin}${gatewayPath}`], mirrors: [] });

function forward(request: IncomingMessage, response: ServerResponse, target: URL, rewrite?: (body: string) => string) {
  const headers = { ...request.headers, host: target.host, 'accept-encoding': 'identity' };
  delete headers['if-none-match'];
  const sent = ask(target, { method: request.method, headers }, (answer) => {
    if (rewrite === undefined || answer.statusCode !== 200 || request.method === 'HEAD') {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      return;
    }
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('end', () => {
      const body = rewrite(Buffer.concat(chunks).toString());
      const { 'transfer-encoding': _chunked, etag: _etag, ...kept } = answer.headers;
      response.writeHead(200, { ...kept, 'content-length': Buffer.byteLength(body) });
      response.end(body);
    });
  });
  sent.on('error', () => {
    if (!response.headersSent) response.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' });
    response.end('Phần phía sau chưa trả lời. The part behind does not answer.\n');
  });
  request.pipe(sent);
}

/** Opens the door. @throws when the address is none of this machine's or the port is taken. */
export async function openLanDoor(door: LanDoor): Promise<Server> {
  const { ca, certPem, keyPem } = await certificateFor(door.dir, door.host);
  const server = createServer({ cert: certPem, key: keyPem }, (request, response) => {
    const path = request.url ?? '/';
    // Other forms (`OPTIONS *`, a proxy's `GET http://…`) name no place behind the door.
    if (!path.startsWith('/')) {
      response.writeHead(400).end();
    } else if (path === authorityPath) {
      response.writeHead(200, { 'content-type': 'application/x-x509-ca-cert' }).end(ca);
    } else if (path.startsWith(`${gatewayPath}/`)) {
      forward(request, response, new URL(door.gateway + path.slice(gatewayPath.length)));
    } else {
      const { port } = server.address() as AddressInfo;
      const origin = `https://${door.host}:${port}`;
      const rewrite = path === '/policy.json' ? (body: string) => throughDoor(body, origin) : undefined;
      forward(request, response, new URL(door.verifier + path), rewrite);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(door.port, door.host, resolve);
  });
  return server;
}

if (import.meta.main) {
  const option = { type: 'string', default: '' } as const;
  const { values } = parseArgs({
    options: { host: option, port: option, verifier: option, gateway: option, dir: option },
  });
  const server = await openLanDoor({ ...values, port: Number(values.port) });
  console.log(`ready https://${values.host}:${values.port}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      server.close(() => process.exit(0));
      server.closeAllConnections();
    });
}
