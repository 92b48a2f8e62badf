import grpc from '@grpc/grpc-js';
import { messageLimits } from './rpc.ts';

export interface TlsPair {
  readonly certPem: string;
  readonly keyPem: string;
}

export interface Listener {
  readonly port: number;
  /** Down it ends every connection and takes none; up again it is at the same port. */
  setUp(up: boolean): Promise<void>;
  close(): void;
}

/** Ends the streams of clients whose connection died unnoticed (docs/adr/0022). */
const keepalive = { 'grpc.keepalive_time_ms': 60_000, 'grpc.keepalive_timeout_ms': 20_000 };

/** A TLS gRPC listener; port 0 takes any free one. */
export const listen = async (
  tls: TlsPair,
  port: number,
  host: string,
  addServices: (server: grpc.Server) => void,
): Promise<Listener> => {
  const pair = { private_key: Buffer.from(tls.keyPem), cert_chain: Buffer.from(tls.certPem) };
  const open = (at: number): Promise<{ server: grpc.Server; port: number }> => {
    const server = new grpc.Server({ ...messageLimits, ...keepalive });
    addServices(server);
    const credentials = grpc.ServerCredentials.createSsl(null, [pair], false);
    return new Promise((resolve, reject) => {
      server.bindAsync(`${host}:${at}`, credentials, (error, bound) => {
        if (error) reject(new Error(`cannot listen on ${host}:${at}: ${error.message}`));
        else resolve({ server, port: bound });
      });
    });
  };
  const first = await open(port);
  let server: grpc.Server | undefined = first.server;
  const close = (): void => {
    server?.forceShutdown();
    server = undefined;
  };
  return {
    port: first.port,
    setUp: async (up) => {
      if (!up) close();
      else server ??= (await open(first.port)).server;
    },
    close,
  };
};
