import { join, resolve } from 'node:path';

export const repository = join(import.meta.dirname, '..');

/** Where this copy keeps its data and which ports it takes: DAUNGUON_DATA and DN_PORT_OFFSET let a second copy run beside. */
export interface Places {
  readonly data: string;
  readonly portOffset: number;
  readonly ports: {
    readonly gateway: number;
    readonly verifier: number;
    readonly oidc: number;
    readonly agent: number;
    readonly chaincode: number;
    readonly ca: number;
  };
  /** Ports of the network itself: peers, orderers and the certificate authority. */
  readonly networkPorts: readonly number[];
  readonly gatewayUrl: string;
  readonly verifierUrl: string;
  readonly issuer: string;
  readonly agentUrl: string;
}

export function placesOf(env: NodeJS.ProcessEnv): Places {
  const offset = Number(env['DN_PORT_OFFSET'] ?? '0');
  if (!Number.isInteger(offset) || offset < 0 || offset > 55_000) throw new Error('DN_PORT_OFFSET is no port offset');
  const at = (port: number): number => port + offset;
  const ports = {
    gateway: at(8080),
    verifier: at(8081),
    oidc: at(8083),
    agent: at(8084),
    chaincode: at(9999),
    ca: at(7054),
  };
  return {
    data: resolve(env['DAUNGUON_DATA'] ?? join(repository, '.daunguon')),
    portOffset: offset,
    ports,
    networkPorts: [7050, 7051, 8050, 8051, 9050, 9051, 10050, 10051, 7054].map(at),
    gatewayUrl: `http://localhost:${ports.gateway}`,
    verifierUrl: `http://localhost:${ports.verifier}`,
    issuer: `http://localhost:${ports.oidc}`,
    agentUrl: `http://localhost:${ports.agent}`,
  };
}
