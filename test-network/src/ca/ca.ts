import { createServer } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NetworkMaterial } from '../crypto/material.ts';
import { badRequest, CaError } from './ca-error.ts';
import { openCaStore } from './ca-store.ts';
import type { CaStore } from './ca-store.ts';
import { basicLogin, hashSecret, tokenLogin } from './login.ts';
import { caInfo, enrolIdentity, generateCrl, register, revoke } from './operations.ts';
import type { Body, CaContext } from './operations.ts';

export interface CaOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly dataFile: string;
  readonly host: string;
}

const LIMIT = 1024 * 1024;

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LIMIT) throw new CaError(413, 0, 'request too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
};

const parse = (bytes: Buffer): Body => {
  try {
    return (bytes.length === 0 ? {} : JSON.parse(bytes.toString())) as Body;
  } catch {
    throw badRequest('body is not JSON');
  }
};

/** Calls that create something answer 201 (fabric-ca lib/server*.go, successRC). */
const successStatus = (path: string): number => (/\/(enroll|reenroll|register)$/.test(path) ? 201 : 200);

const answer = async (store: CaStore, material: NetworkMaterial, request: IncomingMessage): Promise<Body> => {
  const bytes = await readBody(request);
  const body = parse(bytes);
  const url = new URL(request.url ?? '/', 'https://ca');
  const first = [...material.organisations.keys()][0] ?? '';
  const ca = String(body['caname'] || url.searchParams.get('ca') || `ca-${first}`);
  const organisation = material.organisations.get(ca.replace(/^ca-/, ''));
  if (!organisation || !ca.startsWith('ca-')) throw new CaError(404, 19, `CA '${ca}' does not exist`);
  const context: CaContext = { store, ca, organisation };
  const operation = /^(?:\/api\/v1)?\/([a-z]+)$/.exec(url.pathname)?.[1];
  const { method = '', headers } = request;
  if (operation === 'cainfo') return caInfo(context);
  if (method !== 'POST') throw new CaError(405, 0, 'method not allowed');
  if (operation === 'enroll') return enrolIdentity(context, await basicLogin(store, ca, headers.authorization), body);
  const signed = { method, uri: request.url ?? '', body: bytes, authorization: headers.authorization };
  const caller = tokenLogin(store, ca, organisation.caCertPem, signed);
  if (operation === 'reenroll') return enrolIdentity(context, caller, body);
  if (operation === 'register') return register(context, caller, body);
  if (operation === 'revoke') return revoke(context, caller, body);
  if (operation === 'gencrl') return generateCrl(context, caller);
  throw new CaError(404, 0, 'no such operation');
};

const addRegistrars = async (store: CaStore, material: NetworkMaterial): Promise<void> => {
  for (const { mspId, registrar } of material.organisations.values()) {
    if (store.identity(`ca-${mspId}`, registrar.enrollId)) continue;
    store.addIdentity(`ca-${mspId}`, {
      id: registrar.enrollId,
      secret: await hashSecret(registrar.secret),
      type: 'client',
      affiliation: '',
      attributes: [],
      maxEnrolments: -1,
      enrolments: 0,
      registrar: true,
      revoked: false,
    });
  }
};

/** One HTTPS server with a CA `ca-<mspId>` per organisation, answering Fabric CA's REST calls (fabric-ca swagger). */
export const startCa = async (
  material: NetworkMaterial,
  options: CaOptions,
): Promise<{ port: number; close(): Promise<void> }> => {
  const tls = [...material.organisations.values()].find(({ peer }) => peer)?.peer?.tls;
  if (!tls) throw new Error('no organisation has a TLS certificate for the certificate authority');
  const store = openCaStore(options.dataFile);
  await addRegistrars(store, material);
  const server = createServer({ cert: tls.certPem, key: tls.keyPem }, (request, response) => {
    const send = (status: number, content: Body): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(content));
    };
    answer(store, material, request).then(
      (result) => {
        const status = successStatus(new URL(request.url ?? '/', 'https://ca').pathname);
        send(status, { result, errors: [], messages: [], success: true });
      },
      (error: unknown) => {
        const known = error instanceof CaError ? error : new CaError(500, 0, 'internal error');
        const errors = [{ code: known.code, message: known.message }];
        send(known.status, { result: '', errors, messages: [], success: false });
      },
    );
  });
  // fabric-ca-client computes keys in JavaScript between two calls, seconds each on a busy machine, and then uses the connection again
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(options.port, options.host, done);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((done) => {
        server.close(() => {
          store.close();
          done();
        });
        server.closeAllConnections();
      }),
  };
};
