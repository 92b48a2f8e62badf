import grpc from '@grpc/grpc-js';
import { messageLimits } from './rpc.ts';

export interface TlsPair {
  readonly certPem: string;
  readonly keyPem: string;
}

export interface Listener {
  readonly port: number;
  close(): void;
}

/** Ends the streams of clients whose connection died unnoticed (docs/adr/0022). */
const keepalive = { 'grpc.keepalive_time_ms': 60_000, 'grpc.keepalive_timeout_ms': 20_000 };

/** A TLS gRPC listener; port 0 takes any free one. */
export const listen = (
  tls: TlsPair,
  port: number,
  host: string,
  addServices: (server: grpc.Server) => void,
): Promise<Listener> => {
  const server = new grpc.Server({ ...messageLimits, ...keepalive });
  addServices(server);
  const pair = { private_key: Buffer.from(tls.keyPem), cert_chain: Buffer.from(tls.certPem) };
  const credentials = grpc.ServerCredentials.createSsl(null, [pair], false);
  return new Promise((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, credentials, (error, bound) => {
      if (error) reject(new Error(`cannot listen on ${host}:${port}: ${error.message}`));
      else resolve({ port: bound, close: () => server.forceShutdown() });
    });
  });
};
